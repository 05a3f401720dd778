package io.epoxy.jinja.lib.regex;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.method.MethodTable;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Holder;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;

/** Python's {@code re.Match}. */
final class PyMatch implements JinjaObject, Holder {
  private static final MethodTable<PyMatch> METHODS =
      MethodTable.<PyMatch>builder("re.Match")
          .add("group", 0, Integer.MAX_VALUE, (self, a) -> self.group(a))
          .addWithKeywords("groups", 0, 1, (self, a) -> self.groups(a.get(0, "default", null)))
          .addWithKeywords(
              "groupdict", 0, 1, (self, a) -> self.groupDict(a.get(0, "default", null)))
          .add("start", 0, 1, (self, a) -> self.start(a.get(0, "", 0L)))
          .add("end", 0, 1, (self, a) -> self.end(a.get(0, "", 0L)))
          .add("span", 0, 1, (self, a) -> self.span(a.get(0, "", 0L)))
          .add("expand", 1, 1, (self, a) -> self.expand(a.requireString("expand", 0, "template")))
          .build();

  private final PyPattern pattern;
  private final Subject subject;
  private final String text;
  private final MatchResult result;

  PyMatch(PyPattern pattern, Subject subject, MatchResult result) {
    this.pattern = pattern;
    this.subject = subject;
    this.text = subject.text();
    this.result = result;
  }

  private Object group(Arguments a) {
    if (a.positional().isEmpty()) {
      return result.group();
    }
    if (a.positional().size() == 1) {
      return result.group(number(a.positional().get(0)));
    }
    List<Object> all = new ArrayList<>();
    a.positional().forEach(key -> all.add(result.group(number(key))));
    return PyTuple.copyOf(all);
  }

  private int number(Object key) {
    return find(key).orElseThrow(() -> Errors.error("no such group"));
  }

  private Optional<Integer> find(Object key) {
    if (key instanceof String name && pattern.groups().containsKey(name)) {
      return Optional.of(pattern.groups().get(name));
    }
    return Numbers.isInteger(key)
        ? Optional.of(Numbers.smallInt(key)).filter(n -> n >= 0 && n <= result.groupCount())
        : Optional.empty();
  }

  PyTuple groups(Object whenAbsent) {
    List<Object> all = new ArrayList<>();
    for (int i = 1; i <= result.groupCount(); i++) {
      all.add(result.group(i) == null ? whenAbsent : result.group(i));
    }
    return PyTuple.copyOf(all);
  }

  private Map<Object, Object> groupDict(Object whenAbsent) {
    Map<Object, Object> all = new LinkedHashMap<>();
    pattern
        .groups()
        .forEach(
            (name, i) -> all.put(name, result.group(i) == null ? whenAbsent : result.group(i)));
    return all;
  }

  private Object start(Object group) {
    return place(result.start(number(group)));
  }

  private Object end(Object group) {
    return place(result.end(number(group)));
  }

  private Object span(Object group) {
    return PyTuple.of(start(group), end(group));
  }

  /** From an offset in Java's characters to Python's count of code points. */
  private long place(int offset) {
    return offset < 0 ? -1 : text.codePointCount(0, offset);
  }

  /** The replacement template with this match's groups. */
  String expand(String template) {
    return Replacement.of(template, pattern.groups(), result.groupCount()).apply(result);
  }

  @Override
  public Optional<Value> attribute(String name) {
    return switch (name) {
      case "string" -> Value.of(text);
      case "re" -> Value.of(pattern);
      case "pos" -> Value.of(place(subject.start()));
      case "endpos" -> Value.of(place(subject.end()));
      case "lastindex" -> Value.of(lastIndex());
      case "lastgroup" -> Value.of(lastGroup());
      default -> METHODS.find(this, name);
    };
  }

  private Object lastIndex() {
    for (int i = result.groupCount(); i > 0; i--) {
      if (result.group(i) != null) {
        return (long) i;
      }
    }
    return null;
  }

  private Object lastGroup() {
    Object last = lastIndex();
    for (Map.Entry<String, Integer> group : pattern.groups().entrySet()) {
      if (last != null && group.getValue() == ((Long) last).intValue()) {
        return group.getKey();
      }
    }
    return null;
  }

  @Override
  public Optional<Value> item(Object key) {
    return find(key).map(number -> new Value(result.group(number)));
  }

  @Override
  public void held(Consumer<Object> census) {
    census.accept(text);
    census.accept(pattern);
  }

  @Override
  public String typeName() {
    return "re.Match";
  }

  @Override
  public String asString() {
    return "<re.Match object; span=("
        + place(result.start())
        + ", "
        + place(result.end())
        + "), match="
        + Python.repr(result.group())
        + ">";
  }
}
