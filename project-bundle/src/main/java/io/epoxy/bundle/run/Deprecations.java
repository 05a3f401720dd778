package io.epoxy.bundle.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which deprecations a command has met. The first of each kind is told, and at the end how many
 * there were (dbt-core 1.12 {@code deprecations.py}). Not thread-safe.
 */
public final class Deprecations {
  /** How a deprecation's text starts. */
  static final String HEAD = "Deprecated functionality\n";

  /** dbt's event of the summary. */
  public static final String SUMMARY = "DeprecationsSummary";

  /** Events with such a code that dbt neither counts nor tells once only. */
  private static final Set<String> OTHERS =
      Set.of(
          SUMMARY,
          "AdapterDeprecationWarning",
          "GetMetaKeyWarning",
          "SpacesInResourceNameDeprecation");

  /** Those whose text dbt does not head. */
  private static final Set<String> PLAIN =
      Set.of(
          "ResourceNamesWithSpacesDeprecation",
          "PackageMaterializationOverrideDeprecation",
          "SourceFreshnessProjectHooksNotRun",
          "MFTimespineWithoutYamlConfigurationDeprecation",
          "MFCumulativeTypeParamsDeprecation",
          "MicrobatchMacroOutsideOfBatchesDeprecation");

  private final boolean showsAll;
  private final LineWrap wrap;
  private final Map<String, Integer> met = new LinkedHashMap<>();

  public Deprecations(FlagValues flags) {
    this.showsAll = flags.isOn(Flag.SHOW_ALL_DEPRECATIONS);
    this.wrap = new LineWrap(flags);
  }

  /** Whether an event is one: their codes start with D. */
  public static boolean is(String event) {
    return !OTHERS.contains(event)
        && EventCodes.find(event).filter(code -> code.startsWith("D")).isPresent();
  }

  /** A warning's text as dbt tells it: deprecations with a head, and long lines wrapped. */
  public String worded(String event, String text) {
    return wrap.warning(event, is(event) && !PLAIN.contains(event) ? HEAD + text : text);
  }

  /** Whether the next one of a kind is to be told. */
  public boolean isTold(String event) {
    return showsAll || !met.containsKey(event);
  }

  public void count(String event) {
    met.merge(event, 1, Integer::sum);
  }

  /** What a command says at its end; empty when it met none. */
  public Optional<String> summary() {
    if (met.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder(HEAD).append("Summary of encountered deprecations:");
    met.forEach(
        (event, times) ->
            text.append("\n- ")
                .append(event)
                .append(": ")
                .append(times)
                .append(times == 1 ? " occurrence" : " occurrences"));
    if (!showsAll) {
      text.append(
          "\nTo see all deprecation instances instead of just the first occurrence of each, run"
              + " command again with the `--show-all-deprecations` flag. You may also need to run"
              + " with `--no-partial-parse` as some deprecations are only encountered during"
              + " parsing.");
    }
    return Optional.of(wrap.warning(SUMMARY, text.toString()));
  }
}
