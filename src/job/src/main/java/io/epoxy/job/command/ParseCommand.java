package io.epoxy.job.command;

import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.compiler.ProjectCompiler;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.result.RunEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code parse}: everything is read, and linked unless it would be as before; manifest.json. */
record ParseCommand(
    Invocation invocation,
    RunSetting setting,
    Events events,
    ProjectCompiler compiler,
    Instant startedAt) {

  ExitCode run() {
    Instant began = events.clock().instant();
    Artifacts artifacts = Artifacts.of(invocation, setting, compiler, startedAt, events);
    Optional<RepeatedParse.Outcome> repeated = new RepeatedParse(compiler, artifacts).write();
    if (repeated.isPresent()) {
      Duration elapsed = Duration.between(began, events.clock().instant());
      writePerformance(artifacts, repeated.get().files(), elapsed);
    } else {
      CommandContext context =
          CommandContext.open(invocation, setting, events, compiler, startedAt);
      writePerformance(artifacts, files(context.manifest()), context.parseTime());
    }
    return ExitCode.OK;
  }

  /** How many files have nodes. */
  static long files(Manifest manifest) {
    return manifest.nodes().values().stream()
        .map(node -> node.info().packageName() + ":" + node.info().originalFilePath())
        .distinct()
        .count();
  }

  /** Of dbt's keys those that are measured here; reading and parsing are one step. */
  private void writePerformance(Artifacts artifacts, long files, Duration parseTime) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("path_count", files);
    keys.put("is_partial_parse_enabled", invocation.flags().isOn(Flag.PARTIAL_PARSE));
    keys.put("is_static_analysis_enabled", invocation.flags().isOn(Flag.STATIC_PARSER));
    keys.put("load_all_elapsed", parseTime.toNanos() / 1e9);
    Path file = artifacts.writePerformance(keys);
    events.message(
        RunEvent.Level.INFO,
        "ParsePerfInfoPath",
        "Performance info: " + file,
        Map.of("path", file.toString()));
  }
}
