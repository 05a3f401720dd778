package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagKind;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The flags of one command line, as typed. */
final class GivenFlags {
  private final Map<Flag, List<String>> words = new EnumMap<>(Flag.class);
  private final Map<Flag, String> places = new EnumMap<>(Flag.class);

  /**
   * Notes a flag; of several at one place the last counts, of a list all do.
   *
   * @param place the command after whose word it stands
   * @throws EpoxyException with code USAGE when it stands at another place too (dbt-core 1.12
   *     {@code cli/flags.py})
   */
  void give(Flag flag, String place, List<String> values) {
    String before = places.put(flag, place);
    if (before != null && !before.equals(place)) {
      throw new EpoxyException(
          ErrorCode.USAGE,
          flag.dbtName()
              + " was provided both before and after the subcommand, it can only be set either"
              + " before or after.");
    }
    if (flag.kind() != FlagKind.LIST) {
      words.remove(flag);
    }
    words.computeIfAbsent(flag, key -> new ArrayList<>()).addAll(values);
  }

  Optional<List<String>> find(Flag flag) {
    return Optional.ofNullable(words.get(flag)).map(List::copyOf);
  }

  boolean has(Flag flag) {
    return words.containsKey(flag);
  }
}
