package io.epoxy.bundle.run;

import java.util.Optional;

/** What a warning's line starts with. */
public final class EventTag {
  /**
   * From this code on dbt names a deprecation in its line (dbt-core 1.12 {@code events/types.py}).
   */
  private static final String FIRST_NAMED = "D022";

  /** A warning of dbt-common with such a code. */
  private static final String UNNAMED = "GetMetaKeyWarning";

  private EventTag() {}

  /** {@code [WARNING]}, followed by the event's name for the younger deprecations. */
  public static String of(String event) {
    return "[WARNING]" + name(event).map(name -> "[" + name + "]").orElse("");
  }

  /** The event's name, when a line shows it. */
  public static Optional<String> name(String event) {
    return EventCodes.find(event)
        .filter(code -> code.startsWith("D") && code.compareTo(FIRST_NAMED) >= 0)
        .filter(code -> !event.equals(UNNAMED))
        .map(code -> event);
  }
}
