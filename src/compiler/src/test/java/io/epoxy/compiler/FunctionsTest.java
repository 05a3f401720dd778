package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.compiler.state.PreviousState.PreviousManifest;
import io.epoxy.compiler.state.ShownResource;
import io.epoxy.model.graph.FunctionNode;
import io.epoxy.model.graph.Language;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** User-defined functions as dbt-core 1.12.3 reads them. */
final class FunctionsTest {
  private static final UniqueId FUNCTION = new UniqueId("function.e.f");

  @TempDir private Path folder;
  private TestProject project;

  @BeforeEach
  void newProject() {
    project = new TestProject(folder).file("models/a.sql", "select {{ function('f') }}(1)");
  }

  @Test
  void pythonFunctionsAreRenderedAsTemplates() {
    project
        .file("functions/f.py", "def main(x):\n    return x + {{ var('n', 2) }}")
        .file(
            "functions/f.yml",
            "functions: [{name: f, arguments: [{name: x, data_type: int}], returns: {data_type:"
                + " int}, config: {entry_point: main, runtime_version: '3.11'}}]");
    FunctionNode function = parse().functions().get(FUNCTION);

    assertThat(function.info().language()).isEqualTo(Language.PYTHON);
    assertThat(function.info().config().find("entry_point")).contains("main");
    assertThat(compile(FUNCTION)).isEqualTo("def main(x):\n    return x + 2");
    assertThat(compile(new UniqueId("model.e.a"))).isEqualTo("select s.f(1)");
  }

  @Test
  void javaScriptIsNotForSpark() {
    project.file("functions/f.js", "return 1;").file("functions/f.yml", entry("f", ""));
    assertThatThrownBy(this::parse)
        .hasMessageContaining("Function 'f' uses JavaScript, which is not supported on 'glue'.");
  }

  @Test
  void overloadsAreCompiledWithTheirFunction() {
    project
        .file("models/b.sql", "select 1 as i")
        .file("functions/f.sql", "1")
        .file("functions/f_text.sql", "(select max(i) from {{ ref('b') }}) + {{ function('g') }}()")
        .file("functions/g.sql", "3")
        .file(
            "functions/f.yml",
            "functions: ["
                + body("f", ", overloads: [{defined_in: f_text, arguments: []}]")
                + ", "
                + body("g", "")
                + "]");
    ProjectCompiler compiler = project.open();
    Manifest manifest = compiler.parse();

    assertThat(manifest.functions()).doesNotContainKey(new UniqueId("function.e.f_text"));
    assertThat(manifest.functions().get(FUNCTION).dependsOn())
        .extracting(UniqueId::value)
        .containsExactly("model.e.b", "function.e.g");
    FunctionNode compiled =
        (FunctionNode) compiler.compile(manifest, FUNCTION, new InMemoryWarehouse()).node();
    assertThat(compiled.overloads().get(0).compiledBody())
        .contains("(select max(i) from s.b) + s.g()");
  }

  @Test
  void anOverloadBelongsToOneOtherFunction() {
    project.file("functions/f.sql", "1").file("functions/g.sql", "1").file("functions/t.sql", "2");
    refused(
        "Function 'f' cannot list itself in overloads (defined_in: 'f').",
        entry("f", ", overloads: [{defined_in: f, arguments: []}]"));
    refused(
        "Function overload 'x' (defined_in) not found. Expected a SQL file at functions/x.sql",
        entry("f", ", overloads: [{defined_in: x, arguments: []}]"));
    refused(
        "Function overload 't' (defined_in) is already used by 'function.e.f'.",
        "functions: ["
            + body("f", ", overloads: [{defined_in: t, arguments: []}]")
            + ", "
            + body("g", ", overloads: [{defined_in: t, arguments: []}]")
            + "]");
  }

  @Test
  void functionsAreDeferredToTheOtherState() {
    project.file("functions/f.sql", "1").file("functions/f.yml", entry("f", ""));
    ProjectCompiler compiler = project.open();
    Manifest manifest = compiler.parse();
    ShownResource other =
        new ShownResource(
            Map.of("schema", "prod", "alias", "f", "config", Map.of("materialized", "function")));
    compiler.begin(
        new RunScope(
            List.of(),
            Optional.of(new PreviousManifest(Map.of(FUNCTION, other), Map.of())),
            RunScope.Preference.OWN_TABLES));

    assertThat(compiler.compile(manifest, new UniqueId("model.e.a"), new InMemoryWarehouse()).sql())
        .isEqualTo("select prod.f(1)");
  }

  private static String entry(String name, String more) {
    return "functions: [" + body(name, more) + "]";
  }

  private static String body(String name, String more) {
    return "{name: " + name + ", arguments: [], returns: {data_type: int}" + more + "}";
  }

  private void refused(String sentence, String entries) {
    project.file("functions/f.yml", entries);
    assertThatThrownBy(this::parse).hasMessageContaining(sentence);
  }

  private Manifest parse() {
    return project.open().parse();
  }

  private String compile(UniqueId id) {
    ProjectCompiler compiler = project.open();
    return compiler.compile(compiler.parse(), id, new InMemoryWarehouse()).sql();
  }
}
