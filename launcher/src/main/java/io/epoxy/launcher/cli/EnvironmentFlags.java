package io.epoxy.launcher.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagKind;
import io.epoxy.bundle.run.FlagWords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Flags from the environment: DBT_ENGINE_X, else DBT_X, else a name of earlier days (dbt-core 1.12
 * {@code cli/params.py}). An empty variable is an absent one.
 */
final class EnvironmentFlags {
  /** Without a prefix. */
  private static final Map<Flag, String> OLD_NAMES =
      ImmutableMap.of(
          Flag.DEFER, "DEFER_TO_STATE",
          Flag.FAVOR_STATE, "FAVOR_STATE_MODE",
          Flag.STATE, "ARTIFACT_STATE_PATH");

  /** The one that says the opposite of its flag. */
  private static final String NO_PRINT = "NO_PRINT";

  private final Map<String, String> env;

  EnvironmentFlags(Map<String, String> env) {
    this.env = env;
  }

  /** The words that the environment gives for a flag; a list is split at blanks. */
  Optional<List<String>> find(Flag flag) {
    Optional<String> text = first(flag.variables());
    if (text.isEmpty() && OLD_NAMES.containsKey(flag)) {
      text = first(prefixed(OLD_NAMES.get(flag)));
    }
    if (text.isEmpty() && flag == Flag.PRINT) {
      return first(prefixed(NO_PRINT))
          .map(word -> List.of(String.valueOf(!(Boolean) FlagWords.read(flag, word))));
    }
    return text.map(
        word ->
            flag.kind() == FlagKind.LIST
                ? Splitter.onPattern("\\s+").omitEmptyStrings().splitToList(word)
                : List.of(word));
  }

  private static List<String> prefixed(String name) {
    return List.of("DBT_ENGINE_" + name, "DBT_" + name);
  }

  /** The first of the variables that is set to something. */
  private Optional<String> first(List<String> names) {
    return names.stream()
        .flatMap(name -> Stream.ofNullable(env.get(name)))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }
}
