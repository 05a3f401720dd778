package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.BatchResults;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.RunStatus;
import io.epoxy.model.result.Timing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What uploads of artifacts read in {@code on-run-end}, with the answers of dbt-core 1.12.3: {@code
 * results} are dbt's own objects, where a field without a value is None, not missing.
 */
final class OnRunEndTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '"',
      value = {
        "results[0].node.config.full_refresh is none => True",
        "results[0].node.config.full_refresh => None",
        "results[0].node.config.severity is none => True",
        "results[0].node.config['anything'] => None",
        "results[0].node.config.get('anything', 'x') => x",
        "results[0].node.config.get('materialized') => table",
        "results[0].node.config.get('tier') => gold",
        "results[0].node.config.meta.owner => me",
        "results[0].node.config is mapping => False",
        "'tier' in results[0].node.config => True",
        "results[0].node.version is none => True",
        "results[0].node.latest_version is none => True",
        "results[0].node.group is none => True",
        "results[0].node.database is none => True",
        "results[0].node.columns['i'].data_type is none => True",
        "results[0].node.anything is defined => False",
        "results[0].node.compiled_code => select 1 as i",
        "results[0].timing[0].started_at => 2026-01-02 03:04:05",
        "results[0].to_dict().timing[0].started_at => 2026-01-02T03:04:05Z",
        "results[0].to_dict().timing[1].completed_at => 2026-01-02T03:04:05.250000Z",
        "results[0].to_dict().node.config.full_refresh => None",
        "results[0].node.to_dict().config.tier => gold",
        "results[0].node.config.to_dict().tier => gold",
        "results[0].batch_results is none => True",
        "results[1].batch_results.successful | length => 1",
        "results[1].batch_results.successful[0][0] => 2026-01-01 00:00:00+00:00",
        "results[1].batch_results.failed => []",
        "results[0].node.compiled_path => target/compiled/e/models/a.sql",
        "results[0].node.build_path => target/run/e/models/a.sql",
        "results[1].node.compiled_path is none => True",
        "results[1].node.build_path is none => True",
        "graph.nodes['model.e.a'].compiled_path => target/compiled/e/models/a.sql",
        "graph.nodes['model.e.a'].build_path => target/run/e/models/a.sql",
        "graph.nodes['model.e.b'].build_path is none => True",
        "this is none => True",
        "graph.nodes['model.e.a'].compiled_code => select 1 as i",
        "graph.nodes['model.e.a'].compiled => True",
        "graph.nodes['model.e.b'].compiled_code is defined => False",
        "invocation_args_dict.warn_error_options => {'error': [], 'warn': [], 'silence': []}",
        "invocation_args_dict.introspect => True",
        "invocation_args_dict.sqlparse => {'MAX_GROUPING_DEPTH': None, 'MAX_GROUPING_TOKENS': None}",
        "invocation_args_dict.full_refresh is defined => False",
        "flags.WARN_ERROR_OPTIONS.error => []",
      })
  void isAskedAsInDbt(String expression, String text) {
    TestProject project =
        new TestProject(folder)
            .file(
                "dbt_project.yml",
                "name: e\nversion: '1.0.0'\nprofile: e\non-run-end: \"{{ " + expression + " }}\"\n")
            .file(
                "models/a.sql",
                "{{ config(materialized='table', meta={'owner': 'me'}, tier='gold') }}select 1 as i")
            .file("models/b.sql", "select 2 as i")
            .file("models/m.yml", "models: [{name: a, columns: [{name: i}]}]");
    ProjectCompiler compiler = project.open();

    assertThat(
            compiler
                .compileAfterRun(
                    compiler.parse(),
                    new UniqueId("operation.e.e-on-run-end-0"),
                    new InMemoryWarehouse(),
                    List.of(
                        result("model.e.a", Optional.of("select 1 as i"), Optional.empty()),
                        result(
                            "model.e.b",
                            Optional.empty(),
                            Optional.of(
                                new BatchResults(
                                    List.of(
                                        new BatchResults.Span(
                                            Instant.parse("2026-01-01T00:00:00Z"), START)),
                                    List.of())))))
                .sql())
        .isEqualTo(text);
  }

  @Test
  void whatPackagesKeepInTheGraphIsThereAtTheEnd() {
    ProjectCompiler compiler =
        new TestProject(folder)
            .file(
                "dbt_project.yml",
                "name: e\nversion: '1.0.0'\nprofile: e\n"
                    + "on-run-start: \"{% do graph.setdefault('kept', {}).update({'x': 1}) %}\"\n"
                    + "on-run-end: \"{{ graph.kept }} {{ graph.nodes['model.e.a'].compiled_code }}\"\n")
            .file("models/a.sql", "select 1 as i")
            .open();
    Manifest manifest = compiler.parse();
    InMemoryWarehouse warehouse = new InMemoryWarehouse();
    compiler.compile(manifest, new UniqueId("operation.e.e-on-run-start-0"), warehouse);

    assertThat(
            compiler
                .compileAfterRun(
                    manifest,
                    new UniqueId("operation.e.e-on-run-end-0"),
                    warehouse,
                    List.of(result("model.e.a", Optional.of("select 1"), Optional.empty())))
                .sql())
        .isEqualTo("{'x': 1} select 1");
  }

  private static NodeResult result(
      String id, Optional<String> sql, Optional<BatchResults> batches) {
    return new NodeResult(
        new UniqueId(id),
        RunStatus.SUCCESS,
        List.of(
            new Timing("compile", START, START),
            new Timing("execute", START, START.plusMillis(250))),
        "Thread-1",
        0.25,
        Map.of("_message", "OK"),
        Optional.of("OK"),
        OptionalLong.empty(),
        sql,
        Optional.empty(),
        batches);
  }
}
