package io.epoxy.compiler.context;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code modules.re}: the functions that packages call, on Java's patterns. */
final class RegexModule {
  private RegexModule() {}

  static Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("match", (JinjaCallable) a -> found(matcher(a, "match"), Matcher::lookingAt));
    members.put("fullmatch", (JinjaCallable) a -> found(matcher(a, "fullmatch"), Matcher::matches));
    members.put("search", (JinjaCallable) a -> found(matcher(a, "search"), Matcher::find));
    members.put("findall", (JinjaCallable) RegexModule::findAll);
    members.put("sub", (JinjaCallable) RegexModule::substitute);
    members.put("split", (JinjaCallable) RegexModule::split);
    members.put(
        "escape",
        (JinjaCallable)
            a -> a.requireString("escape", 0, "pattern").replaceAll("([^A-Za-z0-9_])", "\\\\$1"));
    members.put("compile", (JinjaCallable) a -> a.requireString("compile", 0, "pattern"));
    members.put("IGNORECASE", 2L);
    members.put("I", 2L);
    members.put("MULTILINE", 8L);
    members.put("M", 8L);
    members.put("DOTALL", 16L);
    members.put("S", 16L);
    return members;
  }

  private static Object found(Matcher matcher, java.util.function.Predicate<Matcher> how) {
    return how.test(matcher) ? new MatchObject(matcher) : null;
  }

  private static Matcher matcher(Arguments arguments, String function) {
    String pattern = arguments.requireString(function, 0, "pattern");
    String text = arguments.requireString(function, 1, "string");
    return pattern(pattern, arguments.get(2, "flags", 0L)).matcher(text);
  }

  private static Pattern pattern(String pattern, Object flags) {
    long bits = flags instanceof Long number ? number : 0L;
    int java =
        ((bits & 2) != 0 ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0)
            | ((bits & 8) != 0 ? Pattern.MULTILINE : 0)
            | ((bits & 16) != 0 ? Pattern.DOTALL : 0);
    try {
      return Pattern.compile(pattern.replace("(?P<", "(?<"), java);
    } catch (PatternSyntaxException e) {
      throw CallError.compilation("invalid regular expression: " + e.getDescription());
    }
  }

  private static Object findAll(Arguments arguments) {
    Matcher matcher = matcher(arguments, "findall");
    List<Object> all = new ArrayList<>();
    while (matcher.find()) {
      if (matcher.groupCount() <= 1) {
        String text = matcher.group(matcher.groupCount());
        all.add(text == null ? "" : text);
      } else {
        List<Object> groups = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
          groups.add(matcher.group(i) == null ? "" : matcher.group(i));
        }
        all.add(PyTuple.copyOf(groups));
      }
    }
    return all;
  }

  private static Object substitute(Arguments arguments) {
    Pattern pattern =
        pattern(arguments.requireString("sub", 0, "pattern"), arguments.get(4, "flags", 0L));
    String replacement =
        Python.str(arguments.require("sub", 1, "repl"))
            .replace("$", "\\$")
            .replaceAll("\\\\(\\d+)", "\\$$1")
            .replaceAll("\\\\g<(\\w+)>", "\\${$1}");
    Matcher matcher = pattern.matcher(arguments.requireString("sub", 2, "string"));
    long count = arguments.get(3, "count", 0L) instanceof Long number ? number : 0L;
    if (count == 0) {
      return matcher.replaceAll(replacement);
    }
    StringBuilder out = new StringBuilder();
    for (long done = 0; done < count && matcher.find(); done++) {
      matcher.appendReplacement(out, replacement);
    }
    return matcher.appendTail(out).toString();
  }

  private static Object split(Arguments arguments) {
    String text = arguments.requireString("split", 1, "string");
    Pattern pattern = pattern(arguments.requireString("split", 0, "pattern"), 0L);
    return new ArrayList<Object>(Arrays.asList(pattern.split(text, -1)));
  }

  private static final class MatchObject implements JinjaObject {
    private final java.util.regex.MatchResult result;

    MatchObject(Matcher matcher) {
      result = matcher.toMatchResult();
    }

    @Override
    public Optional<Value> attribute(String name) {
      return switch (name) {
        case "group" ->
            Value.of(
                (JinjaCallable)
                    a ->
                        result.group(
                            a.get(0, "group", 0L) instanceof Long n ? Math.toIntExact(n) : 0));
        case "groups" -> Value.of((JinjaCallable) a -> groups());
        case "start" -> Value.of((JinjaCallable) a -> (long) result.start());
        case "end" -> Value.of((JinjaCallable) a -> (long) result.end());
        default -> Optional.empty();
      };
    }

    private PyTuple groups() {
      List<Object> groups = new ArrayList<>();
      for (int i = 1; i <= result.groupCount(); i++) {
        groups.add(result.group(i));
      }
      return PyTuple.copyOf(groups);
    }

    @Override
    public String typeName() {
      return "re.Match";
    }
  }
}
