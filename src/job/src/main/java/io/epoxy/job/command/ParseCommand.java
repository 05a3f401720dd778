package io.epoxy.job.command;

import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.model.result.RunEvent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code parse}: everything is read and linked; manifest.json is the result. */
final class ParseCommand {
  private final CommandContext context;

  ParseCommand(CommandContext context) {
    this.context = context;
  }

  ExitCode run() {
    context.artifacts().writeManifest(context.manifest());
    Path file = context.artifacts().writePerformance(performance());
    context
        .events()
        .message(
            RunEvent.Level.INFO,
            "ParsePerfInfoPath",
            "Performance info: " + file,
            Map.of("path", file.toString()));
    return ExitCode.OK;
  }

  /** Of dbt's keys those that are measured here; reading and parsing are one step. */
  private Map<String, Object> performance() {
    long files =
        context.manifest().nodes().values().stream()
            .map(node -> node.info().packageName() + ":" + node.info().originalFilePath())
            .distinct()
            .count();
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("path_count", files);
    keys.put("is_partial_parse_enabled", context.invocation().flags().isOn(Flag.PARTIAL_PARSE));
    keys.put("is_static_analysis_enabled", context.invocation().flags().isOn(Flag.STATIC_PARSER));
    keys.put("load_all_elapsed", context.parseTime().toNanos() / 1e9);
    return keys;
  }
}
