package io.epoxy.compiler.select.spec;

import com.google.common.base.Splitter;
import io.epoxy.compiler.select.spec.Combination.Kind;
import io.epoxy.compiler.select.spec.Criterion.Reach;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of {@code --select} and {@code --exclude}: blanks and several values join
 * alternatives, commas demand all of them (dbt-core 1.12 {@code graph/cli.py}).
 */
public final class CommandLine {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<at>@)?(?:(?<up>\\d*)\\+)?(?:(?<method>[\\w.]+):)?(?<value>.*?)(?:\\+(?<down>\\d*))?",
          Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES);

  /** What a command takes when nothing is said; it then keeps the types that it works on. */
  private static final List<String> EVERYTHING =
      List.of("fqn:*", "source:*", "exposure:*", "metric:*", "semantic_model:*");

  private CommandLine() {}

  /**
   * Reads both flags.
   *
   * @param select each value as given; none means everything
   * @throws EpoxyException SELECTION when a criterion cannot be read
   */
  public static SelectionSpec parse(List<String> select, List<String> exclude) {
    SelectionSpec included = select.isEmpty() ? union(EVERYTHING, false) : union(select, true);
    return Combination.of(Kind.DIFFERENCE, List.of(included, union(exclude, true)));
  }

  private static SelectionSpec union(List<String> values, boolean expected) {
    List<SelectionSpec> alternatives = new ArrayList<>();
    for (String value : values) {
      for (String alternative : Splitter.on(' ').split(value)) {
        List<SelectionSpec> all = new ArrayList<>();
        for (String token : Splitter.on(',').split(alternative)) {
          all.add(criterion(token, Optional.empty()));
        }
        Optional<String> words = expected ? Optional.of(alternative) : Optional.empty();
        alternatives.add(new Combination(Kind.INTERSECTION, all, Optional.empty(), words));
      }
    }
    return new Combination(Kind.UNION, alternatives, Optional.empty(), Optional.empty());
  }

  /**
   * Reads one criterion.
   *
   * @throws EpoxyException for {@code @x+}, which contradicts itself, and for line breaks
   */
  public static Criterion criterion(String raw, Optional<SourceLocation> location) {
    Matcher matcher = TOKEN.matcher(raw);
    if (!matcher.matches()) {
      throw new EpoxyException(
          ErrorCode.SELECTION, "Invalid selector spec \"" + raw + "\"", location.orElse(null));
    }
    String value = matcher.group("value");
    String method =
        Optional.ofNullable(matcher.group("method")).orElseGet(() -> Criterion.methodOf(value));
    Reach reach =
        new Reach(
            matcher.group("at") != null, depth(matcher.group("up")), depth(matcher.group("down")));
    return Criterion.of(raw, method, value, reach, Optional.empty(), location);
  }

  private static OptionalInt depth(String digits) {
    if (digits == null) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(digits.isEmpty() ? Integer.MAX_VALUE : depthOf(digits));
  }

  /** Deeper than any graph is all of it. */
  private static int depthOf(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException tooLarge) {
      return Integer.MAX_VALUE;
    }
  }
}
