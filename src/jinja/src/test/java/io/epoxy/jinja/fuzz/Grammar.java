package io.epoxy.jinja.fuzz;

import io.epoxy.jinja.filter.Filters;
import io.epoxy.jinja.test.Tests;
import java.util.List;

/** Makes templates that mostly parse, with noise in some places. */
final class Grammar {
  private static final int MAX_DEPTH = 6;

  private static final List<String> NAMES =
      List.of(
          "x",
          "s",
          "d",
          "n",
          "f",
          "l",
          "t",
          "dec",
          "day",
          "moment",
          "missing",
          "loop",
          "caller",
          "varargs",
          "kwargs",
          "self",
          "ns",
          "big",
          "none",
          "true",
          "namespace",
          "m",
          "cycler");
  private static final List<String> CALLABLES =
      List.of(
          "range",
          "dict",
          "namespace",
          "joiner",
          "cycler",
          "tojson",
          "fromjson",
          "set",
          "zip",
          "m",
          "caller",
          "loop",
          "loop.cycle",
          "loop.changed",
          "modules.re.match",
          "modules.re.sub",
          "modules.re.findall",
          "modules.re.split",
          "modules.re.compile",
          "modules.datetime.datetime",
          "modules.datetime.timedelta",
          "modules.datetime.date",
          "modules.datetime.datetime.strptime",
          "modules.pytz.timezone",
          "modules.itertools.product",
          "modules.itertools.chain",
          "modules.itertools.islice",
          "modules.itertools.accumulate",
          "modules.itertools.combinations");
  private static final List<String> MEMBERS =
      List.of(
          "upper",
          "split",
          "rsplit",
          "join",
          "format",
          "format_map",
          "replace",
          "strip",
          "zfill",
          "center",
          "ljust",
          "partition",
          "splitlines",
          "expandtabs",
          "encode",
          "decode",
          "find",
          "index",
          "count",
          "startswith",
          "translate",
          "isdigit",
          "title",
          "append",
          "extend",
          "insert",
          "pop",
          "remove",
          "sort",
          "reverse",
          "copy",
          "items",
          "keys",
          "values",
          "get",
          "update",
          "setdefault",
          "popitem",
          "clear",
          "add",
          "union",
          "issubset",
          "strftime",
          "isoformat",
          "replace",
          "total_seconds",
          "year",
          "days",
          "__class__",
          "__mro__",
          "bit_length",
          "is_integer",
          "as_integer_ratio",
          "name",
          "arguments",
          "group",
          "groups",
          "span",
          "sub",
          "current",
          "next",
          "hex",
          "length",
          "index0",
          "first",
          "last",
          "x");
  private static final List<String> LITERALS =
      List.of(
          "0",
          "1",
          "-1",
          "7",
          "255",
          "1_000",
          "0x1f",
          "0b101",
          "9223372036854775807",
          "9223372036854775808",
          "1.5",
          "0.0",
          "1e308",
          "1e-7",
          "2.",
          "''",
          "'a'",
          "\"it's\"",
          "'%s %d'",
          "'%(a)5.2f'",
          "'{0!r:>{1}}'",
          "'{a.b[0]}'",
          "'a,b,,c'",
          "'%Y-%m-%d %H:%M'",
          "'\\\\d+(a|b)*?'",
          "'(?P<g>x)\\\\1'",
          "'é\\U0001f600'",
          "'\\n\\t'",
          "'[1, {\"a\": null}]'",
          "[]",
          "{}",
          "()",
          "(1,)",
          "true",
          "none",
          "'2024-02-29'",
          "'UTC'",
          "'a.b.0'");
  private static final List<String> OPERATORS =
      List.of(
          "+",
          "-",
          "*",
          "/",
          "//",
          "%",
          "**",
          "~",
          "==",
          "!=",
          "<",
          "<=",
          ">",
          ">=",
          " in ",
          " not in ",
          " and ",
          " or ",
          " is ",
          "|",
          ".",
          ",",
          ":");
  private static final List<String> FILTERS = List.copyOf(Filters.all().keySet());
  private static final List<String> TESTS = List.copyOf(Tests.all().keySet());

  private final Choices choices;
  private final StringBuilder out = new StringBuilder();
  private int depth;

  private Grammar(Choices choices) {
    this.choices = choices;
  }

  static String template(Choices choices) {
    Grammar grammar = new Grammar(choices);
    while (!choices.isSpent() && grammar.out.length() < 4000) {
      grammar.piece();
    }
    return grammar.out.toString();
  }

  static String expression(Choices choices) {
    Grammar grammar = new Grammar(choices);
    grammar.expression();
    return grammar.out.toString();
  }

  private void piece() {
    depth++;
    switch (choices.below(depth > MAX_DEPTH ? 3 : 16)) {
      case 0, 1, 2 -> wrapped("{{", this::expression, "}}");
      case 3 -> out.append(choices.text(12));
      case 4 -> wrapped("{#", () -> out.append(choices.text(8)), "#}");
      case 5 -> block("if", this::expression, "elif", "else");
      case 6 -> block("for", this::loopHead, "else");
      case 7 -> tag("set", this::assignment);
      case 8 -> block("set", this::name);
      case 9 -> block("macro", this::signature);
      case 10 -> block("call", () -> out.append("m(").append(choices.of(LITERALS)).append(')'));
      case 11 -> block("filter", this::filter);
      case 12 -> tag("do", this::expression);
      case 13 -> block("with", this::assignment);
      case 14 -> block("raw", () -> {});
      default ->
          tag(choices.of(List.of("break", "continue", "print", "include", "x")), this::noise);
    }
    depth--;
  }

  private void wrapped(String open, Runnable inside, String close) {
    out.append(open).append(choices.oneIn(6) ? "-" : " ");
    inside.run();
    out.append(choices.oneIn(6) ? "-" : " ").append(choices.oneIn(40) ? "" : close);
  }

  private void tag(String name, Runnable head) {
    wrapped(
        "{%",
        () -> {
          out.append(name).append(' ');
          head.run();
        },
        "%}");
  }

  private void block(String name, Runnable head, String... branches) {
    tag(name, head);
    body();
    for (String branch : branches) {
      if (choices.oneIn(3)) {
        tag(branch, branch.equals("elif") ? this::expression : () -> {});
        body();
      }
    }
    if (!choices.oneIn(40)) {
      tag("end" + name, () -> {});
    }
  }

  private void body() {
    for (int i = choices.below(4); i > 0; i--) {
      piece();
    }
  }

  private void noise() {
    out.append(choices.text(4));
  }

  private void name() {
    out.append(choices.of(NAMES));
  }

  private void loopHead() {
    name();
    out.append(choices.oneIn(4) ? ", x in " : " in ");
    expression();
    if (choices.oneIn(5)) {
      out.append(" if ");
      expression();
    }
    out.append(choices.oneIn(8) ? " recursive" : "");
  }

  private void assignment() {
    name();
    out.append(choices.oneIn(6) ? ".x" : choices.oneIn(6) ? ", y" : "").append(" = ");
    expression();
  }

  private void signature() {
    out.append("m(a");
    if (choices.oneIn(2)) {
      out.append(", b=");
      expression();
    }
    out.append(')');
  }

  private void filter() {
    out.append(choices.of(FILTERS));
    if (choices.oneIn(2)) {
      arguments();
    }
  }

  private void arguments() {
    out.append('(');
    for (int i = choices.below(4); i > 0; i--) {
      if (choices.oneIn(5)) {
        out.append(choices.of(List.of("attribute=", "default=", "a=", "width=", "*", "**")));
      }
      expression();
      out.append(i > 1 ? ", " : "");
    }
    out.append(')');
  }

  private void expression() {
    depth++;
    switch (choices.below(depth > MAX_DEPTH ? 2 : 14)) {
      case 0 -> name();
      case 1 -> out.append(choices.of(LITERALS));
      case 2, 3 -> binary();
      case 4, 5 -> filtered();
      case 6 -> tested();
      case 7 -> {
        expression();
        out.append('.').append(choices.of(MEMBERS));
        arguments();
      }
      case 8 -> {
        out.append(choices.of(CALLABLES));
        arguments();
      }
      case 9 -> subscript();
      case 10 -> enclosed("[", "]");
      case 11 -> enclosed("(", ")");
      case 12 -> dict();
      default -> special();
    }
    depth--;
  }

  private void binary() {
    expression();
    out.append(' ').append(choices.of(OPERATORS)).append(' ');
    expression();
  }

  private void filtered() {
    expression();
    out.append(" | ");
    filter();
  }

  private void tested() {
    expression();
    out.append(choices.oneIn(3) ? " is not " : " is ").append(choices.of(TESTS));
    if (choices.oneIn(3)) {
      arguments();
    }
  }

  private void subscript() {
    expression();
    out.append('[');
    expression();
    if (choices.oneIn(3)) {
      out.append(':');
      expression();
      out.append(choices.oneIn(2) ? ":-1" : "");
    }
    out.append(']');
  }

  private void enclosed(String open, String close) {
    out.append(open);
    for (int i = choices.below(4); i > 0; i--) {
      expression();
      out.append(',');
    }
    out.append(close);
  }

  private void dict() {
    out.append('{');
    for (int i = choices.below(3); i > 0; i--) {
      expression();
      out.append(": ");
      expression();
      out.append(',');
    }
    out.append('}');
  }

  private void special() {
    switch (choices.below(4)) {
      case 0 -> {
        expression();
        out.append(" if ");
        expression();
        out.append(choices.oneIn(2) ? " else 1" : "");
      }
      case 1 -> {
        out.append(choices.of(List.of("not ", "-", "+")));
        expression();
      }
      case 2 -> {
        out.append('(');
        expression();
        out.append(')');
      }
      default -> noise();
    }
  }
}
