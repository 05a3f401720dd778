package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.UniqueId;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python models as dbt-core 1.12.3 reads them. */
final class PythonModelTest {
  @TempDir private Path folder;
  private TestProject project;

  @BeforeEach
  void newProject() {
    project =
        new TestProject(folder)
            .file("models/a.sql", "select 1 as i")
            .file("models/b.sql", "select 1 as i")
            .file("models/c.sql", "select 1 as i")
            .file("models/s.yml", "sources: [{name: raw, schema: lake, tables: [{name: t}]}]");
  }

  @Test
  void callsAreFoundWhereDbtLooksForThem() {
    Node node =
        python(
            "def model(dbt, session):",
            "  '''dbt.ref('in_a_docstring')'''",
            "  # dbt.ref('in_a_comment')",
            "  df = dbt.ref('a').join(dbt.ref('b'), on=[dbt.source('raw', 't')])",
            "  x = session.sql(f\"select * from {dbt.ref('c')}\")",
            "  lost = len(dbt.ref('below_an_operator_in_a_call') + 1)",
            "  return df");

    // the arguments of a call come before what it is called on
    assertThat(node.code().refs()).extracting(ref -> ref.name()).containsExactly("b", "a", "c");
    assertThat(node.code().sources()).containsExactly(List.of("raw", "t"));
    assertThat(node.dependsOn())
        .extracting(UniqueId::value)
        .containsExactlyInAnyOrder("model.e.a", "model.e.b", "model.e.c", "source.e.raw.t");
  }

  @Test
  void configIsReadAndWhatItIsAskedForIsKept() {
    Node node =
        python(
            "def model(dbt, session):",
            "  dbt.config(materialized='incremental', tags=['x'], packages=['numpy'], n=-1.5,",
            "             meta={'k': (1, None)})",
            "  dbt.config.get('n', 5)",
            "  dbt.config.get('other')",
            "  dbt.config.meta_get('k', {'d': True})",
            "  return dbt.ref('a', v=None)");

    assertThat(node.materialization()).isEqualTo("incremental");
    assertThat(node.info().tags()).containsExactly("x");
    assertThat(node.info().config().find("n")).contains(-1.5);
    assertThat(node.info().config().find("packages")).contains(List.of("numpy"));
    assertThat(node.info().config().find("config_keys_used")).contains(List.of("n", "other"));
    assertThat(node.info().config().find("config_keys_defaults")).contains(Arrays.asList(5L, null));
    assertThat(node.info().config().find("meta_keys_used")).contains(List.of("k"));
    assertThat(node.info().unrenderedConfig()).containsEntry("materialized", "incremental");
  }

  @Test
  void aPythonModelIsATableUnlessItsEntryOrItselfSaysMore() {
    project.file(
        "dbt_project.yml",
        "name: e\nversion: '1.0.0'\nprofile: e\nmodels: {+materialized: incremental}\n");
    assertThat(python("def model(dbt, s): return dbt.ref('a')").materialization())
        .isEqualTo("table");
    project.file("models/p.yml", "models: [{name: p, config: {materialized: incremental}}]");
    assertThat(python("def model(dbt, s): return dbt.ref('a')").materialization())
        .isEqualTo("incremental");
  }

  @Test
  void theCompiledCodeRunsWithoutTheProject() {
    Node node =
        python(
            "def model(dbt, session):",
            "  dbt.config(tags='x')",
            "  dbt.config.get('schema', 'none')",
            "  return dbt.ref('a').union(dbt.source('raw', 't'))");
    String code = compiled();

    assertThat(code)
        .startsWith(node.code().rawCode() + "\n\n")
        .contains("{\"a\": \"s.a\"}", "{\"raw.t\": \"lake.t\"}", "config_dict = {'schema': ")
        .contains("class dbtObj:", "self.is_incremental = False", "\"s\", \"p\"")
        .contains("def __init__(self, *given, **named):"); // dbt.config(...) is called there, too
  }

  @Test
  void theProjectMayWriteTheEndOfTheCodeItself() {
    project.file(
        "macros/m.sql", "{% macro py_script_postfix(model) %}# {{ model.name }}{% endmacro %}");
    python("def model(dbt, s): return dbt.ref('a')");
    assertThat(compiled()).endsWith("return dbt.ref('a')\n\n# p");
  }

  @Test
  void aFileOfCommentsIsAModelWithoutCalls() {
    assertThat(python("# nothing yet").code().refs()).isEmpty();
  }

  @Test
  void whatIsNoModelIsRefusedInDbtsWords() {
    refused("dbt allows exactly one model defined per python file, found 0", "", "x = 1");
    refused(
        "dbt allows exactly one model defined per python file, found 2",
        "models/p.py:2",
        "def model(dbt, s): return 1",
        "def model(dbt, s): return 1");
    refused(
        "'dbt' not provided for model as the first argument",
        "models/p.py:1:5",
        "def model(x, s): return 1");
    refused(
        "model function should have two args, `dbt` and a session to current warehouse",
        "models/p.py:1:5",
        "def model(dbt): return 1");
    refused(
        "In current version, model function should return only one dataframe object",
        "models/p.py:1:5",
        "def model(dbt, s): return 1, 2");
    refused("No jinja in python model code is allowed", "models/p.py:2", "x = 1", "y = {{ x }}");
    refused("expected ':' (p.py, line 1)", "models/p.py:1:18", "def model(dbt, s) ");
  }

  @Test
  void argumentsMustBeLiterals() {
    refused(
        "malformed node or string on line 2: x",
        "models/p.py:2:10",
        "def model(dbt, s):",
        "  return dbt.ref(x)");
    refused(
        "dbt.config.get() takes at most 2 arguments (3 given)",
        "models/p.py:2:10",
        "def model(dbt, s):",
        "  return dbt.config.get('a', 1, 2)");
    refused(
        "ref() takes at most two arguments (3 given)",
        "models/p.py",
        "def model(dbt, s):",
        "  return dbt.ref('a', 'b', 'c')");
  }

  @Test
  void anEnforcedContractWantsSql() {
    project.file(
        "models/p.yml",
        "models: [{name: p, config: {contract: {enforced: true}}, columns: [{name: i, data_type:"
            + " int}]}]");
    refused(
        "Language Error: Expected 'sql' but found 'python'",
        "models/p.yml:1:11",
        "def model(dbt, s): return dbt.ref('a')");
  }

  private void refused(String sentence, String place, String... lines) {
    assertThatThrownBy(() -> python(lines))
        .isInstanceOfSatisfying(
            EpoxyException.class,
            e -> {
              assertThat(e.getMessage()).contains(sentence);
              assertThat(e.location().map(Object::toString).orElse("")).startsWith(place);
            });
  }

  private Node python(String... lines) {
    project.file("models/p.py", String.join("\n", lines));
    Manifest manifest = project.open().parse();
    return manifest.nodes().get(new UniqueId("model.e.p"));
  }

  private String compiled() {
    ProjectCompiler compiler = project.open();
    return compiler
        .compile(compiler.parse(), new UniqueId("model.e.p"), new InMemoryWarehouse())
        .sql();
  }
}
