package io.epoxy.compiler.compile;

import com.google.common.collect.ImmutableMap;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.json.JsonStyle;
import io.epoxy.jinja.json.JsonWriter;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.relation.Column;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rows of a property file as a query whose columns have the types of a relation or of another query
 * (rules of dbt-core 1.12 {@code get_fixture_sql} and of dbt-spark's {@code safe_cast}).
 */
final class FixtureRows {
  /** Types that Spark casts from no text: a value of theirs is written as SQL. */
  private static final Pattern NESTED = Pattern.compile("(?i)(array|map|struct).*");

  private static final Pattern QUOTES = Pattern.compile("^[\"']+|[\"']+$");

  private final String shownName;
  private final Map<String, Column> columns;
  private final SourceLocation location;

  /**
   * Rows of some columns.
   *
   * @param shownName what messages call the rows
   * @param columns all that a row may have
   */
  FixtureRows(String shownName, Collection<Column> columns, SourceLocation location) {
    Map<String, Column> byName = new LinkedHashMap<>();
    columns.forEach(column -> byName.putIfAbsent(key(column.name()), column));
    this.shownName = shownName;
    this.columns = ImmutableMap.copyOf(byName);
    this.location = location;
  }

  /** Names are compared without regard to case. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** A query for rows of every column, null where a row has no value. */
  String whole(List<Map<String, Object>> rows) {
    return some(rows, columns.keySet());
  }

  /**
   * As {@link #whole}, with some of the columns.
   *
   * @param keys of columns that exist, in the order of the query
   * @throws EpoxyException COMPILATION for a row with a column that is not there
   */
  String some(List<Map<String, Object>> rows, Set<String> keys) {
    if (rows.isEmpty()) {
      return select(Map.of(), keys) + " limit 0";
    }
    return rows.stream()
        .map(row -> select(byKey(row), keys))
        .collect(Collectors.joining("\nunion all\n"));
  }

  /**
   * The column of this name.
   *
   * @throws EpoxyException in dbt's words when there is none
   */
  Column column(String name) {
    Column column = columns.get(key(name));
    if (column != null) {
      return column;
    }
    throw new EpoxyException(
        ErrorCode.COMPILATION,
        "Invalid column name: '"
            + key(name)
            + "' in unit test fixture for "
            + shownName
            + ".\nAccepted columns for "
            + shownName
            + " are: "
            + TemplateValues.repr(List.copyOf(columns.keySet())),
        location);
  }

  private Map<String, Object> byKey(Map<String, Object> row) {
    Map<String, Object> values = new LinkedHashMap<>();
    row.forEach((name, value) -> values.put(key(column(name).name()), value));
    return values;
  }

  private String select(Map<String, Object> row, Set<String> keys) {
    return keys.stream()
        .map(columns::get)
        .map(column -> cell(row.get(key(column.name())), column))
        .collect(Collectors.joining(", ", "select ", ""));
  }

  private static String cell(Object value, Column column) {
    return "cast("
        + literal(value, column.dataType())
        + " as "
        + column.dataType()
        + ") as "
        + quoted(column.name());
  }

  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static String literal(Object value, String type) {
    if (value == null) {
      return "null";
    }
    if (value instanceof List<?> || value instanceof Map<?, ?>) {
      String json = JsonWriter.write(TemplateValues.toTemplate(value), JsonStyle.PLAIN);
      return "from_json('" + json.replace("\\", "\\\\").replace("'", "\\'") + "', '" + type + "')";
    }
    if (value instanceof Temporal) {
      return "'" + value.toString().replace('T', ' ') + "'";
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return "'" + number + "'";
    }
    if (value instanceof String text) {
      return NESTED.matcher(type).matches()
          ? QUOTES.matcher(text).replaceAll("")
          : "'" + text.replace("'", "\\'") + "'";
    }
    return value.toString();
  }
}
