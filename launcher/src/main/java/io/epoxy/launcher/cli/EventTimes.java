package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagWords;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.text.EventTimeText;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** The two ends of {@code --event-time-start} and {@code --event-time-end}. */
final class EventTimes {
  private EventTimes() {}

  /**
   * Both or none, the start before the end (dbt-core 1.12 {@code cli/flags.py}).
   *
   * @throws EpoxyException with code USAGE otherwise
   */
  static void validate(Optional<String> start, Optional<String> end) {
    Optional<LocalDateTime> from = start.map(text -> read(Flag.EVENT_TIME_START, text));
    Optional<LocalDateTime> to = end.map(text -> read(Flag.EVENT_TIME_END, text));
    if (from.isEmpty() && to.isPresent()) {
      throw lonely("--event-time-end", "--event-time-start");
    }
    if (to.isEmpty() && from.isPresent()) {
      throw lonely("--event-time-start", "--event-time-end");
    }
    if (from.isPresent() && !from.get().isBefore(to.orElseThrow())) {
      throw new EpoxyException(
          ErrorCode.USAGE, "Value for `--event-time-start` must be less than `--event-time-end`");
    }
  }

  private static LocalDateTime read(Flag flag, String text) {
    try {
      return EventTimeText.read(text);
    } catch (DateTimeParseException e) {
      throw FlagWords.wrong(
          flag,
          "'"
              + text
              + "' does not match the formats '%Y-%m-%d', '%Y-%m-%dT%H:%M:%S',"
              + " '%Y-%m-%d %H:%M:%S'.");
    }
  }

  private static EpoxyException lonely(String given, String missing) {
    return new EpoxyException(
        ErrorCode.USAGE,
        String.format(
            Locale.ROOT,
            "The flag `%s` was specified, but `%s` was not. When specifying `%s`, `%s` must also be"
                + " present.",
            given,
            missing,
            given,
            missing));
  }
}
