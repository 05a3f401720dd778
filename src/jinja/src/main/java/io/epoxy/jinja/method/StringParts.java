package io.epoxy.jinja.method;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.text.Encoding;
import io.epoxy.jinja.text.Splitting;
import io.epoxy.jinja.value.Dicts;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Sizes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Methods of str that split, join and encode. */
final class StringParts {
  private StringParts() {}

  static void addTo(MethodTable.Builder<String> table) {
    table
        .addWithKeywords("split", 0, 2, StringParts::split)
        .addWithKeywords("rsplit", 0, 2, StringParts::splitFromEnd)
        .addWithKeywords("splitlines", 0, 1, StringParts::lines)
        .add("partition", 1, 1, StringParts::partition)
        .add("rpartition", 1, 1, StringParts::partitionLast)
        .add("join", 1, 1, (self, a) -> join(self, a.get(0, "", null)))
        .addWithKeywords("encode", 0, 2, StringParts::encode)
        .add("maketrans", 1, 3, StringParts::makeTranslation);
  }

  private static Object split(String self, Arguments a) {
    String separator = Given.textOrNone(a, 0, "sep");
    int most = Given.number(a, 1, "maxsplit", -1);
    return separator == null ? Splitting.onBlanks(self, most) : Splitting.on(self, separator, most);
  }

  private static Object splitFromEnd(String self, Arguments a) {
    String separator = Given.textOrNone(a, 0, "sep");
    int most = Given.number(a, 1, "maxsplit", -1);
    return separator == null
        ? Splitting.onBlanksFromEnd(self, most)
        : Splitting.onFromEnd(self, separator, most);
  }

  private static Object lines(String self, Arguments a) {
    boolean keep = Given.number(a, 0, "keepends", 0) != 0;
    return new ArrayList<Object>(keep ? Splitting.linesWithEnds(self) : Splitting.lines(self));
  }

  private static Object partition(String self, Arguments a) {
    String separator = Given.text(a);
    Splitting.checkSeparator(separator);
    int at = self.indexOf(separator);
    return at < 0 ? PyTuple.of(self, "", "") : around(self, at, separator);
  }

  private static Object partitionLast(String self, Arguments a) {
    String separator = Given.text(a);
    Splitting.checkSeparator(separator);
    int at = self.lastIndexOf(separator);
    return at < 0 ? PyTuple.of("", "", self) : around(self, at, separator);
  }

  private static PyTuple around(String self, int at, String separator) {
    return PyTuple.of(self.substring(0, at), separator, self.substring(at + separator.length()));
  }

  private static Object join(String separator, Object items) {
    StringBuilder out = new StringBuilder();
    int index = 0;
    for (Object item :
        Iteration.find(items).orElseThrow(() -> Errors.error("can only join an iterable"))) {
      if (!(item instanceof String text)) {
        throw Errors.error(
            "sequence item "
                + index
                + ": expected str instance, "
                + Python.typeName(item)
                + " found");
      }
      out.append(index == 0 ? "" : separator).append(text);
      Sizes.checkText(out.length());
      index++;
    }
    return out.toString();
  }

  private static Object encode(String self, Arguments a) {
    String name = a.has(0, "encoding") ? Given.text(a, 0, "encoding", "encode") : "utf-8";
    String errors = a.has(1, "errors") ? Given.text(a, 1, "errors", "encode") : "strict";
    return Encoding.encode(self, name, errors);
  }

  private static Object makeTranslation(String self, Arguments a) {
    Map<Object, Object> table = new LinkedHashMap<>();
    if (a.positional().size() == 1) {
      if (!(a.get(0, "", null) instanceof Map<?, ?> map)) {
        throw Errors.error("if you give only one argument to maketrans it must be a dict");
      }
      map.forEach(
          (key, value) ->
              Dicts.put(
                  table, key instanceof String s ? (Object) (long) s.codePointAt(0) : key, value));
      return table;
    }
    List<Object> from = Iteration.toList(a.get(0, "", null));
    List<Object> to = Iteration.toList(a.get(1, "", null));
    if (from.size() != to.size()) {
      throw Errors.error("the first two maketrans arguments must have equal length");
    }
    for (int i = 0; i < from.size(); i++) {
      table.put(
          (long) ((String) from.get(i)).codePointAt(0), (long) ((String) to.get(i)).codePointAt(0));
    }
    for (Object gone : Iteration.toList(a.get(2, "", ""))) {
      table.put((long) ((String) gone).codePointAt(0), null);
    }
    return table;
  }
}
