package io.epoxy.model.governance;

import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The rows and columns of a table that somebody may see.
 *
 * @param rows the expression that they fulfil; empty for all rows, which {@code true} says too
 */
public record DataCellFilter(String name, Optional<String> rows, Columns columns) {
  private static final Pattern LITERAL = Pattern.compile("'[^']*'");
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

  /** Of the developer guide's "PartiQL support in row filter expressions". */
  private static final Set<String> OPERATORS =
      Set.of("and", "or", "not", "in", "like", "between", "is", "null", "true", "false");

  public DataCellFilter {
    Objects.requireNonNull(name, "name");
    rows = rows.map(String::strip).filter(text -> !text.equalsIgnoreCase("true"));
    Objects.requireNonNull(columns, "columns");
  }

  /**
   * Which columns.
   *
   * @param names in lower case, as Glue keeps them; none for all columns
   */
  public record Columns(Kind kind, Set<String> names) {
    public static final Columns ALL = new Columns(Kind.ALL_BUT, Set.of());

    public Columns {
      Objects.requireNonNull(kind, "kind");
      names =
          names.stream()
              .map(name -> name.toLowerCase(Locale.ROOT))
              .collect(ImmutableSet.toImmutableSet());
    }

    /** What the names say. */
    public enum Kind {
      ONLY,
      ALL_BUT
    }

    @Override
    public String toString() {
      if (kind == Kind.ONLY) {
        return "columns " + String.join(", ", names);
      }
      return names.isEmpty() ? "all columns" : "all columns but " + String.join(", ", names);
    }
  }

  /**
   * In lower case, the columns that it names, and whatever else in the rows' expression could be
   * one.
   */
  Set<String> named() {
    ImmutableSet.Builder<String> names = ImmutableSet.<String>builder().addAll(columns.names());
    String bare = LITERAL.matcher(rows.orElse("")).replaceAll(" ").toLowerCase(Locale.ROOT);
    WORD.matcher(bare)
        .results()
        .map(MatchResult::group)
        .filter(word -> !OPERATORS.contains(word))
        .forEach(names::add);
    return names.build();
  }

  /** {@code rows where x > 1; columns a, b}. */
  public String cells() {
    return rows.map(text -> "rows where " + text).orElse("all rows") + "; " + columns;
  }

  /** {@code filter f (rows where x > 1; columns a, b)}. */
  @Override
  public String toString() {
    return "filter " + name + " (" + cells() + ")";
  }
}
