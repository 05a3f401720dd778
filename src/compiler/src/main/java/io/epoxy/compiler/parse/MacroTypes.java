package io.epoxy.compiler.parse;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The types that a macro's arguments may have: {@code string}, {@code list[int]}, {@code dict[str,
 * any]} (dbt-core 1.12 {@code is_valid_type}).
 */
final class MacroTypes {
  private static final Pattern WORD = Pattern.compile("[a-z]+");

  /** Each name with the number of types that follow it in brackets. */
  private static final Map<String, Integer> PARAMETERS =
      Map.ofEntries(
          Map.entry("str", 0),
          Map.entry("string", 0),
          Map.entry("bool", 0),
          Map.entry("int", 0),
          Map.entry("integer", 0),
          Map.entry("float", 0),
          Map.entry("any", 0),
          Map.entry("list", 1),
          Map.entry("dict", 2),
          Map.entry("optional", 1),
          Map.entry("relation", 0),
          Map.entry("column", 0));

  private MacroTypes() {}

  static boolean isValid(String text) {
    return rest(text.replaceAll("[ \t]", "")).filter(String::isEmpty).isPresent();
  }

  /** What follows the type that a text begins with; empty when it begins with none. */
  private static Optional<String> rest(String text) {
    Matcher word = WORD.matcher(text);
    if (!word.lookingAt() || !PARAMETERS.containsKey(word.group())) {
      return Optional.empty();
    }
    int count = PARAMETERS.get(word.group());
    String rest = text.substring(word.end());
    if (count == 0) {
      return Optional.of(rest);
    }
    for (int i = 0; i < count; i++) {
      if (!rest.startsWith(i == 0 ? "[" : ",")) {
        return Optional.empty();
      }
      Optional<String> next = rest(rest.substring(1));
      if (next.isEmpty()) {
        return next;
      }
      rest = next.get();
    }
    return rest.startsWith("]") ? Optional.of(rest.substring(1)) : Optional.empty();
  }
}
