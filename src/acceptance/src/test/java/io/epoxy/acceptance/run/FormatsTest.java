package io.epoxy.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.acceptance.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The formats project through the script: each format with each strategy, in one session. The
 * project's own tests compare the rows; what is asserted here is that all of them ran and passed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FormatsTest {
  private static final String SECOND_DELIVERY = "{delivery: 2}";

  @TempDir private static Path folder;
  private static Path project;

  private final EpoxyCommand epoxy = EpoxyCommand.withoutAws();

  @Test
  @Order(1)
  void theProjectHasAModelForEachYesOfTheReadme() throws IOException {
    project = Workspace.copyOf("formats", folder.resolve("formats"));
    Set<String> models;
    try (Stream<Path> files = Files.walk(project.resolve("models"), 2)) {
      models =
          files
              .filter(file -> file.toString().endsWith(".sql"))
              .filter(file -> !file.getParent().endsWith("models"))
              .map(file -> file.getFileName().toString().replace(".sql", ""))
              .collect(Collectors.toCollection(TreeSet::new));
    }

    assertThat(models).hasSize(47).isEqualTo(cellsThatSayYes());
  }

  private static Set<String> cellsThatSayYes() throws IOException {
    List<List<String>> rows =
        Files.readAllLines(Workspace.repository().resolve("README.md")).stream()
            .dropWhile(line -> !line.startsWith("| file_format |"))
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
            .toList();
    List<String> heads = rows.get(0);
    Set<String> models = new TreeSet<>();
    for (List<String> row : rows.subList(2, rows.size())) {
      for (int cell = 2; cell < row.size(); cell++) {
        if (row.get(cell).equals("yes")) {
          models.add(row.get(1) + "_" + heads.get(cell).replace('+', '_'));
        }
      }
    }
    return models;
  }

  @Test
  @Order(2)
  void buildsAtFirstAgainWithChangedRowsAndAnew() {
    assertAllPass(88, build());
    assertAllPass(88, build("--vars", SECOND_DELIVERY));
    Artifacts.keep(project.resolve("target"), "formats");
    assertAllPass(88, build("--vars", SECOND_DELIVERY, "--full-refresh"));
  }

  @Test
  @Order(3)
  void hiveTablesDoTheSameOnHive() {
    String[] hive = {
      "--target",
      "hive",
      "--indirect-selection",
      "cautious",
      "--select",
      "expected",
      "readings",
      "*.hive_*"
    };

    assertAllPass(10, build(hive));
    assertAllPass(10, build(with(hive, "--vars", SECOND_DELIVERY)));
    assertAllPass(10, build(with(hive, "--vars", SECOND_DELIVERY, "--full-refresh")));
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(String[]::new);
  }

  private EpoxyCommand.Result build(String... options) {
    List<String> words =
        new ArrayList<>(List.of("build", "--project-dir", project.toString(), "--no-use-colors"));
    words.addAll(List.of("--event-time-start", "2026-01-01", "--event-time-end", "2026-01-04"));
    words.addAll(List.of(options));
    return epoxy.run(words.toArray(String[]::new));
  }

  private static void assertAllPass(int nodes, EpoxyCommand.Result build) {
    assertThat(build.exitCode()).as(build.output()).isZero();
    assertThat(build.doneLine())
        .contains("Done. PASS=" + nodes + " WARN=0 ERROR=0 SKIP=0 NO-OP=0 REUSED=0 TOTAL=" + nodes);
  }
}
