package io.epoxy.jinja.filter;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.format.PercentFormat;
import io.epoxy.jinja.library.Context;
import io.epoxy.jinja.library.Filter;
import io.epoxy.jinja.text.Blanks;
import io.epoxy.jinja.text.Casing;
import io.epoxy.jinja.text.Splitting;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Indexing;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Sizes;
import io.epoxy.jinja.value.Undefined;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Filters that change text. An undefined value is the empty text to most of them. */
final class TextFilters {
  private TextFilters() {}

  static void addTo(Map<String, Filter> all) {
    all.put("string", (value, a, c) -> Python.str(value));
    all.put("upper", (value, a, c) -> Casing.upper(Python.str(value)));
    all.put("lower", (value, a, c) -> Casing.lower(Python.str(value)));
    all.put("capitalize", (value, a, c) -> Casing.capitalize(Python.str(value)));
    all.put("title", TextFilters::title);
    all.put("trim", TextFilters::trim);
    all.put("replace", TextFilters::replace);
    all.put("center", TextFilters::center);
    all.put("join", TextFilters::join);
    all.put("format", TextFilters::format);
    all.put("indent", TextFilters::indent);
    all.put("truncate", TextFilters::truncate);
    all.put("wordcount", TextFilters::wordCount);
    all.put("wordwrap", WordWrap::wrap);
  }

  /** Words are split at blanks, hyphens and opening brackets only. */
  private static Object title(Object value, Arguments a, Context context) {
    StringBuilder out = new StringBuilder();
    boolean start = true;
    for (int c : Python.str(value).codePoints().toArray()) {
      String one = Character.toString(c);
      boolean separator = Blanks.isBlank(c) || "-({[<".indexOf(c) >= 0;
      out.append(separator ? one : start ? Casing.upper(one) : Casing.lower(one));
      start = separator;
    }
    return out.toString();
  }

  private static Object trim(Object value, Arguments a, Context context) {
    Object characters = a.get(0, "chars", null);
    String text = Python.str(value);
    if (characters == null) {
      return Blanks.strip(text);
    }
    if (!(characters instanceof String given)) {
      throw Errors.error("strip arg must be None or str");
    }
    return Blanks.stripStart(Blanks.stripEnd(text, given), given);
  }

  private static Object replace(Object value, Arguments a, Context context) {
    String old = Python.str(a.require("do_replace", 0, "old"));
    String by = Python.str(a.require("do_replace", 1, "new"));
    Object count = a.get(2, "count", null);
    return Splitting.replace(
        Python.str(value), old, by, count == null ? -1 : Numbers.smallInt(count));
  }

  private static Object center(Object value, Arguments a, Context context) {
    String text = Python.str(value);
    int width = Numbers.smallInt(a.get(0, "width", 80L));
    Sizes.checkText(width);
    int missing = width - Iteration.length(text);
    if (missing <= 0) {
      return text;
    }
    int left = missing / 2 + (missing & width & 1);
    return " ".repeat(left) + text + " ".repeat(missing - left);
  }

  private static Object join(Object value, Arguments a, Context context) {
    String separator = Python.str(a.get(0, "d", ""));
    Object attribute = a.get(1, "attribute", null);
    UnaryOperator<Object> getter = Getter.of(attribute, context);
    StringBuilder out = new StringBuilder();
    boolean first = true;
    for (Object item : Iteration.of(value)) {
      context.countIteration();
      out.append(first ? "" : separator);
      out.append(Python.str(getter.apply(item)));
      Sizes.checkText(out.length());
      first = false;
    }
    return out.toString();
  }

  private static Object format(Object value, Arguments a, Context context) {
    if (!a.positional().isEmpty() && !a.keyword().isEmpty()) {
      throw Errors.error("can't handle positional and keyword arguments at the same time");
    }
    Object values = a.keyword().isEmpty() ? PyTuple.copyOf(a.positional()) : a.keyword();
    return PercentFormat.format(Python.str(value), values);
  }

  private static Object indent(Object value, Arguments a, Context context) {
    Object width = a.get(0, "width", 4L);
    boolean first = Python.isTruthy(a.get(1, "first", false));
    boolean blank = Python.isTruthy(a.get(2, "blank", false));
    int blanks = width instanceof String ? 0 : Math.max(0, Numbers.smallInt(width));
    Sizes.checkText(blanks);
    String by = width instanceof String text ? text : " ".repeat(blanks);
    String text = text(value);
    List<String> lines = Splitting.lines(text + "\n");
    Sizes.checkText(text.length() + (long) lines.size() * by.length());
    StringBuilder out = new StringBuilder(first ? by : "");
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0) {
        out.append('\n');
        out.append(blank || !lines.get(i).isEmpty() ? by : "");
      }
      out.append(lines.get(i));
    }
    return out.toString();
  }

  /** Text of a value that must be a string. */
  private static String text(Object value) {
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (value instanceof String text) {
      return text;
    }
    throw Errors.operands("+=", value, "");
  }

  private static Object truncate(Object value, Arguments a, Context context) {
    int length = Numbers.smallInt(a.get(0, "length", 255L));
    boolean killWords = Python.isTruthy(a.get(1, "killwords", false));
    String end = Python.str(a.get(2, "end", "..."));
    Object given = a.get(3, "leeway", null);
    int leeway = given == null ? 5 : Numbers.smallInt(given);
    if (length < Iteration.length(end)) {
      throw Errors.error("expected length >= " + Iteration.length(end) + ", got " + length);
    }
    if (leeway < 0) {
      throw Errors.error("expected leeway >= 0, got " + leeway);
    }
    if (Iteration.length(value) <= length + leeway) {
      return value;
    }
    String cut =
        Python.str(Indexing.slice(value, null, (long) length - Iteration.length(end), null));
    int blank = cut.lastIndexOf(' ');
    return (killWords || blank < 0 ? cut : cut.substring(0, blank)) + end;
  }

  private static Object wordCount(Object value, Arguments a, Context context) {
    long count = 0;
    boolean inside = false;
    for (int c : Python.str(value).codePoints().toArray()) {
      boolean word = Character.isLetterOrDigit(c) || c == '_' || Casing.isNumeric(c);
      count += word && !inside ? 1 : 0;
      inside = word;
    }
    return count;
  }
}
