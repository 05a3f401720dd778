package io.epoxy.launcher.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * dbt's flags that have no meaning here: accepted, so that scripts written for dbt run, and without
 * effect (dbt-core 1.12 {@code cli/params.py}). A flag that would change a result is not one of
 * them. They are taken out before the command line is parsed, because each flag that every command
 * knows costs every start.
 */
final class IgnoredFlags {
  private static final Set<String> SWITCHES =
      Stream.of(
              "cache-selected-only",
              "hints-enabled",
              "log-cache-events",
              "macro-debugging",
              "partial-parse",
              "partial-parse-file-diff",
              "populate-cache",
              "print",
              "send-anonymous-usage-stats",
              "show-all-deprecations",
              "single-threaded",
              "snowflake-projects-otel",
              "static-parser",
              "upload-to-artifacts-ingest-api",
              "use-colors-file",
              "use-experimental-parser",
              "use-fast-test-edges",
              "use-v2-parser",
              "version-check",
              "write-json")
          .flatMap(name -> Stream.of("--" + name, "--no-" + name))
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> WITH_VALUE =
      Set.of(
          "--log-file-max-bytes",
          "--log-format-file",
          "--log-level-file",
          "--log-path",
          "--maximum-seed-size-mib",
          "--partial-parse-file-path",
          "--record-timing-info",
          "-r",
          "--sqlparse");

  private IgnoredFlags() {}

  /** The words without ignored flags and their values. */
  static String[] strip(String... words) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      int equals = word.indexOf('=');
      if (WITH_VALUE.contains(word)) {
        i++; // its value goes too
      } else if (!SWITCHES.contains(word)
          && (equals < 0 || !WITH_VALUE.contains(word.substring(0, equals)))) {
        kept.add(word);
      }
    }
    return kept.toArray(String[]::new);
  }
}
