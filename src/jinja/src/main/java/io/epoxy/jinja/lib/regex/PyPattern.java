package io.epoxy.jinja.lib.regex;

import com.google.common.collect.ImmutableMap;
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
import java.util.LinkedHashMap;
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
  /** Java's compiler takes quadratic time for some and cannot be stopped. */
  private static final int MAX_SOURCE = 10_000;

  static final int IGNORECASE = 2;
  static final int MULTILINE = 8;
  static final int DOTALL = 16;
  static final int UNICODE = 32;
  static final int VERBOSE = 64;
  static final int ASCII = 256;

  private static final ImmutableMap<Integer, String> FLAG_NAMES =
      ImmutableMap.of(
          IGNORECASE,
          "IGNORECASE",
          MULTILINE,
          "MULTILINE",
          DOTALL,
          "DOTALL",
          VERBOSE,
          "VERBOSE",
          ASCII,
          "ASCII");

  private static final MethodTable<PyPattern> METHODS =
      MethodTable.<PyPattern>builder("re.Pattern")
          .addWithKeywords("match", 1, 3, (self, a) -> self.match(Subject.of(text(a, 0), a)))
          .addWithKeywords(
              "fullmatch", 1, 3, (self, a) -> self.fullMatch(Subject.of(text(a, 0), a)))
          .addWithKeywords("search", 1, 3, (self, a) -> self.search(Subject.of(text(a, 0), a)))
          .addWithKeywords("findall", 1, 3, (self, a) -> self.findAll(Subject.of(text(a, 0), a)))
          .addWithKeywords(
              "finditer", 1, 3, (self, a) -> self.findIterator(Subject.of(text(a, 0), a)))
          .addWithKeywords(
              "split",
              1,
              2,
              (self, a) -> self.split(Subject.of(text(a, 0)), count(a, 1, "maxsplit")))
          .addWithKeywords(
              "sub",
              2,
              3,
              (self, a) ->
                  self.substitute(
                          a.get(0, "repl", null), Subject.of(text(a, 1)), count(a, 2, "count"))
                      .get(0))
          .addWithKeywords(
              "subn",
              2,
              3,
              (self, a) ->
                  self.substitute(
                      a.get(0, "repl", null), Subject.of(text(a, 1)), count(a, 2, "count")))
          .build();

  private final String source;
  private final Pattern pattern;

  /** Matches what {@link #pattern} does, but never nothing at the place where it starts. */
  private final Pattern notEmpty;

  private final int flags;
  private final Map<String, Integer> groups;

  private PyPattern(String source, RegexSyntax.Translated translated) {
    int java = javaFlags(translated.flags());
    this.source = source;
    this.pattern = Pattern.compile(translated.text(), java);
    this.notEmpty = Pattern.compile("(?:" + translated.text() + ")(?!\\G)", java);
    this.flags = translated.flags();
    this.groups = translated.groups();
  }

  /**
   * {@code re.compile(source, flags)}.
   *
   * @throws io.epoxy.jinja.JinjaException for what is no pattern
   */
  static PyPattern compile(String source, int flags) {
    if (source.length() > MAX_SOURCE) {
      throw Errors.limit(
          "the regular expression is longer than the limit of " + MAX_SOURCE + " characters");
    }
    RegexSyntax.Translated translated = RegexSyntax.translate(source, flags);
    try {
      return new PyPattern(source, translated);
    } catch (PatternSyntaxException e) {
      if (e.getDescription().startsWith("Stack overflow")) {
        throw Errors.limit("the regular expression is nested too deeply");
      }
      throw Errors.error(e.getDescription() + " at position " + Math.max(0, e.getIndex()));
    }
  }

  private static int javaFlags(int flags) {
    int java = Pattern.UNIX_LINES;
    java |= (flags & ASCII) == 0 ? Pattern.UNICODE_CHARACTER_CLASS : 0;
    java |= (flags & IGNORECASE) != 0 ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    java |= (flags & MULTILINE) != 0 ? Pattern.MULTILINE : 0;
    return java | ((flags & DOTALL) != 0 ? Pattern.DOTALL : 0);
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

  /** Java's engine recurses for some patterns. */
  private static boolean guarded(BooleanSupplier search) {
    try {
      return search.getAsBoolean();
    } catch (StackOverflowError e) {
      throw Errors.limit("the regular expression needs too much memory");
    }
  }

  private Object found(Matcher matcher, Subject subject, BooleanSupplier search) {
    return guarded(search) ? new PyMatch(this, subject, matcher.toMatchResult()) : null;
  }

  Object match(Subject subject) {
    Matcher matcher = subject.matcher(pattern);
    return found(matcher, subject, matcher::lookingAt);
  }

  Object fullMatch(Subject subject) {
    Matcher matcher = subject.matcher(pattern);
    return found(matcher, subject, matcher::matches);
  }

  Object search(Subject subject) {
    Matcher matcher = subject.matcher(pattern);
    return found(matcher, subject, matcher::find);
  }

  /** After an empty match Python looks for one at the same place that is not. */
  private List<MatchResult> all(Subject subject, int most) {
    Matcher matcher = subject.matcher(pattern);
    Matcher again = subject.matcher(notEmpty);
    List<MatchResult> results = new ArrayList<>();
    while ((most == 0 || results.size() < most) && guarded(matcher::find)) {
      Sizes.checkItems(results.size() + 1L);
      results.add(matcher.toMatchResult());
      if (matcher.start() == matcher.end() && (most == 0 || results.size() < most)) {
        again.region(matcher.end(), again.regionEnd());
        if (guarded(again::lookingAt)) {
          results.add(again.toMatchResult());
          matcher.region(again.end(), matcher.regionEnd());
        }
      }
    }
    return results;
  }

  List<Object> findAll(Subject subject) {
    List<Object> found = new ArrayList<>();
    for (MatchResult one : all(subject, 0)) {
      if (one.groupCount() == 0) {
        found.add(one.group());
      } else {
        PyTuple parts = new PyMatch(this, subject, one).groups("");
        found.add(parts.size() == 1 ? parts.get(0) : parts);
      }
    }
    return found;
  }

  Object findIterator(Subject subject) {
    List<Object> found = new ArrayList<>();
    all(subject, 0).forEach(one -> found.add(new PyMatch(this, subject, one)));
    return PyIterator.named("callable_iterator", found.iterator(), found);
  }

  List<Object> split(Subject subject, int most) {
    String text = subject.text();
    List<Object> parts = new ArrayList<>();
    int done = 0;
    for (MatchResult one : all(subject, most)) {
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
  PyTuple substitute(Object replacement, Subject subject, int most) {
    String text = subject.text();
    StringBuilder out = new StringBuilder();
    int done = 0;
    List<MatchResult> matches = all(subject, most);
    for (MatchResult one : matches) {
      out.append(text, done, one.start()).append(replaced(replacement, subject, one));
      Sizes.checkText(out.length());
      done = one.end();
    }
    return PyTuple.of(out.append(text, done, text.length()).toString(), (long) matches.size());
  }

  private String replaced(Object replacement, Subject subject, MatchResult one) {
    PyMatch match = new PyMatch(this, subject, one);
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
      case "flags" -> Value.of((long) flags | ((flags & ASCII) == 0 ? UNICODE : 0));
      case "groupindex" -> Value.of(new LinkedHashMap<Object, Object>(groups()));
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
    StringBuilder shown = new StringBuilder();
    FLAG_NAMES.forEach((bit, name) -> shown.append((flags & bit) == 0 ? "" : "|re." + name));
    String tail = shown.length() == 0 ? "" : ", " + shown.substring(1);
    return "re.compile(" + Python.repr(source) + tail + ")";
  }
}
