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
  private static final Map<Flag, String> OLD_NAMES =
      ImmutableMap.of(
          Flag.DEFER, "DBT_DEFER_TO_STATE",
          Flag.FAVOR_STATE, "DBT_FAVOR_STATE_MODE",
          Flag.STATE, "DBT_ARTIFACT_STATE_PATH");

  /** The one that says the opposite of its flag. */
  private static final String NO_PRINT = "DBT_NO_PRINT";

  private final Map<String, String> env;

  EnvironmentFlags(Map<String, String> env) {
    this.env = env;
  }

  /** The words that the environment gives for a flag; a list is split at blanks. */
  Optional<List<String>> find(Flag flag) {
    Stream<String> names = flag.variables().stream();
    if (OLD_NAMES.containsKey(flag)) {
      names = Stream.concat(names, Stream.of(OLD_NAMES.get(flag)));
    }
    Optional<String> text = names.flatMap(name -> value(name).stream()).findFirst();
    if (text.isEmpty() && flag == Flag.PRINT) {
      return value(NO_PRINT)
          .map(word -> List.of(String.valueOf(!(Boolean) FlagWords.read(flag, word))));
    }
    return text.map(
        word ->
            flag.kind() == FlagKind.LIST
                ? Splitter.onPattern("\\s+").omitEmptyStrings().splitToList(word)
                : List.of(word));
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(env.get(name)).filter(value -> !value.isEmpty());
  }
}
