package io.epoxy.compiler.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.compiler.CompilerOptions;
import io.epoxy.compiler.ProjectCompiler;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ResourceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SyntheticProjectTest {
  @TempDir Path folder;

  @Test
  void hasTheModelsThatWereAskedForAndTwiceAsManyTests() {
    SyntheticProject.write(folder, 120, 7);

    Manifest manifest = ProjectCompiler.open(options()).parse();

    assertThat(count(manifest, ResourceType.MODEL)).isEqualTo(120);
    assertThat(count(manifest, ResourceType.TEST)).isEqualTo(240);
    assertThat(manifest.nodes().values())
        .anyMatch(node -> node.materialization().equals("incremental"))
        .anyMatch(node -> node.materialization().equals("ephemeral"));
  }

  @Test
  void oneSeedGivesTheSameBytes() throws IOException {
    SyntheticProject.write(folder.resolve("a"), 60, 3);
    SyntheticProject.write(folder.resolve("b"), 60, 3);
    SyntheticProject.write(folder.resolve("c"), 60, 4);

    Map<String, String> first = files(folder.resolve("a"));
    assertThat(first).hasSizeGreaterThan(60).isEqualTo(files(folder.resolve("b")));
    assertThat(first).isNotEqualTo(files(folder.resolve("c")));
  }

  private CompilerOptions options() {
    return CompilerOptions.of(folder, Map.of(), "parse", "id", Instant.EPOCH);
  }

  private static long count(Manifest manifest, ResourceType type) {
    return manifest.nodes().values().stream().filter(node -> node.resourceType() == type).count();
  }

  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }
}
