package io.epoxy.launcher.deps;

import io.epoxy.bundle.run.Deprecations;
import io.epoxy.bundle.run.WarnErrors;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tells what happens, in dbt's events and without secrets. */
final class DepsLog {
  private static final String STARS = "*****";

  private final RunListener listener;
  private final WarnErrors warnErrors;
  private final Deprecations deprecations;
  private final List<String> secrets;
  private final Clock clock;

  /** Tells {@code listener}; values of DBT_ENV_SECRET variables become stars. */
  DepsLog(
      RunListener listener,
      WarnErrors warnErrors,
      Deprecations deprecations,
      Map<String, String> env,
      Clock clock) {
    this.listener = Objects.requireNonNull(listener, "listener");
    this.warnErrors = Objects.requireNonNull(warnErrors, "warnErrors");
    this.deprecations = Objects.requireNonNull(deprecations, "deprecations");
    this.secrets =
        env.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("DBT_ENV_SECRET"))
            .map(Map.Entry::getValue)
            .filter(value -> !value.isBlank())
            .sorted((a, b) -> b.length() - a.length())
            .toList();
    this.clock = clock;
  }

  String scrub(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, STARS);
    }
    return clean;
  }

  void info(String event, String text, Map<String, Object> data) {
    tell(RunEvent.Level.INFO, event, text, data);
  }

  void debug(String event, String text) {
    tell(RunEvent.Level.DEBUG, event, text, Map.of("msg", text));
  }

  /**
   * Warns.
   *
   * @throws EpoxyException when the user wants this warning as an error
   */
  void warn(String event, String text, Map<String, Object> data) {
    switch (warnErrors.decide(event)) {
      case ERROR:
        throw new EpoxyException(ErrorCode.COMPILATION, "[WARNING]: " + scrub(text));
      case WARN:
        tell(RunEvent.Level.WARN, event, text, data);
        break;
      case SILENCE:
        break;
    }
  }

  /**
   * Warns of a deprecation, of each kind once; {@link #summarizeDeprecations} tells how often.
   *
   * @throws EpoxyException when the user wants this warning as an error
   */
  void deprecation(String event, String text, Map<String, Object> data) {
    if (deprecations.isTold(event)) {
      warn(event, deprecations.worded(event, text), data);
    }
    deprecations.count(event);
  }

  /** Tells which deprecations the command met, at its end. */
  void summarizeDeprecations() {
    deprecations
        .summary()
        .ifPresent(
            text -> tell(RunEvent.Level.WARN, Deprecations.SUMMARY, text, Map.of("msg", text)));
  }

  private void tell(RunEvent.Level level, String event, String text, Map<String, Object> data) {
    Map<String, Object> clean = new LinkedHashMap<>();
    data.forEach(
        (key, value) -> clean.put(key, value instanceof String word ? scrub(word) : value));
    listener.on(new RunEvent.Message(clock.instant(), level, event, scrub(text), clean));
  }
}
