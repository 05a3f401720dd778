package io.epoxy.compiler.select;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One token of a selection: {@code 2+tag:nightly+}.
 *
 * @param raw the token as written
 * @param method the word before the colon, or what the value's shape stands for
 * @param arguments the dotted rest of the method, as in {@code config.meta.owner:x}
 * @param value the text after the colon
 * @param childrensParents whether {@code @} stands before it
 * @param parentsDepth edges upward, {@link Integer#MAX_VALUE} for all; empty without a plus before
 * @param childrenDepth edges downward, likewise
 */
record Criterion(
    String raw,
    String method,
    List<String> arguments,
    String value,
    boolean childrensParents,
    OptionalInt parentsDepth,
    OptionalInt childrenDepth) {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<at>@)?(?:(?<up>\\d*)\\+)?(?:(?<method>[\\w.]+):)?(?<value>.*?)(?:\\+(?<down>\\d*))?",
          Pattern.DOTALL);

  Criterion {
    Objects.requireNonNull(raw, "raw");
    Objects.requireNonNull(method, "method");
    arguments = ImmutableList.copyOf(arguments);
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(parentsDepth, "parentsDepth");
    Objects.requireNonNull(childrenDepth, "childrenDepth");
  }

  /**
   * Reads a token.
   *
   * @throws EpoxyException for {@code @x+}, which contradicts itself
   */
  static Criterion parse(String raw) {
    Matcher matcher = TOKEN.matcher(raw);
    if (!matcher.matches()) {
      throw new EpoxyException(ErrorCode.SELECTION, "Invalid selector spec: \"" + raw + "\"");
    }
    boolean at = matcher.group("at") != null;
    OptionalInt down = depth(matcher.group("down"));
    if (at && down.isPresent()) {
      throw new EpoxyException(
          ErrorCode.SELECTION,
          "Invalid node spec " + raw + " - \"@\" prefix and \"+\" suffix are incompatible");
    }
    String value = matcher.group("value");
    String method = Optional.ofNullable(matcher.group("method")).orElseGet(() -> guess(value));
    List<String> parts = Splitter.on('.').splitToList(method);
    return new Criterion(
        raw,
        parts.get(0),
        parts.subList(1, parts.size()),
        value,
        at,
        depth(matcher.group("up")),
        down);
  }

  private static OptionalInt depth(String digits) {
    if (digits == null) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(digits.isEmpty() ? Integer.MAX_VALUE : depthOf(digits));
  }

  private static int depthOf(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException tooLarge) {
      return Integer.MAX_VALUE;
    }
  }

  private static String guess(String value) {
    if (value.contains("/")) {
      return "path";
    }
    String lower = value.toLowerCase(Locale.ROOT);
    boolean file = lower.endsWith(".sql") || lower.endsWith(".py") || lower.endsWith(".csv");
    return file ? "file" : "fqn";
  }
}
