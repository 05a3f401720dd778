package io.epoxy.bundle.console;

import io.epoxy.bundle.run.EventTag;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns each event of a run into the log lines that dbt prints for it. */
final class EventLines {
  /** dbt-core 1.12: the version of its log format. */
  private static final int LOG_VERSION = 3;

  /** Events whose level is not written before their text. */
  private static final Set<String> UNTAGGED = Set.of("Note");

  private final Palette palette;
  private final NodeLines nodes;
  private final HookLines hooks;
  private final BatchLines batches;
  private final SummaryLines summary;
  private final DebugColours debugging;

  EventLines(Palette palette, ConsoleOptions options) {
    this.palette = palette;
    this.nodes = new NodeLines(palette, options.width());
    this.hooks = new HookLines(palette, options.width());
    this.batches = new BatchLines(palette, options.width());
    this.summary = new SummaryLines(palette, options.targetPath());
    this.debugging = new DebugColours(palette);
  }

  List<LogLine> of(RunEvent event) {
    if (event instanceof RunEvent.RunStarted started) {
      return List.of(started(started));
    }
    if (event instanceof RunEvent.AdapterRegistered registered) {
      return List.of(registered(registered));
    }
    if (event instanceof RunEvent.ProjectParsed parsed) {
      return List.of(found(parsed));
    }
    if (event instanceof RunEvent.ExecutionStarted started) {
      return concurrency(started);
    }
    if (event instanceof RunEvent.NodeStarted started) {
      return List.of(nodes.began(started), nodes.started(started));
    }
    if (event instanceof RunEvent.NodeFinished finished) {
      return isSkippedUnbegun(finished)
          ? List.of(nodes.began(begun(finished)), nodes.finished(finished), nodes.ended(finished))
          : List.of(nodes.finished(finished), nodes.ended(finished));
    }
    if (event instanceof RunEvent.BatchStarted started) {
      return List.of(batches.started(started));
    }
    if (event instanceof RunEvent.BatchFinished finished) {
      return List.of(batches.finished(finished));
    }
    if (event instanceof RunEvent.NodeAdvanced advanced) {
      return List.of(nodes.advanced(advanced));
    }
    if (event instanceof RunEvent.NodeCancelled cancelled) {
      return List.of(nodes.cancelled(cancelled));
    }
    if (event instanceof RunEvent.HookStarted started) {
      return List.of(hooks.started(started));
    }
    if (event instanceof RunEvent.HookFinished finished) {
      return List.of(hooks.finished(finished));
    }
    if (event instanceof RunEvent.RunCutShort cut) {
      return summary.of(cut);
    }
    if (event instanceof RunEvent.Message message) {
      return List.of(message(message));
    }
    if (event instanceof RunEvent.Output output) {
      return List.of(
          LogLine.info(
              output.at(), EventName.PRINT_EVENT, output.line(), Map.of("msg", output.line())));
    }
    if (event instanceof RunEvent.RunFinished finished) {
      return summary.of(finished);
    }
    if (event instanceof RunEvent.CommandFailed failed) {
      return List.of(failed(failed));
    }
    throw new IllegalStateException("no lines for " + event);
  }

  /** One that the end of the run cut off had begun, and says so in its message. */
  private static boolean isSkippedUnbegun(RunEvent.NodeFinished event) {
    return event.result().status() == RunStatus.SKIPPED && event.result().message().isEmpty();
  }

  /** dbt begins a node to find that it is to be skipped (task/runnable.py, call_runner). */
  private static RunEvent.NodeStarted begun(RunEvent.NodeFinished event) {
    return new RunEvent.NodeStarted(
        event.at(), event.thread(), event.index(), event.total(), event.node());
  }

  private static LogLine started(RunEvent.RunStarted event) {
    String version = "=" + event.dbtVersion();
    return LogLine.info(
        event.at(),
        EventName.MAIN_REPORT_VERSION,
        "Running with dbt" + version,
        Map.of("version", version, "log_version", LOG_VERSION));
  }

  private static LogLine registered(RunEvent.AdapterRegistered event) {
    String version = "=" + event.version();
    return LogLine.info(
        event.at(),
        EventName.ADAPTER_REGISTERED,
        "Registered adapter: " + event.name() + version,
        Map.of("adapter_name", event.name(), "adapter_version", version));
  }

  private static LogLine found(RunEvent.ProjectParsed event) {
    String stats =
        event.counts().entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return LogLine.info(
        event.at(), EventName.FOUND_STATS, "Found " + stats, Map.of("stat_line", stats));
  }

  private static List<LogLine> concurrency(RunEvent.ExecutionStarted event) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("num_threads", event.threads());
    data.put("target_name", event.target());
    data.put("node_count", event.total());
    String text = "Concurrency: " + event.threads() + " threads (target='" + event.target() + "')";
    return List.of(
        LogLine.blank(event.at()),
        LogLine.info(event.at(), EventName.CONCURRENCY_LINE, text, data),
        LogLine.blank(event.at()));
  }

  private LogLine message(RunEvent.Message event) {
    Map<String, Object> data = new LinkedHashMap<>(event.data());
    event.work().ifPresent(work -> data.put("node_info", NodeInfoData.of(work)));
    return new LogLine(
        event.at(),
        event.thread(),
        event.level(),
        EventName.ofMessage(event.name()),
        UNTAGGED.contains(event.name()) ? event.text() : tagged(event),
        data);
  }

  private String tagged(RunEvent.Message event) {
    return switch (event.level()) {
      case WARN ->
          EventTag.name(event.name())
              .map(name -> palette.warning(name, event.text()))
              .orElseGet(() -> palette.warning(event.text()));
      case ERROR -> palette.error(event.text());
      case INFO, DEBUG -> debugging.of(event);
    };
  }

  private LogLine failed(RunEvent.CommandFailed event) {
    String text =
        event.heading().isEmpty() || event.text().startsWith(event.heading() + " in ")
            ? event.text() // it begins with its own heading, which names the node
            : event.heading() + "\n  " + event.text().replace("\n", "\n  ");
    return LogLine.error(
        event.at(),
        EventName.MAIN_ENCOUNTERED_ERROR,
        palette.error("Encountered an error:\n" + text),
        Map.of("exc", text));
  }
}
