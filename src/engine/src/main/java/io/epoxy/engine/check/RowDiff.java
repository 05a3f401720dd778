package io.epoxy.engine.check;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How two sets of rows differ, as a table in the manner of the highlighter diffs that dbt shows
 * (https://paulfitz.github.io/daff-doc/spec.html): {@code @@} is the head, {@code +++} a row that
 * is there and was not expected, {@code ---} one that was expected and is not there, {@code →} one
 * with other values, {@code ...} rows that agree. Pure.
 */
final class RowDiff {
  private static final String ARROW = "→";

  private final List<Line> lines;

  private RowDiff(List<Line> lines) {
    this.lines = ImmutableList.copyOf(lines);
  }

  private enum Kind {
    SAME(""),
    ADDED("+++"),
    REMOVED("---"),
    CHANGED(ARROW);

    private final String mark;

    Kind(String mark) {
      this.mark = mark;
    }
  }

  /** A row as it is shown; {@code key} is where it stands among the others. */
  private record Line(Kind kind, List<Object> key, List<String> cells) {}

  static RowDiff of(List<List<Object>> expected, List<List<Object>> actual) {
    List<List<Object>> missing = sorted(expected);
    List<List<Object>> surplus = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    for (List<Object> row : sorted(actual)) {
      if (missing.remove(row)) {
        lines.add(line(Kind.SAME, row));
      } else {
        surplus.add(row);
      }
    }
    for (List<Object> row : missing) {
      Optional<List<Object>> other = nearest(row, surplus);
      other.ifPresent(surplus::remove);
      lines.add(other.map(found -> changed(row, found)).orElseGet(() -> line(Kind.REMOVED, row)));
    }
    surplus.forEach(row -> lines.add(line(Kind.ADDED, row)));
    lines.sort(Comparator.comparing(Line::key, RowDiff::compareRows));
    return new RowDiff(lines);
  }

  boolean isEmpty() {
    return lines.stream().allMatch(line -> line.kind() == Kind.SAME);
  }

  /** The table: cells of a column are padded to one width and parted by commas. */
  String render(List<String> columns) {
    List<List<String>> table = new ArrayList<>();
    table.add(row("@@", columns));
    boolean left = false;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      boolean near = isDifferent(i - 1) || isDifferent(i) || isDifferent(i + 1);
      if (near) {
        table.add(row(line.kind().mark, line.cells()));
      } else if (!left) {
        table.add(row("...", columns.stream().map(name -> "...").toList()));
      }
      left = !near;
    }
    int[] widths =
        IntStream.rangeClosed(0, columns.size())
            .map(at -> table.stream().mapToInt(row -> row.get(at).length()).max().orElse(0))
            .toArray();
    return table.stream()
        .map(
            row ->
                IntStream.range(0, widths.length)
                    .mapToObj(at -> padded(row.get(at), at == row.size() - 1 ? 0 : widths[at]))
                    .reduce((a, b) -> a + "," + b)
                    .orElse(""))
        .reduce((a, b) -> a + "\n" + b)
        .orElse("");
  }

  private boolean isDifferent(int at) {
    return at >= 0 && at < lines.size() && lines.get(at).kind() != Kind.SAME;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static List<String> row(String mark, List<String> cells) {
    return Stream.concat(Stream.of(mark), cells.stream()).toList();
  }

  private static Line line(Kind kind, List<Object> row) {
    return new Line(kind, row, row.stream().map(RowDiff::text).toList());
  }

  private static Line changed(List<Object> expected, List<Object> actual) {
    List<String> cells =
        IntStream.range(0, expected.size())
            .mapToObj(
                at ->
                    Objects.equals(expected.get(at), actual.get(at))
                        ? text(expected.get(at))
                        : text(expected.get(at)) + ARROW + text(actual.get(at)))
            .toList();
    return new Line(Kind.CHANGED, expected, cells);
  }

  /** The row that has the most values in common, and one at least. */
  private static Optional<List<Object>> nearest(List<Object> row, List<List<Object>> others) {
    return others.stream()
        .filter(other -> shared(row, other) > 0)
        .max(
            Comparator.<List<Object>>comparingLong(other -> shared(row, other))
                .thenComparing((a, b) -> compareRows(b, a)));
  }

  private static long shared(List<Object> row, List<Object> other) {
    return IntStream.range(0, row.size())
        .filter(at -> Objects.equals(row.get(at), other.get(at)))
        .count();
  }

  private static List<List<Object>> sorted(List<List<Object>> rows) {
    List<List<Object>> sorted = new ArrayList<>(rows);
    sorted.sort(RowDiff::compareRows);
    return sorted;
  }

  /** Value by value, null first. */
  private static int compareRows(List<Object> a, List<Object> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = Comparator.nullsFirst(RowDiff::compareValues).compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Values of one column have one type; nested ones are compared as text. */
  @SuppressWarnings("unchecked")
  private static int compareValues(Object a, Object b) {
    return a instanceof Comparable && a.getClass() == b.getClass()
        ? ((Comparable<Object>) a).compareTo(b)
        : a.toString().compareTo(b.toString());
  }

  /** As Python and the format's null show it. */
  private static String text(Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof Boolean flag) {
      String word = flag.toString();
      return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
    return value.toString();
  }
}
