package io.epoxy.launcher.cli;

import com.google.common.base.Splitter;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagKind;
import io.epoxy.bundle.run.FlagWords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Flags from the environment: a name of earlier days, else DBT_ENGINE_X, else DBT_X (dbt-core 1.12
 * {@code cli/params.py}). An empty variable is an absent one.
 */
final class EnvironmentFlags {
  private final Map<String, String> env;

  EnvironmentFlags(Map<String, String> env) {
    this.env = env;
  }

  /** The words that the environment gives for a flag; a list is split at blanks. */
  Optional<List<String>> find(Flag flag) {
    Optional<String> old = first(flag.oldVariables());
    if (old.isPresent() && flag == Flag.PRINT) {
      return old.map(word -> List.of(String.valueOf(!(Boolean) FlagWords.read(flag, word))));
    }
    return old.or(() -> first(flag.variables()))
        .map(
            word ->
                flag.kind() == FlagKind.LIST
                    ? Splitter.onPattern("\\s+").omitEmptyStrings().splitToList(word)
                    : List.of(word));
  }

  /** The first of the variables that is set to something. */
  private Optional<String> first(List<String> names) {
    return names.stream()
        .flatMap(name -> Stream.ofNullable(env.get(name)))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }
}
