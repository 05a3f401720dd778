package io.epoxy.model.config.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.config.Project;
import io.epoxy.model.config.ProjectPaths;
import io.epoxy.model.graph.ResourceType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConfigResolverTest {
  @Test
  void laysTheTreeThePropertiesAndTheFileOverTheDefaults() {
    Project project =
        project(
            "shop",
            Map.of(
                "+tags", List.of("all"),
                "shop",
                    Map.of(
                        "+materialized", "table",
                        "+meta", Map.of("a", 1L, "b", 1L),
                        "staging", Map.of("+tags", "stage", "+post-hook", "select 1"))));

    Map<String, Object> config =
        ConfigResolver.resolve(
            layers(
                project, Optional.empty(), Map.of("meta", Map.of("b", 2L)), Map.of("tags", "f")));

    assertThat(config).containsEntry("materialized", "table");
    assertThat(config).containsEntry("tags", List.of("all", "stage", "f"));
    assertThat(config).containsEntry("meta", Map.of("a", 1L, "b", 2L));
    assertThat(((List<?>) config.get("post-hook")).toString())
        .isEqualTo("[{sql=select 1, transaction=true, index=null}]");
  }

  @Test
  void letsTheRootProjectWinOverAPackagesOwnFile() {
    Project owner = project("shop", Map.of());
    Project root = project("root", Map.of("shop", Map.of("+materialized", "table")));

    Map<String, Object> config =
        ConfigResolver.resolve(
            layers(owner, Optional.of(root), Map.of(), Map.of("materialized", "view")));

    assertThat(config).containsEntry("materialized", "table");
  }

  @Test
  void extendsGrantsOnlyWhereAPlusAsksForIt() {
    Project project =
        project("shop", Map.of("+grants", Map.of("select", "a", "insert", List.of("b"))));

    Map<String, Object> config =
        ConfigResolver.resolve(
            layers(
                project,
                Optional.empty(),
                Map.of(),
                Map.of("grants", Map.of("+select", List.of("c"), "insert", "d"))));

    assertThat(config)
        .containsEntry("grants", Map.of("select", List.of("a", "c"), "insert", List.of("d")));
  }

  private static ConfigResolver.Layers layers(
      Project owner,
      Optional<Project> root,
      Map<String, Object> properties,
      Map<String, Object> inFile) {
    return new ConfigResolver.Layers(
        ResourceType.MODEL, List.of("shop", "staging", "a"), owner, root, properties, inFile);
  }

  private static Project project(String name, Map<String, Object> models) {
    return new Project(
        name,
        Optional.empty(),
        Optional.empty(),
        Path.of("/nowhere"),
        ProjectPaths.DEFAULT,
        "target",
        Map.of(),
        Map.of("models", models),
        Map.of("models", models),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        Map.of());
  }
}
