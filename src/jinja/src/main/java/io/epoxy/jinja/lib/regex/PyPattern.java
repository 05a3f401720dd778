package io.epoxy.jinja.lib.regex;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.method.MethodTable;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Holder;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.PyIterator;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Python's {@code re.Pattern}. Immutable. */
final class PyPattern implements JinjaObject, Holder {
  static final int IGNORECASE = 2;
  static final int MULTILINE = 8;
  static final int DOTALL = 16;
  static final int VERBOSE = 64;
  static final int ASCII = 256;

  private static final MethodTable<PyPattern> METHODS =
      MethodTable.<PyPattern>builder("re.Pattern")
          .addWithKeywords("match", 1, 1, (self, a) -> self.match(text(a, 0)))
          .addWithKeywords("fullmatch", 1, 1, (self, a) -> self.fullMatch(text(a, 0)))
          .addWithKeywords("search", 1, 1, (self, a) -> self.search(text(a, 0)))
          .addWithKeywords("findall", 1, 1, (self, a) -> self.findAll(text(a, 0)))
          .addWithKeywords("finditer", 1, 1, (self, a) -> self.findIterator(text(a, 0)))
          .addWithKeywords(
              "split", 1, 2, (self, a) -> self.split(text(a, 0), count(a, 1, "maxsplit")))
          .addWithKeywords(
              "sub",
              2,
              3,
              (self, a) ->
                  self.substitute(a.get(0, "repl", null), text(a, 1), count(a, 2, "count")).get(0))
          .addWithKeywords(
              "subn",
              2,
              3,
              (self, a) ->
                  self.substitute(a.get(0, "repl", null), text(a, 1), count(a, 2, "count")))
          .build();

  private final String source;
  private final Pattern pattern;
  private final Map<String, Integer> groups;

  private PyPattern(String source, Pattern pattern, Map<String, Integer> groups) {
    this.source = source;
    this.pattern = pattern;
    this.groups = groups;
  }

  /**
   * {@code re.compile(source, flags)}.
   *
   * @throws io.epoxy.jinja.JinjaException for what is no pattern
   */
  static PyPattern compile(String source, int flags) {
    RegexSyntax.Translated translated = RegexSyntax.translate(source);
    int java = Pattern.UNIX_LINES;
    java |= (flags & ASCII) == 0 ? Pattern.UNICODE_CHARACTER_CLASS : 0;
    java |= (flags & IGNORECASE) != 0 ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    java |= (flags & MULTILINE) != 0 ? Pattern.MULTILINE : 0;
    java |= (flags & DOTALL) != 0 ? Pattern.DOTALL : 0;
    java |= (flags & VERBOSE) != 0 ? Pattern.COMMENTS : 0;
    try {
      return new PyPattern(source, Pattern.compile(translated.text(), java), translated.groups());
    } catch (PatternSyntaxException e) {
      throw Errors.error(e.getDescription() + " at position " + Math.max(0, e.getIndex()));
    } catch (StackOverflowError e) {
      throw Errors.limit("the regular expression is nested too deeply");
    }
  }

  private static String text(Arguments a, int index) {
    Object value = a.get(index, "string", null);
    if (value instanceof String text) {
      return text;
    }
    throw Errors.error(
        "expected string or bytes-like object, got '" + Python.typeName(value) + "'");
  }

  private static int count(Arguments a, int index, String name) {
    return Numbers.smallInt(a.get(index, name, 0L));
  }

  Map<String, Integer> groups() {
    return groups;
  }

  private Matcher matcher(String text) {
    return pattern.matcher(new GuardedText(text));
  }

  /** Java's engine recurses for some patterns. */
  private static boolean guarded(BooleanSupplier search) {
    try {
      return search.getAsBoolean();
    } catch (StackOverflowError e) {
      throw Errors.limit("the regular expression needs too much memory");
    }
  }

  private Object found(Matcher matcher, String text, BooleanSupplier search) {
    return guarded(search) ? new PyMatch(this, text, matcher.toMatchResult()) : null;
  }

  Object match(String text) {
    Matcher matcher = matcher(text);
    return found(matcher, text, matcher::lookingAt);
  }

  Object fullMatch(String text) {
    Matcher matcher = matcher(text);
    return found(matcher, text, matcher::matches);
  }

  Object search(String text) {
    Matcher matcher = matcher(text);
    return found(matcher, text, matcher::find);
  }

  private List<MatchResult> all(String text, int most) {
    Matcher matcher = matcher(text);
    List<MatchResult> results = new ArrayList<>();
    while ((most == 0 || results.size() < most) && guarded(matcher::find)) {
      Sizes.checkItems(results.size() + 1L);
      results.add(matcher.toMatchResult());
    }
    return results;
  }

  List<Object> findAll(String text) {
    List<Object> found = new ArrayList<>();
    for (MatchResult one : all(text, 0)) {
      if (one.groupCount() == 0) {
        found.add(one.group());
      } else {
        PyTuple parts = new PyMatch(this, text, one).groups("");
        found.add(parts.size() == 1 ? parts.get(0) : parts);
      }
    }
    return found;
  }

  Object findIterator(String text) {
    List<Object> found = new ArrayList<>();
    all(text, 0).forEach(one -> found.add(new PyMatch(this, text, one)));
    return PyIterator.named("callable_iterator", found.iterator(), found);
  }

  List<Object> split(String text, int most) {
    List<Object> parts = new ArrayList<>();
    int done = 0;
    for (MatchResult one : all(text, most)) {
      parts.add(text.substring(done, one.start()));
      for (int i = 1; i <= one.groupCount(); i++) {
        parts.add(one.group(i));
      }
      done = one.end();
    }
    parts.add(text.substring(done));
    return parts;
  }

  /** The new text and how many were replaced. */
  PyTuple substitute(Object replacement, String text, int most) {
    StringBuilder out = new StringBuilder();
    int done = 0;
    List<MatchResult> matches = all(text, most);
    for (MatchResult one : matches) {
      out.append(text, done, one.start()).append(replaced(replacement, text, one));
      Sizes.checkText(out.length());
      done = one.end();
    }
    return PyTuple.of(out.append(text, done, text.length()).toString(), (long) matches.size());
  }

  private String replaced(Object replacement, String text, MatchResult one) {
    PyMatch match = new PyMatch(this, text, one);
    if (replacement instanceof JinjaCallable function) {
      return Python.str(function.call(Arguments.of(match)));
    }
    if (replacement instanceof String template) {
      return template.indexOf('\\') < 0 ? template : match.expand(template);
    }
    throw Errors.error("expected str instance, " + Python.typeName(replacement) + " found");
  }

  @Override
  public Optional<Value> attribute(String name) {
    return switch (name) {
      case "pattern" -> Value.of(source);
      case "groups" -> Value.of((long) pattern.matcher("").groupCount());
      default -> METHODS.find(this, name);
    };
  }

  @Override
  public void held(Consumer<Object> census) {
    census.accept(source);
  }

  @Override
  public String typeName() {
    return "re.Pattern";
  }

  @Override
  public String asString() {
    return "re.compile(" + Python.repr(source) + ")";
  }
}
