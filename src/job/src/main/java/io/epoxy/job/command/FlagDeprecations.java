package io.epoxy.job.command;

import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.model.result.RunEvent;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Warns of flags and variables in spellings of earlier days, or that count for nothing (dbt-core
 * 1.12).
 */
final class FlagDeprecations {
  private static final String ENGINE_PREFIX = "DBT_ENGINE";

  /** Variables of dbt that are no flags (dbt-core 1.12 {@code env_vars.py}). */
  private static final Set<String> OTHER_VARIABLES =
      Set.of(
          "DBT_ENGINE_INVOCATION_ENV",
          "DBT_ENGINE_RECORDED_FILE_PATH",
          "DBT_ENGINE_TEST_STATE_MODIFIED",
          "DBT_ENGINE_PACKAGE_HUB_URL",
          "DBT_ENGINE_DOWNLOAD_DIR",
          "DBT_ENGINE_PP_FILE_DIFF_TEST",
          "DBT_ENGINE_PP_TEST");

  private final FlagValues flags;
  private final Map<String, String> env;

  FlagDeprecations(FlagValues flags, Map<String, String> env) {
    this.flags = flags;
    this.env = env;
  }

  void tell(Events events) {
    Set<String> known =
        Stream.of(Flag.values())
            .flatMap(flag -> Stream.concat(flag.variables().stream(), flag.oldVariables().stream()))
            .collect(Collectors.toSet());
    env.keySet().stream()
        .filter(name -> name.startsWith(ENGINE_PREFIX))
        .filter(name -> !known.contains(name) && !OTHER_VARIABLES.contains(name))
        .sorted()
        .forEach(name -> warn(events, "EnvironmentVariableNamespaceDeprecation", reserved(name)));
    Map<String, Object> options = flags.data(Flag.WARN_ERROR_OPTIONS);
    boolean include = options.containsKey("include");
    boolean exclude = options.containsKey("exclude");
    if (include || exclude) {
      warn(events, "WEOIncludeExcludeDeprecation", oldOptions(include, exclude));
    }
    if (!flags.list(Flag.MODELS).isEmpty()) {
      warn(
          events,
          "ModelParamUsageDeprecation",
          "Usage of `--models`, `--model`, and `-m` is deprecated in favor of `--select` or `-s`.");
    }
    tellOfOldNames(events);
    if (flags.text(Flag.SELECTOR).isPresent()
        && !(flags.list(Flag.SELECT).isEmpty() && flags.list(Flag.EXCLUDE).isEmpty())) {
      warn(
          events,
          "SelectExcludeIgnoredWithSelectorWarning",
          "The --select and --exclude arguments are being ignored for node selection because"
              + " --selector is provided");
    }
  }

  private void tellOfOldNames(Events events) {
    for (Flag flag : Flag.values()) {
      boolean isSet =
          flag.oldVariables().stream().anyMatch(name -> !env.getOrDefault(name, "").isEmpty());
      if (isSet && flags.values().containsKey(flag.dbtName())) {
        String old = flag.oldVariables().get(1);
        warn(events, "EnvironmentVariableRenamed", renamed(old, flag.variables().get(0)));
      }
    }
  }

  private static String renamed(String old, String name) {
    return "The environment variable `"
        + old
        + "` has been renamed as `"
        + name
        + "`. If `"
        + old
        + "` is currently set, its value will be used instead of `"
        + name
        + "`. Set `"
        + name
        + "` and unset `"
        + old
        + "` to avoid this deprecation warning and ensure it works properly in a future release.";
  }

  private static String reserved(String name) {
    return "Found custom environment variable `"
        + name
        + "` in the environment. The prefix `"
        + ENGINE_PREFIX
        + "` is reserved for dbt engine environment variables. Custom environment variables with"
        + " the prefix `"
        + ENGINE_PREFIX
        + "` may cause collisions and runtime errors.";
  }

  private static String oldOptions(boolean include, boolean exclude) {
    String found =
        include && exclude ? "`include` and `exclude`" : include ? "`include`" : "`exclude`";
    return "Found "
        + found
        + " in `warn_error_options` specification."
        + (include ? " Please use `error` instead of `include`." : "")
        + (exclude ? " Please use `warn` instead of `exclude`." : "");
  }

  private static void warn(Events events, String event, String text) {
    events.message(RunEvent.Level.WARN, event, text);
  }
}
