package io.epoxy.jinja.filter;

import io.epoxy.jinja.text.Splitting;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.Ordering;
import io.epoxy.jinja.value.PySet;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python's {@code pprint.pformat} with its defaults (CPython 3.11 {@code pprint.py}): dicts by key,
 * and one item on a line where a value would pass the eightieth column.
 */
final class PrettyPrint {
  private static final int WIDTH = 80;

  /** A word with the blanks after it. */
  private static final Pattern PART = Pattern.compile("\\S*\\s*", Pattern.UNICODE_CHARACTER_CLASS);

  private final StringBuilder out = new StringBuilder();

  private PrettyPrint() {}

  static String format(Object value) {
    PrettyPrint all = new PrettyPrint();
    all.write(value, 0, 0, 1);
    return all.out.toString();
  }

  /**
   * Writes a value.
   *
   * @param indent the column that it starts in
   * @param allowance characters that follow it on its line
   * @param level how deep it is nested, from 1
   */
  private void write(Object value, int indent, int allowance, int level) {
    Sizes.checkText(out.length());
    String text = Python.sortedRepr(value);
    if (text.codePointCount(0, text.length()) <= WIDTH - indent - allowance) {
      out.append(text);
    } else if (value instanceof Map<?, ?> map) {
      entries(map, indent, allowance + 1, level);
    } else if (value instanceof List<?> list) {
      items("[", list, "]", indent, allowance, level);
    } else if (value instanceof PyTuple tuple) {
      items("(", tuple.items(), tuple.size() == 1 ? ",)" : ")", indent, allowance, level);
    } else if (value instanceof PySet set) {
      items("{", Ordering.sorted(Iteration.toList(set)), "}", indent, allowance, level);
    } else if (value instanceof String line) {
      string(line, indent, allowance, level);
    } else {
      out.append(text);
    }
  }

  private void entries(Map<?, ?> map, int indent, int allowance, int level) {
    out.append('{');
    List<Object> keys = Ordering.sorted(map.keySet());
    for (int i = 0; i < keys.size(); i++) {
      boolean last = i == keys.size() - 1;
      String key = Python.sortedRepr(keys.get(i));
      out.append(key).append(": ");
      int column = indent + 1 + key.codePointCount(0, key.length()) + 2;
      write(map.get(keys.get(i)), column, last ? allowance : 1, level + 1);
      out.append(last ? "" : ",\n" + " ".repeat(indent + 1));
    }
    out.append('}');
  }

  private void items(
      String start, List<?> items, String end, int indent, int allowance, int level) {
    out.append(start);
    for (int i = 0; i < items.size(); i++) {
      boolean last = i == items.size() - 1;
      write(items.get(i), indent + 1, last ? allowance + end.length() : 1, level + 1);
      out.append(last ? "" : ",\n" + " ".repeat(indent + 1));
    }
    out.append(end);
  }

  /** A long string becomes several literals, cut at line ends and then at blanks. */
  private void string(String text, int indent, int allowance, int level) {
    int column = level == 1 ? indent + 1 : indent;
    int after = level == 1 ? allowance + 1 : allowance;
    List<String> literals = new ArrayList<>();
    List<String> lines = Splitting.linesWithEnds(text);
    for (int i = 0; i < lines.size(); i++) {
      boolean last = i == lines.size() - 1;
      String whole = Python.repr(lines.get(i));
      if (length(whole) <= WIDTH - column - (last ? after : 0)) {
        literals.add(whole);
      } else {
        cut(lines.get(i), WIDTH - column, last ? after : 0, literals);
      }
    }
    boolean single = literals.size() == 1;
    out.append(level == 1 && !single ? "(" : "");
    out.append(single ? Python.repr(text) : String.join("\n" + " ".repeat(column), literals));
    out.append(level == 1 && !single ? ")" : "");
  }

  private static void cut(String line, int width, int allowance, List<String> literals) {
    String current = "";
    Matcher parts = PART.matcher(line);
    while (parts.find() && !parts.group().isEmpty()) {
      String longer = current + parts.group();
      int room = parts.end() == line.length() ? width - allowance : width;
      if (length(Python.repr(longer)) > room) {
        if (!current.isEmpty()) {
          literals.add(Python.repr(current));
        }
        current = parts.group();
      } else {
        current = longer;
      }
    }
    if (!current.isEmpty()) {
      literals.add(Python.repr(current));
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
