package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.relation.Column;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sentences as dbt-core 1.12.3 gave them. */
class AdHocTest {
  @TempDir Path folder;

  @Test
  void aMacroIsCalledWithItsArguments() {
    TestProject project = project();
    adHoc(project).run(Optional.empty(), "hello", Map.of("who", "you", "n", 3L));
    adHoc(project).run(Optional.of("e"), "hello", Map.of());
    assertThat(project.messages()).contains("INFO hello you 3", "INFO hello world 1");
  }

  @Test
  void anOperationMayRefWhatItWants() {
    TestProject project = project();
    adHoc(project).run(Optional.empty(), "refs", Map.of());
    assertThat(project.messages()).anyMatch(text -> text.endsWith(".a"));
    assertThatThrownBy(() -> adHoc(project).run(Optional.empty(), "ephemeral", Map.of()))
        .isInstanceOf(EpoxyException.class)
        .hasMessageContaining("Operations can not ref() ephemeral nodes, but x is ephemeral");
  }

  @Test
  void operationsAndQueriesStandOutsideOfGroups() {
    TestProject project =
        project()
            .file(
                "macros/secret.sql", "{% macro secret() %}{{ log(ref('s'), true) }}{% endmacro %}")
            .file("models/s.sql", "select 1 as id")
            .file(
                "models/s.yml",
                "groups: [{name: g, owner: {name: o}}]\n"
                    + "models: [{name: s, config: {group: g, access: private}}]\n");
    adHoc(project).run(Optional.empty(), "secret", Map.of());
    assertThat(project.messages()).anyMatch(text -> text.endsWith(".s"));
    ProjectCompiler compiler = project.open();
    AdHoc adHoc = compiler.adHoc(compiler.parse(), new InMemoryWarehouse());
    Manifest more = adHoc.withInline("select * from {{ ref('s') }}");
    assertThat(compiler.compile(more, adHoc.inlineId(), new InMemoryWarehouse()).sql())
        .endsWith("s.s");
  }

  @Test
  void aMacroThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> adHoc(project()).run(Optional.empty(), "gone", Map.of()))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("dbt could not find a macro with the name \"gone\" in any package");
    assertThatThrownBy(() -> adHoc(project()).run(Optional.of("p"), "gone", Map.of()))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("dbt could not find a macro with the name \"gone\" in the \"p\" package");
  }

  @Test
  void anErrorNamesTheMacro() {
    assertThatThrownBy(() -> adHoc(project()).run(Optional.empty(), "bad", Map.of()))
        .isInstanceOf(EpoxyException.class)
        .hasMessageStartingWith("Compilation Error in macro bad (macros/m.sql)\n  no way")
        .hasMessageContaining("> in macro bad (macros/m.sql)");
  }

  @Test
  void aQueryIsCompiledLikeANode() {
    TestProject project = project();
    ProjectCompiler compiler = project.open();
    Manifest manifest = compiler.parse();
    AdHoc adHoc = compiler.adHoc(manifest, new InMemoryWarehouse());
    Manifest more = adHoc.withInline("select * from {{ ref('x') }}");
    assertThat(adHoc.inlineId()).hasToString("sql_operation.e.inline_query");
    assertThat(compiler.compile(more, adHoc.inlineId(), new InMemoryWarehouse()).sql())
        .contains("__dbt__cte__x as (")
        .endsWith("select * from __dbt__cte__x");
    assertThatThrownBy(() -> adHoc.withInline("select * from {{ ref('gone') }}"))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            "Sql_Operation 'sql_operation.e.inline_query' (from remote system.sql) depends on a"
                + " node named 'gone' which was not found");
  }

  @Test
  void aPreviewIsLimitedUnlessItIsNot() {
    ProjectCompiler compiler = project().open();
    Manifest manifest = compiler.parse();
    AdHoc adHoc = compiler.adHoc(manifest, new InMemoryWarehouse());
    Manifest more = adHoc.withInline("select 1");
    var compiled = compiler.compile(more, adHoc.inlineId(), new InMemoryWarehouse());
    assertThat(adHoc.showSql(compiled, OptionalInt.of(5)).strip()).endsWith("limit 5");
    assertThat(adHoc.showSql(compiled, OptionalInt.empty()).strip()).isEqualTo("select 1");
  }

  @Test
  void decimalsAreFloatsInJsonAsInAgate() {
    ResultTable table =
        new ResultTable(
            new QueryResult(
                List.of(
                    new Column("n", "int", Optional.empty()),
                    new Column("d", "decimal(3,2)", Optional.empty())),
                List.of(Arrays.asList(1L, new BigDecimal("1.50")), Arrays.asList(2L, null))));
    assertThat(table.json()).isEqualTo("[{\"n\": 1, \"d\": 1.5}, {\"n\": 2, \"d\": null}]");
    assertThat(ResultTable.indented(Map.of("show", List.of(1L))))
        .isEqualTo("{\n  \"show\": [\n    1\n  ]\n}");
  }

  private TestProject project() {
    return new TestProject(folder)
        .file("models/a.sql", "select 1")
        .file("models/x.sql", "{{ config(materialized='ephemeral') }} select 1")
        .file(
            "macros/m.sql",
            """
            {% macro hello(who='world', n=1) %}{{ log('hello ' ~ who ~ ' ' ~ n, info=true) }}{% endmacro %}
            {% macro refs() %}{{ log(ref('a'), info=true) }}{% endmacro %}
            {% macro ephemeral() %}{{ log(ref('x'), info=true) }}{% endmacro %}
            {% macro bad() %}{{ exceptions.raise_compiler_error('no way') }}{% endmacro %}
            """);
  }

  private static AdHoc adHoc(TestProject project) {
    ProjectCompiler compiler = project.open();
    return compiler.adHoc(compiler.parse(), new InMemoryWarehouse());
  }
}
