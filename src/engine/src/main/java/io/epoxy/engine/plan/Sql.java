package io.epoxy.engine.plan;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Small pieces of SQL text. */
public final class Sql {
  private static final String NEXT = "dbt_next_query";
  private static final String PYTHON = "custom_glue_code_for_dbt_adapter";
  private static final Pattern SIZED_TEXT =
      Pattern.compile("\\b(?:var)?char(?:acter)?\\s*\\(\\s*\\d+\\s*\\)", Pattern.CASE_INSENSITIVE);

  private Sql() {}

  /** A name in backticks. */
  public static String quote(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** A type with {@code string} for each {@code varchar(n)} and {@code char(n)}. */
  public static String unsized(String type) {
    return SIZED_TEXT.matcher(type).replaceAll("string");
  }

  /** The query's columns by name, in this order. */
  public static String select(List<String> columns, String query) {
    return "select "
        + columns.stream().map(Sql::quote).collect(Collectors.joining(", "))
        + "\nfrom (\n"
        + query
        + "\n)";
  }

  /**
   * The statements of a text. dbt-glue runs one text as several where {@code dbt_next_query} stands
   * in it (its session's {@code SqlWrapper2}).
   *
   * @throws EpoxyException NOT_SUPPORTED for a text that dbt-glue would run as Python
   */
  public static List<String> statements(String text) {
    if (text.contains(PYTHON)) {
      throw new EpoxyException(
          ErrorCode.NOT_SUPPORTED,
          "The text is marked as Python (`"
              + PYTHON
              + "`), and there is no Python session. Write it as SQL, for a function `create"
              + " temporary function` in a hook.");
    }
    if (!text.contains(NEXT)) {
      return List.of(text);
    }
    return Stream.of(text.split(NEXT)).filter(part -> !part.isBlank()).toList();
  }

  /** The query without a closing semicolon, which could not stand inside a statement. */
  public static String withoutSemicolon(String query) {
    String text = query.stripTrailing();
    while (text.endsWith(";")) {
      text = text.substring(0, text.length() - 1).stripTrailing();
    }
    return text;
  }
}
