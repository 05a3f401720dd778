package io.epoxy.acceptance.taxi;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the three tables must hold, computed from the trips with whole numbers and BigDecimal. No
 * SQL engine has a part in it. Scales are those of Spark's decimal average: four digits more than
 * the averaged column has.
 */
final class GoldenMetrics {
  private static final BigDecimal SIXTY = BigDecimal.valueOf(60);

  private GoldenMetrics() {}

  /** The tables by name, each as CSV lines with a header, ordered by month_key. */
  static Map<String, List<String>> tables(List<TaxiTrip> trips) {
    Map<String, List<TaxiTrip>> months = new TreeMap<>();
    for (TaxiTrip trip : trips) {
      months.computeIfAbsent(monthKey(trip), key -> new ArrayList<>()).add(trip);
    }
    List<String> silver = new ArrayList<>();
    List<String> cost = new ArrayList<>();
    List<String> passengers = new ArrayList<>();
    silver.add(
        "month_key,year,month,type,trip_count,avg_cost,avg_distance,avg_passengers,avg_seconds,"
            + "trips_without_distance,trips_without_dropoff");
    cost.add("month_key,year,month,type,trip_count,avg_cost,cost_per_mile,cost_per_minute");
    passengers.add(
        "month_key,year,month,type,avg_passengers,cost_per_passenger,miles_per_passenger");
    months.forEach(
        (key, month) -> {
          Averages averages = Averages.of(month);
          String group = key + "," + group(month.get(0));
          silver.add(group + "," + averages.silverMetrics());
          cost.add(group + "," + averages.costMetrics());
          passengers.add(group + "," + averages.passengerMetrics());
        });
    return Map.of(
        "silver_avg_metrics", silver,
        "gold_cost_metrics", cost,
        "gold_passengers_metrics", passengers);
  }

  private static String monthKey(TaxiTrip trip) {
    return String.format(Locale.ROOT, "%d-%02d-%s", trip.year(), trip.month(), trip.fleet());
  }

  private static String group(TaxiTrip trip) {
    return trip.year() + "," + trip.month() + "," + trip.fleet();
  }

  private record Averages(
      int trips,
      BigDecimal cost,
      BigDecimal distance,
      BigDecimal passengers,
      BigDecimal seconds,
      long withoutDistance,
      long withoutDropoff) {

    static Averages of(List<TaxiTrip> month) {
      long cents = 0;
      long miles = 0;
      long people = 0;
      long seconds = 0;
      long stopped = 0;
      long moved = 0;
      for (TaxiTrip trip : month) {
        cents += trip.cents();
        miles += trip.hundredthsOfMiles();
        people += trip.passengers();
        moved += trip.hundredthsOfMiles() > 0 ? 1 : 0;
        if (trip.dropoffSecond().isPresent()) {
          seconds += trip.dropoffSecond().getAsLong() - trip.pickupSecond();
          stopped++;
        }
      }
      int trips = month.size();
      return new Averages(
          trips,
          BigDecimal.valueOf(cents, 2).divide(BigDecimal.valueOf(trips), 6, HALF_UP),
          BigDecimal.valueOf(miles, 2).divide(BigDecimal.valueOf(trips), 6, HALF_UP),
          BigDecimal.valueOf(people).divide(BigDecimal.valueOf(trips), 4, HALF_UP),
          BigDecimal.valueOf(seconds).divide(BigDecimal.valueOf(stopped), 4, HALF_UP),
          trips - moved,
          trips - stopped);
    }

    String silverMetrics() {
      return csv(trips, cost, distance, passengers, seconds, withoutDistance, withoutDropoff);
    }

    String costMetrics() {
      return csv(trips, cost, ratio(cost, distance), ratio(cost.multiply(SIXTY), seconds));
    }

    String passengerMetrics() {
      return csv(passengers, ratio(cost, passengers), ratio(distance, passengers));
    }

    private static BigDecimal ratio(BigDecimal above, BigDecimal below) {
      return above.divide(below, 4, HALF_UP);
    }

    private static String csv(Object... cells) {
      List<String> texts = new ArrayList<>();
      for (Object cell : cells) {
        texts.add(cell instanceof BigDecimal number ? number.toPlainString() : cell.toString());
      }
      return String.join(",", texts);
    }
  }
}
