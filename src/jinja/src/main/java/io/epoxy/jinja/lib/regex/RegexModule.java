package io.epoxy.jinja.lib.regex;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.FrozenDict;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import java.util.LinkedHashMap;
import java.util.Map;

/** Python's re module. */
public final class RegexModule {
  private static final String SPECIAL = "()[]{}?*+-|^$\\.&~# \t\n\r\u000b\f";

  private RegexModule() {}

  /** {@code modules.re}. */
  public static JinjaObject module() {
    Map<String, Object> members = new LinkedHashMap<>();
    add(members, "match", a -> pattern(a, 2).match(text(a, 1)));
    add(members, "fullmatch", a -> pattern(a, 2).fullMatch(text(a, 1)));
    add(members, "search", a -> pattern(a, 2).search(text(a, 1)));
    add(members, "findall", a -> pattern(a, 2).findAll(text(a, 1)));
    add(members, "finditer", a -> pattern(a, 2).findIterator(text(a, 1)));
    add(members, "split", a -> pattern(a, 3).split(text(a, 1), count(a, 2, "maxsplit")));
    add(members, "sub", a -> substitute(a).get(0));
    add(members, "subn", RegexModule::substitute);
    add(members, "compile", a -> pattern(a, 1));
    add(members, "escape", RegexModule::escape);
    flag(members, PyPattern.IGNORECASE, "I", "IGNORECASE");
    flag(members, PyPattern.MULTILINE, "M", "MULTILINE");
    flag(members, PyPattern.DOTALL, "S", "DOTALL");
    flag(members, PyPattern.VERBOSE, "X", "VERBOSE");
    flag(members, PyPattern.ASCII, "A", "ASCII");
    flag(members, 32, "U", "UNICODE");
    return new FrozenDict(members);
  }

  private static void add(Map<String, Object> members, String name, JinjaCallable function) {
    members.put(name, function);
  }

  private static void flag(Map<String, Object> members, long value, String... names) {
    for (String name : names) {
      members.put(name, value);
    }
  }

  private static PyTuple substitute(Arguments a) {
    return pattern(a, 4).substitute(a.require("sub", 1, "repl"), text(a, 2), count(a, 3, "count"));
  }

  private static PyPattern pattern(Arguments a, int flagsIndex) {
    Object pattern = a.require("re", 0, "pattern");
    if (pattern instanceof PyPattern compiled) {
      return compiled;
    }
    if (!(pattern instanceof String source)) {
      throw Errors.error("first argument must be string or compiled pattern");
    }
    return PyPattern.compile(source, Numbers.smallInt(a.get(flagsIndex, "flags", 0L)));
  }

  private static Subject text(Arguments a, int index) {
    Object value = a.require("re", index, "string");
    if (value instanceof String text) {
      return Subject.of(text);
    }
    throw Errors.error(
        "expected string or bytes-like object, got '" + Python.typeName(value) + "'");
  }

  private static int count(Arguments a, int index, String name) {
    return Numbers.smallInt(a.get(index, name, 0L));
  }

  private static Object escape(Arguments a) {
    StringBuilder out = new StringBuilder();
    for (char c : a.requireString("escape", 0, "pattern").toCharArray()) {
      out.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
    }
    return out.toString();
  }
}
