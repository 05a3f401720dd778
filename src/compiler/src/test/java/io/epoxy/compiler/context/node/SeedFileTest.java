package io.epoxy.compiler.context.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.compiler.context.table.TableObject;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedFileTest {
  @TempDir private Path root;
  private final List<String> messages = new ArrayList<>();

  @Test
  void delimiterAndColumnTypesOfTheConfigCount() throws IOException {
    TableObject table =
        load("id;n\n01;02\n", Map.of("delimiter", ";", "column_types", Map.of("id", "string")));

    assertThat(table.columnNames()).containsExactly("id", "n");
    assertThat(table.dataType(0)).isEqualTo("string");
    assertThat(table.dataType(1)).isEqualTo("bigint");
    assertThat(messages).isEmpty();
  }

  @Test
  void typesOfColumnsThatAreNotThereAreAWarning() throws IOException {
    load("id\n1\n", Map.of("column_types", Map.of("z", "int", "b", "int", "id", "int")));

    assertThat(messages)
        .containsExactly(
            "JinjaLogWarning Column types specified for non-existent columns in seed 's' (file: "
                + root.resolve("seeds/s.csv")
                + "): b, z. These column type overrides will be ignored.");
  }

  @Test
  void aDelimiterIsOneCharacter() {
    assertThatThrownBy(() -> load("id\n1\n", Map.of("delimiter", "||")))
        .hasMessageContaining("the delimiter of seed 's' must be one character, not '||'");
  }

  private TableObject load(String text, Map<String, Object> config) throws IOException {
    Path file = root.resolve("seeds/s.csv");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    NodeInfo seed =
        NodeInfo.builder(UniqueId.of(ResourceType.SEED, "shop", "s"), "s", "shop")
            .files("s.csv", "seeds/s.csv")
            .config(new NodeConfig(config))
            .build();
    return SeedFile.load(seed, root, (level, event, said) -> messages.add(event + " " + said));
  }
}
