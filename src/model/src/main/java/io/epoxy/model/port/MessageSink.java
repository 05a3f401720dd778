package io.epoxy.model.port;

/** Where templates' log() and print() and the compiler's warnings go. Thread-safe. */
@FunctionalInterface
public interface MessageSink {
  /** Drops everything. */
  MessageSink NONE = (level, text) -> {};

  void message(Level level, String text);

  /** How loud a message is. */
  enum Level {
    /** log(): the log file only. */
    DEBUG,
    /** log(info=true): console and log file. */
    INFO,
    WARN,
    /** print(): the console even when quiet, without a time. */
    PRINT
  }
}
