package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.bundle.json.PlainJson;
import io.epoxy.model.error.EpoxyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What dbt-core 1.12.3 lists of the quarry project, selection by selection. */
class SelectionConformanceTest {
  private static final Path CONFORMANCE =
      Path.of("..", "compiler", "src", "test", "resources", "conformance");
  private static final Path QUARRY = CONFORMANCE.resolve("quarry");

  @TempDir private static Path folder;

  @TestFactory
  Stream<DynamicTest> selections() throws IOException {
    Path copy = ListedProject.copy(QUARRY, folder.resolve("plain"));
    ListedProject project = new ListedProject(copy, Optional.empty());
    return rows("quarry-ls.json").map(row -> test("", row, project));
  }

  @TestFactory
  Stream<DynamicTest> selectionsByState() throws IOException {
    Path before = ListedProject.copy(QUARRY, folder.resolve("before"));
    Path state = folder.resolve("state");
    new ListedProject(before, Optional.empty()).writeState(state);
    return rows("quarry-state.json")
        .flatMap(
            edit -> {
              String name = edit.get("edit").toString();
              Path copy =
                  ListedProject.copy(QUARRY, folder.resolve("after " + name.replace('/', ' ')));
              write(copy, (Map<?, ?>) edit.get("files"));
              ListedProject project = new ListedProject(copy, Optional.of(state));
              return ((List<?>) edit.get("rows"))
                  .stream().map(row -> test(name + " ", (Map<?, ?>) row, project));
            });
  }

  @Test
  void keysOfTheSemanticLayerStandInDbtsOrder() {
    Path copy = ListedProject.copy(CONFORMANCE.resolve("semantics"), folder.resolve("semantics"));
    ListedProject project = new ListedProject(copy, Optional.empty());

    assertThat(lastKeys(project, "metric")).containsExactly("config", "depends_on", "tags");
    assertThat(lastKeys(project, "saved_query")).containsExactly("config", "depends_on", "tags");
    assertThat(lastKeys(project, "semantic_model"))
        .containsExactly("unique_id", "depends_on", "config");
    assertThat(lastKeys(project, "exposure")).containsExactly("tags", "config", "depends_on");
  }

  private static List<String> lastKeys(ListedProject project, String type) {
    List<String> words = List.of("--resource-type", type, "--list-output", "json");
    Map<?, ?> first = (Map<?, ?>) PlainJson.read(project.lines(words).get(0));
    List<String> keys = first.keySet().stream().map(String::valueOf).toList();
    return keys.subList(keys.size() - 3, keys.size());
  }

  private static DynamicTest test(String name, Map<?, ?> row, ListedProject project) {
    List<String> words = ((List<?>) row.get("args")).stream().map(String::valueOf).toList();
    int end = words.indexOf("--state");
    List<String> selection = end < 0 ? words : words.subList(0, end);
    return DynamicTest.dynamicTest(
        name + selection,
        () -> {
          if (row.get("unique_ids") == null) {
            assertThatThrownBy(() -> project.ids(selection)).isInstanceOf(EpoxyException.class);
          } else {
            assertThat(project.ids(selection)).isEqualTo(row.get("unique_ids"));
          }
        });
  }

  private static void write(Path project, Map<?, ?> files) {
    files.forEach(
        (path, text) -> {
          try {
            Files.writeString(project.resolve(path.toString()), text.toString());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static Stream<Map<?, ?>> rows(String file) throws IOException {
    List<?> rows =
        (List<?>) PlainJson.read(Files.readString(CONFORMANCE.resolve("expected").resolve(file)));
    return rows.stream().map(row -> (Map<?, ?>) row);
  }
}
