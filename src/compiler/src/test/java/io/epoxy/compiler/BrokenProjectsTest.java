package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.base.Splitter;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorType;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every project of broken-projects.txt is refused with dbt's sentences, and with a place. */
final class BrokenProjectsTest {
  @TempDir private Path folder;

  /** One project; {@code files} over those of {@link TestProject}. */
  private record Case(
      String name, Map<String, String> files, List<String> sentences, List<String> places) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (InputStream in = BrokenProjectsTest.class.getResourceAsStream("broken-projects.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String block : Splitter.on(Pattern.compile("(?m)^### ")).split(text)) {
        if (!block.startsWith("#")) {
          cases.add(read(block));
        }
      }
    }
    return cases.stream();
  }

  private static Case read(String block) {
    List<String> lines = block.lines().toList();
    Map<String, String> files = new LinkedHashMap<>();
    files.put("models/a.sql", "select 1 as i");
    List<String> sentences = new ArrayList<>();
    List<String> places = new ArrayList<>();
    String file = "";
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith("--- ")) {
        file = line.substring(4);
        files.put(file, "");
      } else if (line.startsWith("=== ")) {
        sentences.add(line.substring(4));
      } else if (line.startsWith("@@@ ")) {
        places.add(line.substring(4));
      } else {
        files.merge(file, line + "\n", String::concat);
      }
    }
    if (files.remove("(without models/a.sql)") != null) {
      files.remove("models/a.sql");
    }
    return new Case(lines.get(0), files, sentences, places);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedAsDbtDoes(Case broken) {
    TestProject project = new TestProject(folder);
    broken.files().forEach(project::file);

    EpoxyException error =
        catchThrowableOfType(
            EpoxyException.class, () -> run(project.open(), broken.name().endsWith("(compile)")));

    assertThat(error).as("no error").isNotNull();
    assertThat(error.code().type()).isEqualTo(ErrorType.USER);
    String said = folded(error.code().heading() + "\n" + error.describe());
    broken.sentences().forEach(sentence -> assertThat(said).contains(sentence));
    broken.places().forEach(place -> assertThat(said).contains(place));
  }

  private static void run(ProjectCompiler compiler, boolean compiles) {
    Manifest manifest = compiler.parse();
    if (compiles) {
      InMemoryWarehouse warehouse = new InMemoryWarehouse();
      for (Node node : manifest.nodes().values()) {
        assertThat(compiler.compile(manifest, node.uniqueId(), warehouse).sql()).isNotNull();
      }
    }
  }

  private static String folded(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
