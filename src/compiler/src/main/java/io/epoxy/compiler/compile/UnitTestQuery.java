package io.epoxy.compiler.compile;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.UnitTest;
import io.epoxy.model.graph.UnitTestNode;
import io.epoxy.model.relation.Column;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The one query of a unit test: the rows that its model gives and those that were expected, told
 * apart by the last column, {@code actual_or_expected} (interface of dbt-core 1.12 {@code
 * get_unit_test_sql}).
 */
public final class UnitTestQuery {
  private UnitTestQuery() {}

  /**
   * Of a compiled unit test.
   *
   * @param result the columns of what its SQL gives
   * @throws EpoxyException COMPILATION in dbt's words when a row has another column
   */
  public static String of(CompiledNode compiled, List<Column> result) {
    UnitTestNode node = (UnitTestNode) compiled.node();
    UnitTest.Rows expect = node.test().expect();
    FixtureRows rows = new FixtureRows("expected output", result, node.info().location());
    Set<String> tested = new LinkedHashSet<>();
    expect
        .records()
        .forEach(row -> row.keySet().forEach(name -> tested.add(FixtureRows.key(name))));
    if (tested.isEmpty()) {
      result.forEach(column -> tested.add(FixtureRows.key(column.name())));
    }
    String names =
        tested.stream()
            .map(key -> FixtureRows.quoted(rows.column(key).name()))
            .collect(Collectors.joining(", "));
    String expected = expect.sql().orElseGet(() -> rows.some(expect.records(), tested));
    return part(names, "actual", compiled.sql())
        + "\nunion all\n"
        + part(names, "expected", expected);
  }

  private static String part(String names, String which, String query) {
    String text = query.stripTrailing();
    while (text.endsWith(";")) {
      text = text.substring(0, text.length() - 1).stripTrailing();
    }
    return "select "
        + names
        + ", '"
        + which
        + "' as `actual_or_expected` from (\n"
        + text
        + "\n) as epoxy_"
        + which;
  }
}
