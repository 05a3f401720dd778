package io.epoxy.bundle.console;

import java.util.Optional;

/** One spelling of a log line. */
sealed interface LinePrinter permits TextPrinter, DebugPrinter, JsonPrinter {
  /** The text without its last line end; empty when this spelling leaves the line out. */
  Optional<String> format(LogLine line);
}
