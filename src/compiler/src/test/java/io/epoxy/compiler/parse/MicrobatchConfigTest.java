package io.epoxy.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * As dbt-core 1.12.3 writes {@code begin} into manifests; broken-projects.txt has what it refuses.
 */
final class MicrobatchConfigTest {
  @Test
  void beginBecomesATime() {
    LocalDateTime midnight = LocalDateTime.parse("2024-01-01T00:00:00");
    assertThat(settled("microbatch", LocalDate.parse("2024-01-01"))).isEqualTo(midnight);
    assertThat(settled("microbatch", "2024-01-01")).isEqualTo(midnight);
    assertThat(settled("microbatch", "2024-01-01 10:20:30"))
        .isEqualTo(LocalDateTime.parse("2024-01-01T10:20:30"));
    assertThat(settled("microbatch", "2024-01-01T10:00:00+02:00"))
        .isEqualTo(OffsetDateTime.parse("2024-01-01T10:00:00+02:00"));
    assertThat(settled("microbatch", midnight)).isEqualTo(midnight);
  }

  @Test
  void ofOtherModelsItStaysAsWritten() {
    assertThat(settled("append", "2024-01-01")).isEqualTo("2024-01-01");
  }

  private static Object settled(String strategy, Object begin) {
    Map<String, Object> config = new HashMap<>();
    config.put("materialized", "incremental");
    config.put("incremental_strategy", strategy);
    config.put("event_time", "t");
    config.put("batch_size", "day");
    config.put("begin", begin);
    MicrobatchConfig.settle(config);
    return config.get("begin");
  }
}
