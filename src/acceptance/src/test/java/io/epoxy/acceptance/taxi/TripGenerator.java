package io.epoxy.acceptance.taxi;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Makes the trips of tests-data/nyc-taxi. The same seed gives the same trips on every machine: only
 * whole numbers are drawn ({@link SplittableRandom}'s sequence is fixed by its contract).
 *
 * <p>Sizes are roughly those of the city's published records: some four miles, some twenty minutes,
 * some fifteen dollars; every fortieth trip lacks a drop-off, every fortieth a distance.
 */
final class TripGenerator {
  static final long SEED = 20150101L;
  private static final List<String> FLEETS = List.of("yellow", "green");
  private static final int MONTHS = 6;

  private final SplittableRandom random;

  private TripGenerator(long seed) {
    random = new SplittableRandom(seed);
  }

  /** All trips, in the order of fleet, year, month and pick-up. */
  static List<TaxiTrip> trips(long seed) {
    TripGenerator generator = new TripGenerator(seed);
    List<TaxiTrip> trips = new ArrayList<>();
    for (String fleet : FLEETS) {
      for (int year = 2015; year <= 2017; year++) {
        for (int month = 1; month <= MONTHS; month++) {
          trips.addAll(generator.month(fleet, LocalDate.of(year, month, 1)));
        }
      }
    }
    return trips;
  }

  private List<TaxiTrip> month(String fleet, LocalDate firstDay) {
    int count = fleet.equals("yellow") ? random.nextInt(90, 130) : random.nextInt(50, 90);
    long start = firstDay.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    long seconds = firstDay.lengthOfMonth() * 86_400L;
    List<TaxiTrip> trips = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long slot = seconds / count;
      trips.add(trip(fleet, firstDay, start + i * slot + random.nextLong(slot)));
    }
    return trips;
  }

  private TaxiTrip trip(String fleet, LocalDate firstDay, long pickup) {
    long miles = random.nextInt(40) == 0 ? 0 : random.nextLong(40, 400) + random.nextLong(400);
    long duration = 90 + miles * random.nextLong(200, 420) / 100;
    boolean stopped = random.nextInt(40) != 0;
    // The fare of the time: 2.50 at the start and 2.50 a mile, then tolls and a tip.
    long cents = 250 + miles * 250 / 100 + random.nextLong(500);
    int passengers = 1 + (random.nextInt(4) == 0 ? random.nextInt(6) : 0);
    return new TaxiTrip(
        fleet,
        firstDay.getYear(),
        firstDay.getMonthValue(),
        random.nextInt(1, 3),
        pickup,
        stopped ? OptionalLong.of(pickup + duration) : OptionalLong.empty(),
        passengers,
        miles,
        cents);
  }
}
