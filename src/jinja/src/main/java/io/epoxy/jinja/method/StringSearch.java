package io.epoxy.jinja.method;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.text.Blanks;
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

/** Methods of str that look for something in it. */
final class StringSearch {
  private StringSearch() {}

  static void addTo(MethodTable.Builder<String> table) {
    table
        .add("find", 1, 3, (self, a) -> find(self, a))
        .add("rfind", 1, 3, (self, a) -> findLast(self, a))
        .add("index", 1, 3, (self, a) -> found(find(self, a)))
        .add("rindex", 1, 3, (self, a) -> found(findLast(self, a)))
        .add("count", 1, 3, (self, a) -> Splitting.count(part(self, a), Given.text(a)))
        .add("startswith", 1, 3, (self, a) -> matches(self, a, "startswith"))
        .add("endswith", 1, 3, (self, a) -> matches(self, a, "endswith"))
        .add("replace", 2, 3, StringSearch::replace)
        .add("strip", 0, 1, (self, a) -> strip(self, a, "strip"))
        .add("lstrip", 0, 1, (self, a) -> strip(self, a, "lstrip"))
        .add("rstrip", 0, 1, (self, a) -> strip(self, a, "rstrip"))
        .add("removeprefix", 1, 1, StringSearch::removePrefix)
        .add("removesuffix", 1, 1, StringSearch::removeSuffix)
        .add("translate", 1, 1, StringSearch::translate);
  }

  private static Object find(String self, Arguments a) {
    String wanted = Given.text(a);
    return position(self, part(self, a), wanted, part(self, a).indexOf(wanted), a);
  }

  private static Object findLast(String self, Arguments a) {
    String wanted = Given.text(a);
    return position(self, part(self, a), wanted, part(self, a).lastIndexOf(wanted), a);
  }

  /** From an offset in the part to a count of characters in the whole. */
  private static Object position(String self, String part, String wanted, int offset, Arguments a) {
    int length = self.codePointCount(0, self.length());
    int start = a.get(1, "", null) == null ? 0 : Given.number(a, 1, "", 0);
    int from = start < 0 ? Math.max(0, start + length) : start;
    if (offset < 0 || wanted.isEmpty() && from > length) {
      return -1L;
    }
    return (long) from + part.codePointCount(0, offset);
  }

  private static Object found(Object position) {
    if (position.equals(-1L)) {
      throw Errors.error("substring not found");
    }
    return position;
  }

  /** The text between the optional start and end arguments. */
  private static String part(String self, Arguments a) {
    if (a.positional().size() == 1) {
      return self;
    }
    return (String) Indexing.slice(self, a.get(1, "", null), a.get(2, "", null), null);
  }

  private static Object matches(String self, Arguments a, String method) {
    Object wanted = a.get(0, "", null);
    List<Object> options = wanted instanceof PyTuple tuple ? tuple.items() : List.of();
    if (wanted instanceof String text) {
      options = List.of(text);
    } else if (wanted instanceof Undefined undefined) {
      throw undefined.error();
    } else if (!(wanted instanceof PyTuple)) {
      throw Errors.error(
          method + " first arg must be str or a tuple of str, not " + Python.typeName(wanted));
    }
    String text = part(self, a);
    // An empty affix is found anywhere but beyond the end.
    boolean beyond =
        a.get(1, "", null) != null && Given.number(a, 1, "", 0) > Iteration.length(self);
    for (Object option : options) {
      if (!(option instanceof String affix)) {
        throw Errors.error(
            "tuple for " + method + " must only contain str, not " + Python.typeName(option));
      }
      if (beyond) {
        continue;
      }
      if (method.startsWith("s") ? text.startsWith(affix) : text.endsWith(affix)) {
        return true;
      }
    }
    return false;
  }

  private static Object replace(String self, Arguments a) {
    String old = Given.text(a, 0, "old", "replace");
    String by = Given.text(a, 1, "new", "replace");
    return Splitting.replace(self, old, by, Given.number(a, 2, "count", -1));
  }

  private static Object strip(String self, Arguments a, String method) {
    Object given = a.get(0, "", null);
    if (given != null && !(given instanceof String)) {
      throw Errors.error(method + " arg must be None or str");
    }
    String characters = (String) given;
    String text = self;
    if (!method.startsWith("r")) {
      text = characters == null ? Blanks.stripStart(text) : Blanks.stripStart(text, characters);
    }
    if (!method.startsWith("l")) {
      text = characters == null ? Blanks.stripEnd(text) : Blanks.stripEnd(text, characters);
    }
    return text;
  }

  private static Object removePrefix(String self, Arguments a) {
    String prefix = Given.text(a, "removeprefix");
    return self.startsWith(prefix) ? self.substring(prefix.length()) : self;
  }

  private static Object removeSuffix(String self, Arguments a) {
    String suffix = Given.text(a, "removesuffix");
    return self.endsWith(suffix) ? self.substring(0, self.length() - suffix.length()) : self;
  }

  private static Object translate(String self, Arguments a) {
    Object table = a.get(0, "", null);
    if (!(table instanceof Map<?, ?> map)) {
      throw Errors.object(table, "is not subscriptable");
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < self.length(); i += Character.charCount(self.codePointAt(i))) {
      int c = self.codePointAt(i);
      var found = Indexing.find(map, (long) c);
      if (found.isEmpty()) {
        out.appendCodePoint(c);
      } else if (Numbers.isInteger(found.get().get())) {
        out.appendCodePoint(mapped(Numbers.smallInt(found.get().get())));
      } else if (found.get().get() != null) {
        out.append(Python.str(found.get().get()));
      }
      Sizes.checkText(out.length());
    }
    return out.toString();
  }

  private static int mapped(int code) {
    if (!Character.isValidCodePoint(code)) {
      throw Errors.error("character mapping must be in range(0x110000)");
    }
    return code;
  }
}
