package io.epoxy.model.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** As dbt-core 1.12.3 resolved the same calls. */
final class ConfigMergeTest {
  @Test
  void grantsOfSeveralCallsExtendWhatLiesUnderThem() {
    Map<String, Object> calls = new LinkedHashMap<>();
    ConfigMerge.accumulate(calls, Map.of("grants", Map.of("+select", "u4", "delete", "u5")));
    ConfigMerge.accumulate(calls, Map.of("grants", Map.of("+select", List.of("u7"))));
    Map<String, Object> config = new LinkedHashMap<>();
    ConfigMerge.merge(config, Map.of("grants", Map.of("select", "yu")));

    ConfigMerge.merge(config, calls);

    assertThat(config.get("grants"))
        .isEqualTo(Map.of("select", List.of("yu", "u4", "u7"), "delete", List.of("u5")));
  }
}
