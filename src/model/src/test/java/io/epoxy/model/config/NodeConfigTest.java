package io.epoxy.model.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeConfigTest {
  @ParameterizedTest
  @CsvSource({"True, true", "false, false", "TRUE, true", "False, false", "yes, true", "0, false"})
  void flagsMayBeSpelledAsText(String written, boolean meant) {
    assertThat(config("iceberg_expire_snapshots", written).flag("iceberg_expire_snapshots", !meant))
        .isEqualTo(meant);
  }

  @Test
  void anythingElseIsNoFlag() {
    assertThatThrownBy(() -> config("enabled", "maybe").flag("enabled", true))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("config 'enabled' must be true or false, not 'maybe'");
    NodeConfig docs = new NodeConfig(Map.of("persist_docs", Map.of("relation", "ture")));
    assertThatThrownBy(() -> docs.flag("persist_docs", "relation"))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("config 'persist_docs.relation' must be true or false, not 'ture'");
  }

  @Test
  void oneTextStandsForAListOfOne() {
    assertThat(config("unique_key", "id").strings("unique_key")).containsExactly("id");
    assertThat(config("unique_key", List.of("id", "day")).strings("unique_key"))
        .containsExactly("id", "day");
    assertThat(config("other", 1L).strings("unique_key")).isEmpty();
  }

  @Test
  void nullIsAsAbsent() {
    NodeConfig config = new NodeConfig(Collections.singletonMap("schema", null));

    assertThat(config.find("schema")).isEmpty();
    assertThat(config.values()).containsKey("schema");
  }

  @Test
  void laterChangesOfTheCallersMapDoNotReachIt() {
    Map<String, Object> inner = new HashMap<>(Map.of("a", Arrays.asList(1L, null)));
    NodeConfig config = config("meta", inner);
    inner.put("b", 2L);

    assertThat(config.map("meta")).containsOnlyKeys("a");
    assertThatThrownBy(() -> config.map("meta").put("c", 3L))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void textIsNoMapping() {
    assertThatThrownBy(() -> config("table_properties", "x").map("table_properties"))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("config 'table_properties' must be a mapping, not 'x'");
  }

  private static NodeConfig config(String key, Object value) {
    return new NodeConfig(Map.of(key, value));
  }
}
