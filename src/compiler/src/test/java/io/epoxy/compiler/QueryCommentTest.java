package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code query-comment} in all its forms; what dbt says was seen by its own query_headers.py. */
class QueryCommentTest {
  @TempDir private Path folder;
  private TestProject project;

  @BeforeEach
  void newProject() {
    project = new TestProject(folder).file("models/a.sql", "select 1");
  }

  @Test
  void withoutTheKeyItIsDbtsOwn() {
    assertThat(commented(""))
        .matches(
            "/\\* \\{\"app\": \"dbt\", \"dbt_version\": \"1\\.12\\.\\d+\", \"profile_name\": \"e\","
                + " \"target_name\": \"dev\", \"node_id\": \"model\\.e\\.a\"} \\*/\nselect 1;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "query-comment: null > select 1;",
        "query-comment: '' > select 1;",
        "query-comment: run by {{ target.name }} for {{ node.name }} > /* run by dev for a */|select 1;",
        "query-comment: 'a{{ node.no_such_thing }}b' > /* ab */|select 1;",
        "query-comment: '{{ connection_name }}' > /* model.e.a */|select 1;",
        "query-comment: {comment: x, append: true, job-label: true} > select 1|/* x */;",
        "query-comment: {comment: x, append: false} > /* x */|select 1;",
        "query-comment: '{{ whose(node) }}' > /* macro of model.e.a */|select 1;",
        "query-comment: '{{ return(\"kept\") }}dropped' > /* kept */|select 1;"
      })
  void formsOfTheKey(String key, String statement) {
    project.file(
        "macros/whose.sql",
        "{% macro whose(node) %}{{ return('macro of ' ~ node.unique_id) }}{% endmacro %}");
    assertThat(commented(key)).isEqualTo(statement.replace('|', '\n'));
  }

  @Test
  void aCommentThatEndsTheCommentIsRefused() {
    assertThatThrownBy(() -> commented("query-comment: 'x */ drop table y; /*'"))
        .hasMessage("query comment contains illegal value \"*/\": x */ drop table y; /*");
    assertThatThrownBy(() -> commented("query-comment: '{{ nope() }}'"))
        .hasMessageContaining("'nope' is undefined");
  }

  private String commented(String key) {
    project.file("dbt_project.yml", "name: e\nversion: '1.0.0'\nprofile: e\n" + key + "\n");
    ProjectCompiler compiler = project.open();
    Manifest manifest = compiler.parse();
    return compiler
        .queryComment(
            manifest,
            manifest.findNode(new UniqueId("model.e.a")).orElseThrow(),
            new InMemoryWarehouse())
        .apply("select 1;");
  }

  /** dbt makes it once for no node before it parses any. */
  @Test
  void aCommentThatCannotBeMadeStopsTheParse() {
    project.file(
        "dbt_project.yml",
        "name: e\nversion: '1.0.0'\nprofile: e\nquery-comment: '{{ gone.comment(node) }}'\n");
    assertThatThrownBy(() -> project.open().parse()).hasMessageContaining("'gone' is undefined");
    project.file(
        "dbt_project.yml",
        "name: e\nversion: '1.0.0'\nprofile: e\nquery-comment: 'by {{ node.name }}'\n");
    assertThat(project.open().parse().nodes()).hasSize(1);
  }
}
