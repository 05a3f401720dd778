package io.epoxy.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.common.io.Resources;
import io.epoxy.compiler.CompilerOptions;
import io.epoxy.compiler.ProjectCompiler;
import io.epoxy.engine.EngineOptions;
import io.epoxy.engine.LocalCatalogKind;
import io.epoxy.engine.Mode;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.check.WarningTests;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.TableFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Built-in macros, and what Spark makes of their SQL. */
@Tag("spark41")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MacrosOnSparkTest {
  private Path folder;
  private CompilerOptions options;
  private SparkEngine engine;

  @BeforeAll
  void start(@TempDir Path temporary) {
    folder = temporary;
    file("dbt_project.yml", "name: m\nversion: '1.0.0'\nprofile: m\n");
    file(
        "profiles.yml",
        "m:\n  target: dev\n  outputs:\n    dev: {type: glue, schema: s, location: 's3://b',"
            + " glue_version: '"
            + System.getProperty("epoxy.test.glue.version", "5.1")
            + "'}\n");
    options = CompilerOptions.of(folder, Map.of(), "compile", "invocation", Instant.EPOCH);
    engine =
        SparkEngine.open(
            new EngineOptions(
                Mode.LOCAL,
                folder,
                folder.resolve("state"),
                ProjectCompiler.loadTarget(options),
                EnumSet.of(TableFormat.PARQUET),
                1,
                LocalCatalogKind.JOURNAL,
                WarningTests.WARN,
                MessageSink.NONE));
    engine.warehouse().createSchema("s");
    engine
        .warehouse()
        .query(
            "create table s.versions using parquet as select *, cast(null as timestamp) as"
                + " dbt_valid_to from values (1, 'a', 'i', 'False'), (2, 'b', 'ii', 'False'), (3,"
                + " 'c', 'iii', null), (4, 'd', 'iv', 'True') as t(id, v, dbt_scd_id,"
                + " dbt_is_deleted)");
  }

  @AfterAll
  void stop() {
    engine.close();
  }

  private record Case(String name, String template, String expected, boolean isQuery) {}

  @TestFactory
  Stream<DynamicTest> answers() throws IOException {
    List<Case> cases = cases();
    assertThat(cases).hasSizeGreaterThan(50);
    for (Case one : cases) {
      file("models/" + one.name() + ".sql", "{% if execute %}" + one.template() + "{% endif %}");
    }
    ProjectCompiler compiler = ProjectCompiler.open(options);
    Manifest manifest = compiler.parse();
    Warehouse warehouse = engine.warehouse();
    return cases.stream()
        .map(
            one ->
                dynamicTest(
                    one.template(),
                    () -> {
                      UniqueId id = new UniqueId("model.m." + one.name());
                      String sql = compiler.compile(manifest, id, warehouse).sql().strip();
                      assertThat(one.isQuery() ? text(warehouse.query(sql)) : sql)
                          .as(sql)
                          .isEqualTo(one.expected());
                    }));
  }

  private void file(String path, String text) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(QueryResult result) {
    return result.rows().stream()
        .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining("|")))
        .collect(Collectors.joining(";"));
  }

  private static List<Case> cases() throws IOException {
    String text =
        Resources.toString(
            Resources.getResource(MacrosOnSparkTest.class, "macros-on-spark.yml"),
            StandardCharsets.UTF_8);
    List<Case> cases = new ArrayList<>();
    for (Object item : (List<?>) ProjectCompiler.parseYaml("cases", text).get("cases")) {
      Map<?, ?> map = (Map<?, ?>) item;
      boolean query = map.containsKey("rows");
      String expected = String.valueOf(map.get(query ? "rows" : "text"));
      cases.add(new Case("case_" + cases.size(), (String) map.get("sql"), expected, query));
    }
    return cases;
  }
}
