package io.epoxy.bundle.run;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the words of flags, and complains as click does. */
public final class FlagWords {
  /** dbt-core 1.12 {@code cli/params.py}, in the order in which click lists them. */
  static final List<String> RESOURCE_TYPES =
      ImmutableList.of(
          "metric",
          "semantic_model",
          "saved_query",
          "source",
          "analysis",
          "function",
          "model",
          "test",
          "unit_test",
          "exposure",
          "snapshot",
          "seed",
          "default",
          "all");

  static final List<String> EXCLUDABLE =
      ImmutableList.of(
          "metric",
          "semantic_model",
          "saved_query",
          "source",
          "analysis",
          "model",
          "test",
          "unit_test",
          "exposure",
          "snapshot",
          "seed",
          "function",
          "default");

  private static final Map<String, Boolean> BOOLEANS =
      ImmutableMap.<String, Boolean>builder()
          .put("1", true)
          .put("true", true)
          .put("t", true)
          .put("yes", true)
          .put("y", true)
          .put("on", true)
          .put("0", false)
          .put("false", false)
          .put("f", false)
          .put("no", false)
          .put("n", false)
          .put("off", false)
          .put("", false)
          .buildOrThrow();

  private static final String RECOGNIZED =
      BOOLEANS.keySet().stream().sorted().collect(Collectors.joining(", "));

  private FlagWords() {}

  /**
   * The value of one word: Boolean of a switch, Long of a number, the choice as dbt spells it, else
   * the word. Of a list it is one of its items. YAML is left as it is.
   *
   * @throws EpoxyException with code USAGE, in click's words
   */
  public static Object read(Flag flag, String word) {
    switch (flag.kind()) {
      case SWITCH:
        Boolean known = BOOLEANS.get(word.strip().toLowerCase(Locale.ROOT));
        if (known == null) {
          throw wrong(
              flag, "'" + word + "' is not a valid boolean. Recognized values: " + RECOGNIZED);
        }
        return known;
      case NUMBER:
        return number(flag, word);
      case CHOICE:
      case LIST:
        return choice(flag, word);
      default:
        return word;
    }
  }

  private static Long number(Flag flag, String word) {
    try {
      return Long.valueOf(word.strip());
    } catch (NumberFormatException e) {
      throw wrong(flag, "'" + word + "' is not a valid integer.");
    }
  }

  private static String choice(Flag flag, String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (flag.choices().isEmpty()) {
      return word;
    }
    if (!flag.choices().contains(lower)) {
      throw wrong(
          flag, "'" + word + "' is not one of '" + String.join("', '", flag.choices()) + "'.");
    }
    return lower;
  }

  /** click's complaint about a value. */
  public static EpoxyException wrong(Flag flag, String why) {
    String names =
        flag.kind() == FlagKind.POSITIONAL
            ? "'[" + flag.name() + "]'"
            : flag.names().stream()
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(" / "));
    return new EpoxyException(ErrorCode.USAGE, "Invalid value for " + names + ": " + why);
  }
}
