package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.ExitCode;
import io.epoxy.model.result.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** dbt's last event of every command, for logs at debug level. */
final class CommandEnd {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

  private CommandEnd() {}

  static RunEvent event(CommandSyntax syntax, ExitCode exit, Instant start, Instant end) {
    boolean success = exit == ExitCode.OK;
    double elapsed = Duration.between(start, end).toNanos() / 1e9;
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("command", "dbt " + syntax.text());
    data.put("success", success);
    data.put("completed_at", end.toString());
    data.put("elapsed", elapsed);
    return new RunEvent.Message(
        end,
        RunEvent.Level.DEBUG,
        "CommandCompleted",
        String.format(
            Locale.ROOT,
            "Command `dbt %s` %s at %s after %.2f seconds",
            syntax.text(),
            success ? "succeeded" : "failed",
            TIME.format(end.atZone(ZoneId.systemDefault())),
            elapsed),
        data);
  }
}
