package io.epoxy.launcher.cli;

import com.google.common.collect.Sets;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagKind;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.FlagWords;
import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Settles each flag: the command line wins over the environment, that over {@code flags:} of
 * dbt_project.yml, and that over a default (dbt-core 1.12 {@code cli/flags.py}).
 */
final class Flags {
  private static final List<List<Flag>> EXCLUSIVE =
      List.of(
          List.of(Flag.WARN_ERROR, Flag.WARN_ERROR_OPTIONS),
          List.of(Flag.SELECT, Flag.INLINE),
          List.of(Flag.SELECTOR, Flag.INLINE));

  private static final List<String> SQL_LIMITS =
      List.of("MAX_GROUPING_DEPTH", "MAX_GROUPING_TOKENS");

  /** A flag that takes the value of another one when that one was given and it was not. */
  private static final Map<Flag, Flag> LEADERS =
      Map.of(
          Flag.USE_COLORS_FILE, Flag.USE_COLORS,
          Flag.LOG_LEVEL_FILE, Flag.LOG_LEVEL,
          Flag.LOG_FORMAT_FILE, Flag.LOG_FORMAT);

  /** Absent unless given: those that a terminal decides, and those that dbt 1.12 does not have. */
  private static final Set<Flag> OPEN =
      Sets.immutableEnumSet(
          Sets.union(
              EnumSet.range(Flag.COMPUTE, Flag.WRITE_LINEAGE),
              EnumSet.of(
                  Flag.MODELS,
                  Flag.SQLPARSE,
                  Flag.USE_COLORS,
                  Flag.USE_COLORS_FILE,
                  Flag.WARN_ERROR)));

  private final GivenFlags given;
  private final EnvironmentFlags env;
  private final YamlReader yaml;

  /** Reads the YAML of a flag's value. */
  @FunctionalInterface
  interface YamlReader {
    /**
     * The dictionary that a text is.
     *
     * @throws EpoxyException when it is none
     */
    Map<String, Object> read(String option, String text);
  }

  Flags(GivenFlags given, EnvironmentFlags env, YamlReader yaml) {
    this.given = given;
    this.env = env;
    this.yaml = yaml;
  }

  /** A path, from the command line or the environment. */
  Optional<String> path(Flag flag) {
    return words(flag).map(words -> words.get(0));
  }

  /** A switch, from the command line or the environment. */
  Optional<Boolean> isOn(Flag flag) {
    return words(flag).map(words -> (Boolean) FlagWords.read(flag, words.get(0)));
  }

  /**
   * Every flag that has a value, paths aside.
   *
   * @param project {@code flags:} of dbt_project.yml
   * @throws EpoxyException with code USAGE when a value is wrong, or two flags exclude each other
   */
  FlagValues settle(Set<Flag> flags, Map<String, Object> project) {
    // Behaviour flags have no other place than the project, so that they are kept as they are.
    Map<String, Object> values = new LinkedHashMap<>(BehaviourFlags.DEFAULTS);
    values.putAll(project);
    Map<Flag, Object> explicit = new LinkedHashMap<>();
    for (Flag flag : flags) {
      values.remove(flag.dbtName());
      if (flag.kind() != FlagKind.PATH) {
        explicit(flag, project).ifPresent(value -> explicit.put(flag, value));
      }
    }
    refuseExclusive(explicit);
    LEADERS.forEach(
        (follower, leader) -> {
          if (explicit.containsKey(leader)) {
            explicit.putIfAbsent(follower, explicit.get(leader));
          }
        });
    for (Flag flag : flags) {
      Optional<Object> value =
          Optional.ofNullable(explicit.get(flag)).or(flag::byDefault).or(() -> nothing(flag));
      value.ifPresent(present -> values.put(flag.dbtName(), present));
    }
    FlagValues settled = new FlagValues(values);
    validate(settled);
    return settled;
  }

  /** How dbt shows a flag that was not given, in run_results.json and to templates. */
  private static Optional<Object> nothing(Flag flag) {
    if (OPEN.contains(flag)) {
      return Optional.empty();
    }
    return switch (flag.kind()) {
      case SWITCH -> Optional.of(false);
      case LIST -> Optional.of(List.of());
      case DATA -> Optional.of(Map.of());
      default -> Optional.empty();
    };
  }

  private Optional<Object> explicit(Flag flag, Map<String, Object> project) {
    return words(flag)
        .map(words -> read(flag, words))
        .or(
            () ->
                Optional.ofNullable(project.get(flag.dbtName())).map(value -> typed(flag, value)));
  }

  private Optional<List<String>> words(Flag flag) {
    return given.find(flag).or(() -> env.find(flag));
  }

  private Object read(Flag flag, List<String> words) {
    if (flag.kind() == FlagKind.LIST) {
      List<Object> items = new ArrayList<>();
      words.forEach(word -> items.add(FlagWords.read(flag, word)));
      return items;
    }
    String word = words.get(0);
    if (flag.kind() != FlagKind.DATA) {
      return FlagWords.read(flag, word);
    }
    if (word.isBlank() && !given.has(flag)) {
      return Map.of();
    }
    try {
      return yaml.read(flag.names().get(0), word);
    } catch (EpoxyException e) {
      if (e.code() != ErrorCode.USAGE) {
        throw e;
      }
      throw FlagWords.wrong(flag, "String '" + word + "' is not valid YAML. " + e.getMessage());
    }
  }

  /** A value of dbt_project.yml has a type already. */
  private Object typed(Flag flag, Object value) {
    if (value instanceof Map<?, ?> && flag.kind() == FlagKind.DATA) {
      return value;
    }
    if (value instanceof List<?> list && flag.kind() == FlagKind.LIST) {
      return list.stream().map(item -> FlagWords.read(flag, String.valueOf(item))).toList();
    }
    return read(flag, List.of(String.valueOf(value)));
  }

  private static void refuseExclusive(Map<Flag, Object> explicit) {
    for (List<Flag> pair : EXCLUSIVE) {
      if (explicit.keySet().containsAll(pair)) {
        throw usage(pair.get(1).dbtName() + ": not allowed with argument " + pair.get(0).dbtName());
      }
    }
  }

  private static void validate(FlagValues values) {
    if (values.number(Flag.PRINTER_WIDTH).orElseThrow() < 1) {
      throw FlagWords.wrong(Flag.PRINTER_WIDTH, "it must be at least 1.");
    }
    EventTimes.validate(values.text(Flag.EVENT_TIME_START), values.text(Flag.EVENT_TIME_END));
    values.data(Flag.SQLPARSE).forEach(Flags::validateLimit);
  }

  /** Limits of dbt's SQL parser. Epoxy has none, but tells of wrong ones (SqlParseOptionsType). */
  private static void validateLimit(String name, Object limit) {
    if (!SQL_LIMITS.contains(name)) {
      String valid = String.join(", ", SQL_LIMITS);
      throw FlagWords.wrong(
          Flag.SQLPARSE, "Unknown sqlparse option: " + name + ". Valid options: " + valid);
    }
    String text = String.valueOf(limit).strip();
    if (limit != null && !text.matches("(?i)none|[-+]?\\d+")) {
      throw FlagWords.wrong(
          Flag.SQLPARSE, "Value for " + name + " must be an integer, got: " + text);
    }
  }

  /** Complains as click does about a path that must exist. */
  static EpoxyException missingPath(Flag flag, String path) {
    String kind = flag == Flag.PARTIAL_PARSE_FILE_PATH ? "File" : "Path";
    return FlagWords.wrong(flag, kind + " '" + path + "' does not exist.");
  }

  private static EpoxyException usage(String text) {
    return new EpoxyException(ErrorCode.USAGE, text);
  }
}
