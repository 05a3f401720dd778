package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which macros a generic test sees while it is parsed (dbt-core 1.12 {@code TestContext}). */
final class GenericTestScopeTest {
  @TempDir private Path folder;
  private TestProject project;

  @BeforeEach
  void newProject() {
    project =
        new TestProject(folder)
            .file("packages.yml", "packages: [{local: p}]\n")
            .file("dbt_packages/p/dbt_project.yml", "name: p\nversion: '1.0.0'\n")
            .file("models/a.sql", "select 1 as id")
            .file("models/s.yml", "models: [{name: a, data_tests: [p.known]}]");
  }

  @Test
  void macroOfPackageIsSeenWithoutItsPackageWhereTheTestReachesIt() {
    project.file(
        "dbt_packages/p/macros/m.sql",
        "{% test known(model) %}{{ config(fail_calc=p.through()) }}{% endtest %}"
            + "{% macro through() %}{{ own() }}{% endmacro %}"
            + "{% macro own() %}sum(x){% endmacro %}");
    assertThat(failCalc()).isEqualTo("sum(x)");
  }

  @Test
  void packageOfATestThatTheProjectHidesIsNotCalledWhileParsing() {
    project.file(
        "dbt_packages/p/macros/m.sql",
        "{% test known(model) %}{{ adapter.dispatch('test_known', 'p')() }}{% endtest %}"
            + "{% macro default__test_known() %}{{ config(fail_calc='sum(p)') }}{% endmacro %}");
    assertThat(failCalc()).isEqualTo("sum(p)");
    project.file(
        "macros/m.sql",
        "{% test known(model) %}{{ config(fail_calc='sum(own)') }}{% endtest %}"
            + "{% macro default__test_known() %}{{ config(fail_calc='sum(e)') }}{% endmacro %}");
    assertThat(failCalc()).isEqualTo("count(*)");
    project.file("models/s.yml", "models: [{name: a, data_tests: [known]}]");
    assertThat(failCalc()).isEqualTo("sum(own)");
  }

  private Object failCalc() {
    Node test =
        project.open().parse().nodes().values().stream()
            .filter(node -> node.resourceType() == ResourceType.TEST)
            .findFirst()
            .orElseThrow();
    return test.info().config().find("fail_calc").orElse(null);
  }
}
