package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.common.io.Resources;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlReader;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every template of {@code context.yml} against the SQL that stands beside it. */
final class ContextCasesTest {
  private static final String NAME = "model_under_test_";

  @TempDir private Path folder;

  private record Case(String name, String template, String sql) {}

  @TestFactory
  Stream<DynamicTest> templates() throws IOException {
    List<Case> cases = cases();
    TestProject project =
        new TestProject(folder)
            .file(
                "profiles.yml",
                "e:\n  target: dev\n  outputs:\n"
                    + "    dev: {type: glue, schema: s, threads: 4, location: 's3://b/data'}\n");
    for (Case one : cases) {
      project.file(
          "models/" + one.name() + ".sql", "{% if execute %}" + one.template() + "{% endif %}");
    }
    ProjectCompiler compiler = project.open();
    Manifest manifest = compiler.parse();
    InMemoryWarehouse warehouse = new InMemoryWarehouse();
    assertThat(cases).hasSizeGreaterThan(100);
    return cases.stream()
        .map(
            one ->
                dynamicTest(
                    one.template(),
                    () -> {
                      UniqueId id = new UniqueId("model.e." + one.name());
                      String sql = compiler.compile(manifest, id, warehouse).sql();
                      assertThat(sql.replace(one.name(), "m").replaceAll("\\s+", " ").strip())
                          .isEqualTo(one.sql());
                    }));
  }

  private static List<Case> cases() throws IOException {
    String text =
        Resources.toString(
            Resources.getResource(ContextCasesTest.class, "context.yml"), StandardCharsets.UTF_8);
    YamlNode list = YamlReader.read("context.yml", text, warning -> {}).orElseThrow();
    List<Case> cases = new ArrayList<>();
    for (Object item : (List<?>) list.data()) {
      Map<?, ?> map = (Map<?, ?>) item;
      cases.add(
          new Case(
              NAME + cases.size() + "x",
              map.get("template").toString(),
              map.get("sql").toString()));
    }
    return cases;
  }
}
