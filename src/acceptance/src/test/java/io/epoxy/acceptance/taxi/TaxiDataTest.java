package io.epoxy.acceptance.taxi;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.acceptance.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The committed data of tests-data/nyc-taxi is what the generator makes. With {@code
 * -Depoxy.taxi.rewrite=true} it is written first; see tests-data/README.md.
 */
class TaxiDataTest {
  private static final Path PROJECT = Workspace.repository().resolve("tests-data/nyc-taxi");
  private static final Path RECORDS = PROJECT.resolve("data/records");
  private static final Path GOLDEN = PROJECT.resolve("golden");
  private static final List<TaxiTrip> TRIPS = TripGenerator.trips(TripGenerator.SEED);

  @BeforeAll
  static void rewriteWhenAsked() throws IOException {
    if (Boolean.getBoolean("epoxy.taxi.rewrite")) {
      TripFiles.write(TRIPS, RECORDS);
      Files.createDirectories(GOLDEN);
      for (Map.Entry<String, List<String>> table : GoldenMetrics.tables(TRIPS).entrySet()) {
        Files.write(GOLDEN.resolve(table.getKey() + ".csv"), table.getValue());
      }
    }
  }

  @Test
  void committedRecordsAreTheGeneratedOnes() {
    assertThat(TripFiles.read(RECORDS)).containsExactlyInAnyOrderElementsOf(TRIPS);
  }

  @Test
  void committedGoldenTablesAreTheComputedOnes() throws IOException {
    for (Map.Entry<String, List<String>> table : GoldenMetrics.tables(TRIPS).entrySet()) {
      assertThat(Files.readAllLines(GOLDEN.resolve(table.getKey() + ".csv")))
          .as(table.getKey())
          .containsExactlyElementsOf(table.getValue());
    }
  }

  @Test
  void recordsHaveTheOdditiesThatTheModelsMustBear() {
    assertThat(TRIPS).hasSizeBetween(3_000, 5_000);
    assertThat(TRIPS).anyMatch(trip -> trip.dropoffSecond().isEmpty());
    assertThat(TRIPS).anyMatch(trip -> trip.hundredthsOfMiles() == 0);
    assertThat(TRIPS).extracting(TaxiTrip::fleet).contains("yellow", "green");
    assertThat(TRIPS).extracting(TaxiTrip::year).contains(2015, 2016, 2017);
    assertThat(TripGenerator.trips(TripGenerator.SEED + 1)).isNotEqualTo(TRIPS);
    assertThat(TRIPS)
        .filteredOn(trip -> trip.fleet().equals("green") && trip.year() == 2016)
        .isSortedAccordingTo(Comparator.comparingLong(TaxiTrip::pickupSecond));
  }
}
