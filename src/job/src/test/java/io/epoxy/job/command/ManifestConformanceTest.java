package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.json.PlainJson;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What dbt-core 1.12.3 wrote into manifest.json of whole projects after {@code compile}. */
class ManifestConformanceTest {
  private static final Path CONFORMANCE =
      Path.of("..", "compiler", "src", "test", "resources", "conformance");

  /** What a project is given: macros and texts that each implementer writes. */
  private static final String DBT_OWN = "(macros|docs)/(macro|doc)\\.dbt(_spark|_glue)?\\..*";

  private static final List<String> SECTIONS =
      List.of(
          "nodes",
          "sources",
          "exposures",
          "metrics",
          "groups",
          "unit_tests",
          "functions",
          "semantic_models",
          "saved_queries",
          "macros",
          "docs",
          "disabled",
          "parent_map",
          "child_map");

  @TempDir private static Path folder;

  /** The facts on which every compiler must agree, 977 of them. */
  @TestFactory
  Stream<DynamicTest> facts() throws IOException {
    Map<?, ?> expected = expected("quarry");
    Map<String, Map<String, Object>> found = ManifestFacts.of(manifest("quarry"));
    assertThat(found.keySet()).isEqualTo(keys(expected));
    assertThat(expected.values().stream().mapToInt(facts -> ((Map<?, ?>) facts).size()).sum())
        .isEqualTo(977);
    return found.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> assertThat(entry.getValue()).isEqualTo(expected.get(entry.getKey()))));
  }

  /** Every key of every kind of resource. */
  @TestFactory
  Stream<DynamicTest> resources() throws IOException {
    return Stream.concat(resources("kinds"), resources("semantics"));
  }

  private static Stream<DynamicTest> resources(String project) throws IOException {
    Map<String, Object> found = sections(manifest(project));
    Map<?, ?> expected = expected(project);
    assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(keys(expected));
    return found.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThat(comparable(entry.getValue()))
                            .isEqualTo(comparable(expected.get(entry.getKey())))));
  }

  private static Map<String, Object> sections(Map<?, ?> manifest) {
    Map<String, Object> resources = new LinkedHashMap<>();
    for (String section : SECTIONS) {
      ((Map<?, ?>) manifest.get(section))
          .forEach(
              (id, resource) -> {
                String name = section + "/" + id;
                if (!name.matches(DBT_OWN)) {
                  resources.put(name, resource);
                }
              });
    }
    return resources;
  }

  /**
   * Without what says nothing: time and place of parsing, white space of SQL, the order of tags (a
   * set of Python's), how often one call was seen, and the SQL of dbt's own tests. Bodies of
   * overloads are compiled when a function is built.
   */
  private static Object comparable(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(ManifestConformanceTest::comparable).toList();
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<Object, Object> comparable = new LinkedHashMap<>();
    map.forEach((key, part) -> comparable.put(key, comparable(part)));
    comparable.keySet().removeAll(Set.of("created_at", "root_path", "compiled_body"));
    comparable.computeIfPresent(
        "tags", (key, tags) -> tags instanceof List<?> list ? sorted(list) : tags);
    comparable.computeIfPresent("refs", (key, calls) -> new LinkedHashSet<>((List<?>) calls));
    comparable.computeIfPresent("sources", (key, calls) -> new LinkedHashSet<>((List<?>) calls));
    comparable.computeIfPresent(
        "compiled_code", (key, sql) -> ManifestFacts.withoutWhiteSpace(sql));
    if (ManifestFacts.isBuiltInTest(map)) {
      comparable.remove("compiled_code");
    }
    return comparable;
  }

  private static List<?> sorted(List<?> tags) {
    return tags.stream().map(Object::toString).sorted().toList();
  }

  private static Set<String> keys(Map<?, ?> map) {
    Set<String> keys = new TreeSet<>();
    map.keySet().forEach(key -> keys.add(key.toString()));
    return keys;
  }

  private static Map<?, ?> expected(String project) throws IOException {
    Path file = CONFORMANCE.resolve("expected").resolve(project + ".json");
    return (Map<?, ?>) PlainJson.read(Files.readString(file));
  }

  private static Map<?, ?> manifest(String name) throws IOException {
    Path copy = ListedProject.copy(CONFORMANCE.resolve(name), folder.resolve(name));
    CommandContext project = new ListedProject(copy, Optional.empty()).open();
    Warehouse warehouse = new EmptyWarehouse();
    for (UniqueId id : project.select(CompileCommand.COMPILED)) {
      project
          .artifacts()
          .writeCompiled(project.compiler().compile(project.manifest(), id, warehouse));
    }
    project.artifacts().writeManifest(project.manifest());
    return (Map<?, ?>) PlainJson.read(Files.readString(copy.resolve("target/manifest.json")));
  }
}
