package io.epoxy.acceptance.taxi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tests of the nyc-taxi project know about its data. */
public final class TaxiProject {
  /** The tables that a build makes, as SQL names them, and their golden file's name. */
  public static final Map<String, String> TABLES = tables();

  private TaxiProject() {}

  /** A golden table as it is committed: CSV lines with a header, ordered by month_key. */
  public static List<String> golden(Path project, String name) {
    try {
      return Files.readAllLines(project.resolve("golden").resolve(name + ".csv"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes every second trip of one month out of a copied project, as if it came late.
   *
   * @return what the tables must hold without them and without trips after {@code lastYear}, by
   *     golden file's name
   */
  public static Map<String, List<String>> withholdLateTrips(Path project, int lastYear) {
    List<TaxiTrip> trips = TripGenerator.trips(TripGenerator.SEED);
    List<TaxiTrip> early = new ArrayList<>();
    List<TaxiTrip> late = new ArrayList<>();
    for (TaxiTrip trip : trips) {
      if (isLateMonth(trip, lastYear)) {
        (late.size() < early.size() ? late : early).add(trip);
      }
    }
    Path folder = project.resolve("data/records").resolve(early.get(0).partition());
    TripFiles.writeFile(early, folder.resolve("trips.parquet"));
    List<TaxiTrip> known =
        trips.stream()
            .filter(trip -> trip.year() <= lastYear)
            .filter(trip -> !isLateMonth(trip, lastYear) || early.contains(trip))
            .toList();
    return GoldenMetrics.tables(known);
  }

  /** Brings the trips that {@link #withholdLateTrips} took out, in a file of their own. */
  public static void deliverLateTrips(Path project, int lastYear) {
    Path records = project.resolve("data/records");
    List<TaxiTrip> there = TripFiles.read(records);
    List<TaxiTrip> late =
        TripGenerator.trips(TripGenerator.SEED).stream()
            .filter(trip -> isLateMonth(trip, lastYear) && !there.contains(trip))
            .toList();
    TripFiles.writeFile(late, records.resolve(late.get(0).partition()).resolve("late.parquet"));
  }

  private static boolean isLateMonth(TaxiTrip trip, int year) {
    return trip.year() == year && trip.month() == 6 && trip.fleet().equals("green");
  }

  private static Map<String, String> tables() {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put("nyc_taxi.silver_avg_metrics", "silver_avg_metrics");
    tables.put("glue_catalog.nyc_taxi.gold_cost_metrics", "gold_cost_metrics");
    tables.put("glue_catalog.nyc_taxi.gold_passengers_metrics", "gold_passengers_metrics");
    return tables;
  }
}
