package io.epoxy.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.engine.Fixtures;
import io.epoxy.model.graph.Batch;
import io.epoxy.model.graph.Batch.Kind;
import io.epoxy.model.graph.Node;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.result.BatchResults.Span;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are what dbt-core 1.12's MicrobatchBuilder answers. */
class BatchesTest {
  private static final Instant NOW = Instant.parse("2024-09-17T16:06:00Z");

  private static Node model(String size, Object begin, Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("batch_size", size);
    config.put("begin", begin);
    return Fixtures.model(Relation.of("shop", "m"), "select 1 as id", config).node();
  }

  private static String labels(List<Batch> batches) {
    return batches.stream().map(Batch::label).collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "hour, 2024-09-17T13:59:00, 2024-09-17T13 2024-09-17T14 2024-09-17T15 2024-09-17T16, 2024-09-17T17:00:00Z",
    "day, 2024-09-16, 2024-09-16 2024-09-17, 2024-09-18T00:00:00Z",
    "day, 2024-09-16T23:30:00+02:00, 2024-09-16 2024-09-17, 2024-09-18T00:00:00Z",
    "month, 20240731, 2024-07 2024-08 2024-09, 2024-10-01T00:00:00Z",
    "year, 2023-02-03 04:05, 2023 2024, 2025-01-01T00:00:00Z",
    "day, 2024-12-01, 2024-12-01, 2024-09-18T00:00:00Z",
  })
  void theFirstRunGoesFromBeginToTheEndOfNow(
      String size, String begin, String labels, Instant end) {
    List<Batch> batches =
        Batches.of(model(size, begin, Map.of()), Optional.empty(), NOW, Kind.BUILDS);

    assertThat(labels(batches)).isEqualTo(labels);
    assertThat(batches.get(batches.size() - 1).end()).isEqualTo(end);
    assertThat(batches.get(0).kind()).isEqualTo(Kind.BUILDS);
    assertThat(batches.stream().skip(1)).allMatch(batch -> batch.kind() == Kind.ADDS);
  }

  @ParameterizedTest
  @CsvSource({
    "day, 1, 2024-09-16 2024-09-17",
    "day, 0, 2024-09-17",
    "month, 2, 2024-07 2024-08 2024-09",
  })
  void laterRunsLookBack(String size, long lookback, String labels) {
    Node model = model(size, "2020-01-01", Map.of("lookback", lookback));

    assertThat(labels(Batches.of(model, Optional.empty(), NOW, Kind.ADDS))).isEqualTo(labels);
  }

  @Test
  void givenTimesAreWidenedToWholeBatches() {
    Optional<Span> times =
        Optional.of(
            new Span(Instant.parse("2024-01-31T10:00:00Z"), Instant.parse("2024-02-01T00:00:01Z")));

    List<Batch> batches = Batches.of(model("day", "2020-01-01", Map.of()), times, NOW, Kind.ADDS);

    assertThat(labels(batches)).isEqualTo("2024-01-31 2024-02-01");
    assertThat(batches.get(1).id()).isEqualTo("20240201");
    assertThat(batches.get(1).isLast()).isTrue();
    assertThat(batches.get(1).isFirst()).isFalse();
  }
}
