package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.relation.Column;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What dbt's context borrows from Python; the run starts at 2026-01-02T03:04:05Z. */
final class PythonInTemplatesTest {
  private final InMemoryWarehouse warehouse = new InMemoryWarehouse();
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "run_started_at => 2026-01-02 03:04:05+00:00",
        "run_started_at.strftime('%Y%m%d %H:%M %Z%z') => 20260102 03:04 UTC+0000",
        "run_started_at.isoformat() => 2026-01-02T03:04:05+00:00",
        "run_started_at.date() => 2026-01-02",
        "run_started_at - modules.datetime.timedelta(days=3) => 2025-12-30 03:04:05+00:00",
        "(run_started_at - modules.datetime.timedelta(hours=4)).date() => 2026-01-01",
        "(run_started_at.date() - modules.datetime.date(2025, 12, 1)).days => 32",
        "run_started_at.astimezone(modules.pytz.timezone('America/New_York')) => 2026-01-01 22:04:05-05:00",
        "run_started_at > modules.datetime.datetime(2026, 1, 1, tzinfo=modules.pytz.utc) => True",
        "modules.datetime.datetime.strptime('20260131', '%Y%m%d').weekday() => 5",
        "modules.re.sub('(a)(b)', '\\\\2\\\\1', 'xab') => xba",
        "modules.itertools.chain([1], [2]) | list | join => 12",
        "modules.itertools.islice(modules.itertools.count(5, 2), 3) | list => [5, 7, 9]",
        "modules.itertools.islice(modules.itertools.cycle('ab'), 3) | list => ['a', 'b', 'a']",
        "modules.itertools.compress('abc', [1, 0, 1]) | list => ['a', 'c']",
        "modules.itertools.starmap(range, [(1, 3)]) | map('list') | list => [[1, 2]]",
        "modules.itertools.tee([1, 2]) | map('list') | list => [[1, 2], [1, 2]]",
        "modules.itertools.combinations_with_replacement('ab', 2) | list => [('a', 'a'), ('a', 'b'), ('b', 'b')]",
        "modules.itertools.combinations('abcd', 2) | list => [('a', 'b'), ('a', 'c'), ('a', 'd'), ('b', 'c'), ('b', 'd'), ('c', 'd')]",
        "modules.itertools.combinations('abc', 3) | list => [('a', 'b', 'c')]",
        "modules.itertools.combinations('abc', 4) | list => []",
        "modules.itertools.combinations('abc', 0) | list => [()]",
        "modules.itertools.combinations_with_replacement('', 0) | list => [()]",
        "modules.itertools.combinations_with_replacement('', 1) | list => []",
        "modules.itertools.combinations_with_replacement('ab', 3) | list => [('a', 'a', 'a'), ('a', 'a', 'b'), ('a', 'b', 'b'), ('b', 'b', 'b')]",
        "'datetime' in modules => True",
        "tojson({'b': [1, none], 'a': 'x'}, sort_keys=true) => {\"a\": \"x\", \"b\": [1, null]}",
        "fromjson('{', 'no') => no",
        "set([2, 2]) | length => 1",
      })
  void expressions(String expression, String expected) {
    assertThat(sql("select {{ " + expression + " }}")).isEqualTo("select " + expected);
  }

  @Test
  void itertoolsAreDeprecated() {
    TestProject project =
        new TestProject(folder)
            .file("models/a.sql", "select {{ modules.itertools.chain([1]) | list | length }}");
    project.open().parse();
    assertThat(project.fields()).containsKey("ModulesItertoolsUsageDeprecation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"combinations", "combinations_with_replacement", "permutations"})
  void rowsOfNoLengthAreAnError(String function) {
    assertThatThrownBy(() -> sql("{{ modules.itertools." + function + "('ab', -1) | list }}"))
        .hasMessageContaining("r must be non-negative");
    assertThatThrownBy(() -> sql("{{ modules.itertools." + function + "('a', 10 ** 9) | list }}"))
        .hasMessageContaining("is larger than the limit");
  }

  @Test
  void dictOfNothingKnownIsAnError() {
    assertThatThrownBy(() -> sql("{{ dict(nope) }}")).hasMessageContaining("'nope' is undefined");
  }

  @Test
  void cellsOfQueriesAreDates() {
    warehouse.answer(
        "q",
        new QueryResult(
            List.of(Column.of("d", "date"), Column.of("n", "timestamp_ntz"), Column.of("t", "ts")),
            List.of(
                List.of(
                    LocalDate.of(2026, 1, 2),
                    LocalDateTime.of(2026, 1, 2, 3, 4, 5, 600_000_000),
                    Instant.parse("2026-01-02T03:04:05Z")))));
    String row =
        "{% if execute %}{% set row = run_query('q').rows[0] %}"
            + "{{ row.d + modules.datetime.timedelta(1) }} {{ row.n.isoformat() }} {{ row.t }}{% endif %}";

    assertThat(sql(row))
        .isEqualTo("2026-01-03 2026-01-02T03:04:05.600000 2026-01-02 03:04:05+00:00");
  }

  private String sql(String template) {
    TestProject project = new TestProject(folder).file("models/a.sql", template);
    ProjectCompiler compiler = project.open();
    return compiler.compile(compiler.parse(), new UniqueId("model.e.a"), warehouse).sql();
  }
}
