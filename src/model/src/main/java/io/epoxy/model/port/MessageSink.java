package io.epoxy.model.port;

import java.util.Map;

/** Where templates' log() and print() and the compiler's warnings go. Thread-safe. */
@FunctionalInterface
public interface MessageSink {
  /** Drops everything. */
  MessageSink NONE = (level, event, text) -> {};

  /**
   * Tells one message.
   *
   * @param event dbt's name of the event, {@code NoNodesForSelectionCriteria} for example: JSON
   *     logs show it, and {@code --warn-error-options} picks by it
   * @throws io.epoxy.model.error.EpoxyException for a warning that the user wants as an error
   */
  void message(Level level, String event, String text);

  /**
   * A message with fields of its own, which a JSON log shows as {@code data}; who keeps none drops
   * them.
   */
  default void message(Level level, String event, String text, Map<String, Object> data) {
    message(level, event, text);
  }

  /** A message of the kind that templates write. */
  default void message(Level level, String text) {
    message(level, level.event(), text);
  }

  /** How loud a message is. */
  enum Level {
    /** log(): the log file only. */
    DEBUG("JinjaLogDebug"),
    /** log(info=true): console and log file. */
    INFO("JinjaLogInfo"),
    WARN("JinjaLogWarning"),
    /** print(): the console even when quiet, without a time. */
    PRINT("PrintEvent");

    private final String event;

    Level(String event) {
      this.event = event;
    }

    /** dbt's event of what a template says at this level. */
    public String event() {
      return event;
    }
  }
}
