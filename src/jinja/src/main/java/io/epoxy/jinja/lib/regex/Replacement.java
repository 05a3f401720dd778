package io.epoxy.jinja.lib.regex;

import io.epoxy.jinja.value.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;

/** The replacement of {@code re.sub}, with {@code \1} and {@code \g<name>}. */
final class Replacement {
  /** Pieces in turn: a String as it is, an Integer for a group. */
  private final List<Object> pieces = new ArrayList<>();

  private final StringBuilder literal = new StringBuilder();

  private Replacement() {}

  static Replacement of(String template, Map<String, Integer> groups, int groupCount) {
    Replacement result = new Replacement();
    int i = 0;
    while (i < template.length()) {
      char c = template.charAt(i);
      if (c == '\\' && i + 1 < template.length()) {
        i = result.escape(template, i, groups, groupCount);
      } else {
        result.literal.append(c);
        i++;
      }
    }
    result.flush();
    return result;
  }

  private int escape(String template, int at, Map<String, Integer> groups, int groupCount) {
    char c = template.charAt(at + 1);
    if (c == 'g') {
      int end = template.indexOf('>', at);
      if (!template.startsWith("<", at + 2) || end < 0) {
        throw Errors.error("missing <");
      }
      group(named(template.substring(at + 3, end), groups), groupCount);
      return end + 1;
    }
    if (c == '0') {
      literal.append('\0');
      return at + 2;
    }
    if (Character.isDigit(c)) {
      int end = at + 2;
      if (end < template.length() && Character.isDigit(template.charAt(end))) {
        end++;
      }
      group(Integer.parseInt(template.substring(at + 1, end)), groupCount);
      return end;
    }
    int simple = "nrtfabv\\".indexOf(c);
    if (simple >= 0) {
      literal.append("\n\r\t\f\u0007\b\u000b\\".charAt(simple));
    } else if (c < 128 && Character.isLetter(c)) {
      throw Errors.error("bad escape \\" + c + " at position " + at);
    } else {
      literal.append('\\').append(c);
    }
    return at + 2;
  }

  private static int named(String name, Map<String, Integer> groups) {
    if (groups.containsKey(name)) {
      return groups.get(name);
    }
    if (name.matches("\\d{1,4}")) {
      return Integer.parseInt(name);
    }
    throw Errors.error("unknown group name '" + name + "'");
  }

  private void group(int number, int groupCount) {
    if (number > groupCount) {
      throw Errors.error("invalid group reference " + number);
    }
    flush();
    pieces.add(number);
  }

  private void flush() {
    if (literal.length() > 0) {
      pieces.add(literal.toString());
      literal.setLength(0);
    }
  }

  String apply(MatchResult match) {
    StringBuilder out = new StringBuilder();
    for (Object piece : pieces) {
      if (piece instanceof Integer number) {
        String found = match.group(number);
        out.append(found == null ? "" : found);
      } else {
        out.append(piece);
      }
    }
    return out.toString();
  }
}
