package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.compiler.cache.ParseCache;
import io.epoxy.compiler.compile.NodeCompiler;
import io.epoxy.compiler.context.ContextFactory;
import io.epoxy.compiler.context.function.RunSettings;
import io.epoxy.compiler.context.node.Deferral;
import io.epoxy.compiler.context.node.SampleWindow;
import io.epoxy.compiler.parse.ProjectParser;
import io.epoxy.model.config.Project;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ref() and source() read: everything, no rows, a sample, or another state. */
final class ReadingInputsTest {
  @TempDir private Path folder;
  private Templates templates;

  @BeforeEach
  void newProject() {
    templates = new Templates(folder);
    templates
        .project
        .file("models/a.sql", "{{ config(event_time='at') }}select 1 as at")
        .file("models/e.sql", "{{ config(materialized='ephemeral') }}select * from {{ ref('a') }}")
        .file(
            "models/b.sql", "select * from {{ ref('a') }}, {{ ref('e') }}, {{ source('r', 't') }}")
        .file(
            "models/s.yml",
            "sources: [{name: r, schema: lake, tables: [{name: t, config: {event_time: when},"
                + " columns: [{name: when, quote: true}]}]}]\n"
                + "models: [{name: a, data_tests: [{is_a: {arguments: {x: 1}}}]}]")
        .file(
            "tests/generic/g.sql",
            "{% test is_a(model, x) %}select * from {{ model }}{% endtest %}");
  }

  /** dbt-core 1.12 {@code _resolve_event_time_field_name}: the column's word counts before. */
  @Test
  void aSourceThatQuotesItsColumnsDoesSoInFilters() {
    templates
        .project
        .file("models/c.sql", "select * from {{ source('q', 't') }}, {{ source('q', 'u') }}")
        .file(
            "models/q.yml",
            "sources: [{name: q, schema: lake, quoting: {column: true}, config: {event_time: at},"
                + " tables: [{name: t}, {name: u, columns: [{name: at, quote: false}]}]}]");

    assertThat(templates.compiled("model.e.c", Map.of("SAMPLE", "1 day")))
        .contains("from lake.t where `at` >= '", "from lake.u where at >= '");
  }

  @Test
  void emptyReadsNoRows() {
    assertThat(templates.compiled("model.e.b", Map.of("EMPTY", true)))
        .isEqualTo(
            "with __dbt__cte__e as (\n"
                + "select * from (select * from s.a where false limit 0)\n) "
                + "select * from (select * from s.a where false limit 0),"
                + " (select * from __dbt__cte__e where false limit 0),"
                + " (select * from lake.t where false limit 0)");
  }

  @Test
  void aSampleFiltersInputsThatHaveAnEventTime() {
    String from = "2026-01-01 03:04:05+00:00";
    String until = "2026-01-02 03:04:05+00:00";
    assertThat(templates.compiled("model.e.b", Map.of("SAMPLE", "1 day")))
        .contains(
            "(select * from s.a where at >= '"
                + from
                + "' and at < '"
                + until
                + "'), __dbt__cte__e,"
                + " (select * from lake.t where `when` >= '"
                + from
                + "' and `when` < '"
                + until
                + "')");
  }

  @Test
  void testsAreNotSampled() {
    UniqueId test =
        templates.project.open().parse().nodes().keySet().stream()
            .filter(id -> id.value().startsWith("test."))
            .findFirst()
            .orElseThrow();

    assertThat(templates.compiled(test.value(), Map.of("SAMPLE", "1 day")))
        .isEqualTo("select * from s.a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "3 days => 2023-12-30T12:00:00Z",
        "1 hour => 2024-01-02T11:00:00Z",
        "2 months => 2023-11-02T12:00:00Z",
        "1 YEAR => 2023-01-02T12:00:00Z",
        "{start: '2024-01-01', end: '2024-01-02T00:00:00Z'} => 2024-01-01T00:00:00Z",
        "{start: '2024-01-01 10:00', end: 2024-01-02 00:00:00} => 2024-01-01T10:00:00Z",
        "{start: 2024-01-01T10:00:00.5+02:00, end: '2024-01-02'} => 2024-01-01T10:00:00.500Z",
      })
  void samplesAreWindowsOfTime(String text, String start) {
    Instant now = Instant.parse("2024-01-02T12:00:00Z");

    assertThat(SampleWindow.parse(text, now).start()).isEqualTo(Instant.parse(start));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "3 => Cannot load SAMPLE_WINDOW from '3'. Must be of form 'DAYS_INT GRAIN_SIZE'.",
        "x days => Unable to convert 'x' to an integer.",
        "3 weeks => Invalid grain size 'weeks'. Must be one of",
        "999999999 days => date value out of range",
        "{start: 2024-01-01 => Syntax error near line 2",
        "{end: 2024-01-02} => Field \"start\" of type datetime is missing in SampleWindow instance",
        "{start: soon} => Field \"start\" of type datetime in SampleWindow has invalid value 'soon'",
        "{start: 2024-01-01 00:00:00, end: 2024-01-02} => Field \"end\" of type datetime in"
            + " SampleWindow has invalid value datetime.date(2024, 1, 2). Write '2024-01-02 00:00:00'",
      })
  void wrongSamplesAreRefused(String text, String sentence) {
    assertThatThrownBy(() -> SampleWindow.parse(text, Instant.EPOCH))
        .isInstanceOfSatisfying(
            EpoxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
        .hasMessageContaining("Invalid value for '--sample': ")
        .hasMessageContaining(sentence);
  }

  @Test
  void whatIsNotBuiltHereIsTakenFromTheOtherState() {
    UniqueId a = new UniqueId("model.e.a");
    Map<UniqueId, Relation> other = Map.of(a, Relation.of("prod", "a"));

    assertThat(deferred(new Deferral(other, false, Set.of()))).startsWith("select * from prod.a");

    templates.warehouse.table(Relation.of("s", "a").ofType(RelationType.TABLE));
    assertThat(deferred(new Deferral(other, false, Set.of()))).startsWith("select * from s.a");
    assertThat(deferred(new Deferral(other, true, Set.of()))).startsWith("select * from prod.a");
    assertThat(deferred(new Deferral(other, true, Set.of(a)))).startsWith("select * from s.a");
  }

  private String deferred(Deferral deferral) {
    templates.project.file(
        "models/c.sql",
        "select * from {{ ref('a') }}{% if execute %} {{ defer_relation }}{% endif %}");
    ProjectCompiler compiler = templates.project.open();
    Manifest manifest = compiler.parse();
    Project project = compiler.project();
    RunSettings settings =
        new RunSettings(
            "0", Instant.EPOCH, "build", Map.of(), Map.of(), Map.of(), MessageSink.NONE);
    ContextFactory contexts =
        new ProjectParser(
                settings,
                compiler.target(),
                project,
                Map.of(project.name(), project),
                ParseCache.off())
            .contexts();
    return new NodeCompiler(contexts, manifest, templates.warehouse, List.of(), deferral)
        .compile(new UniqueId("model.e.c"))
        .sql();
  }
}
