package io.epoxy.bundle.console;

import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.NodeSummary;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The lines after the last node (dbt-core 1.12, task/printer.py, for order and wording). */
final class SummaryLines {
  private final Palette palette;
  private final String targetPath;

  SummaryLines(Palette palette, String targetPath) {
    this.palette = palette;
    this.targetPath = targetPath;
  }

  /** Nothing when nothing ran: dbt has said so before. */
  List<LogLine> of(RunEvent.RunFinished event) {
    boolean isWhole = event.ending() == RunEvent.RunFinished.Ending.WHOLE;
    if (event.results().isEmpty() && isWhole) {
      return List.of();
    }
    Map<UniqueId, NodeSummary> nodes =
        event.nodes().stream()
            .collect(Collectors.toMap(NodeSummary::uniqueId, Function.identity(), (a, b) -> a));
    List<LogLine> lines = new ArrayList<>();
    if (isWhole) {
      lines.add(LogLine.blank(event.at()));
      lines.add(finishedRunning(event));
    }
    if (isFreshness(event)) {
      for (NodeResult result : event.results()) {
        notFresh(lines, event.at(), nodes.get(result.uniqueId()), result);
      }
      return lines; // the command says when it is done, even when nothing ran
    }
    lines.add(LogLine.blank(event.at()));
    lines.add(completed(event));
    for (NodeResult result : event.results()) {
      if (isError(result) && nodes.containsKey(result.uniqueId())) {
        failure(lines, event.at(), nodes.get(result.uniqueId()), result);
      }
    }
    for (NodeResult result : event.results()) {
      if (result.status() == RunStatus.WARN && nodes.containsKey(result.uniqueId())) {
        warning(lines, event.at(), nodes.get(result.uniqueId()), result);
      }
    }
    lines.add(LogLine.blank(event.at()));
    lines.add(statistics(event.at(), event.results()));
    return lines;
  }

  private static boolean isFreshness(RunEvent.RunFinished event) {
    return event.nodes().stream()
        .anyMatch(node -> node.uniqueId().resourceType() == ResourceType.SOURCE);
  }

  /** Why a source is not fresh; nobody counts what went well (dbt-core 1.12, task/freshness.py). */
  private void notFresh(List<LogLine> lines, Instant at, NodeSummary node, NodeResult result) {
    if (result.status() == RunStatus.ERROR) {
      failure(lines, at, node, result);
    } else if (result.status() == RunStatus.RUNTIME_ERROR) {
      lines.add(LogLine.blank(at));
      lines.add(errorText(at, node, result.message().orElse("")));
    }
  }

  /** The failure that ended the run is told at once, and once more among all at the end. */
  List<LogLine> of(RunEvent.RunCutShort event) {
    List<LogLine> lines = new ArrayList<>();
    failure(lines, event.at(), event.node(), event.result());
    return lines;
  }

  private static LogLine finishedRunning(RunEvent.RunFinished event) {
    Map<String, Integer> counts = new TreeMap<>();
    for (NodeSummary node : event.nodes()) {
      ResourceType type = node.uniqueId().resourceType();
      String kind =
          switch (type) {
            case MODEL -> node.materialization() + " " + type.dbtName();
            case OPERATION -> "project hook";
            default -> type.dbtName();
          };
      counts.merge(kind, 1, Integer::sum);
    }
    String stats =
        counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + kind(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    double seconds = event.elapsedSeconds();
    long minutes = (long) (seconds / 60);
    String execution =
        String.format(
            Locale.ROOT,
            " in %d hours %d minutes and %.2f seconds",
            minutes / 60,
            minutes % 60,
            seconds - minutes * 60.0);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("stat_line", stats);
    data.put("execution", execution);
    data.put("execution_time", seconds);
    String total = String.format(Locale.ROOT, " (%.2fs).", seconds);
    return LogLine.info(
        event.at(),
        EventName.FINISHED_RUNNING_STATS,
        "Finished running " + stats + execution + total,
        data);
  }

  /** dbt-core 1.12, artifacts/resources/types.py: one test, but several data tests. */
  private static String kind(String kind, int count) {
    if (count == 1) {
      return kind.replace('_', ' ');
    }
    return switch (kind) {
      case "test" -> "data tests";
      case "analysis" -> "analyses";
      default -> kind.replace('_', ' ') + "s";
    };
  }

  private LogLine completed(RunEvent.RunFinished event) {
    List<NodeResult> results = event.results();
    long errors = results.stream().filter(SummaryLines::isError).count();
    long partial = count(results, RunStatus.PARTIAL_SUCCESS);
    long warnings = count(results, RunStatus.WARN);
    String partialWords = partial + " partial " + (partial == 1 ? "success" : "successes");
    String text;
    if (event.interrupted()) {
      text = palette.yellow("Exited because of keyboard interrupt");
    } else if (errors > 0) {
      text =
          palette.red(
              "Completed with "
                  + words(errors, "error")
                  + ", "
                  + partialWords
                  + ", and "
                  + words(warnings, "warning")
                  + ":");
    } else if (partial > 0) {
      text =
          palette.yellow("Completed with " + partialWords + " and " + words(warnings, "warning"));
    } else if (warnings > 0) {
      text = palette.yellow("Completed with " + words(warnings, "warning") + ":");
    } else {
      text = palette.green("Completed successfully");
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("num_errors", errors);
    data.put("num_partial_success", partial);
    data.put("num_warnings", warnings);
    data.put("keyboard_interrupt", event.interrupted());
    return LogLine.info(event.at(), EventName.END_OF_RUN_SUMMARY, text, data);
  }

  private void failure(List<LogLine> lines, Instant at, NodeSummary node, NodeResult result) {
    if (result.status() == RunStatus.SKIPPED) {
      return; // said at debug level only, and its cause is an error of its own
    }
    lines.add(LogLine.blank(at));
    lines.add(
        LogLine.error(
            at, EventName.RUN_RESULT_FAILURE, palette.error(place(node)), placeData(node)));
    lines.add(
        result
            .message()
            .map(message -> errorText(at, node, message))
            .orElseGet(
                () ->
                    LogLine.error(
                        at,
                        EventName.RUN_RESULT_ERROR_NO_MESSAGE,
                        "  Status: " + result.status().dbtName(),
                        Map.of("status", result.status().dbtName(), "node_info", info(node)))));
    compiledPath(lines, at, node, result);
    storedRows(lines, at, node, result);
  }

  private static LogLine errorText(Instant at, NodeSummary node, String message) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("msg", message);
    data.put("node_info", info(node));
    NodeInfoData.addGroup(data, node);
    return LogLine.error(at, EventName.RUN_RESULT_ERROR, "  " + message, data);
  }

  private void warning(List<LogLine> lines, Instant at, NodeSummary node, NodeResult result) {
    lines.add(LogLine.blank(at));
    lines.add(
        LogLine.main(
            at,
            RunEvent.Level.WARN,
            EventName.RUN_RESULT_WARNING,
            palette.warning(place(node)),
            placeData(node)));
    String message = result.message().orElse("Status: warn");
    lines.add(
        LogLine.main(
            at,
            RunEvent.Level.WARN,
            EventName.RUN_RESULT_WARNING_MESSAGE,
            palette.warning(message),
            Map.of("msg", message, "node_info", info(node))));
    compiledPath(lines, at, node, result);
    storedRows(lines, at, node, result);
  }

  private void compiledPath(List<LogLine> lines, Instant at, NodeSummary node, NodeResult result) {
    boolean told = result.message().orElse("").contains("compiled code at ");
    if (result.compiledCode().isEmpty() || told) {
      return;
    }
    String path = CompiledPath.of(targetPath, node);
    lines.add(LogLine.blank(at));
    lines.add(
        LogLine.info(
            at,
            EventName.SQL_COMPILED_PATH,
            "  compiled code at " + path,
            Map.of("path", path, "node_info", info(node))));
  }

  /** Of a test that keeps its failing rows. */
  private static void storedRows(
      List<LogLine> lines, Instant at, NodeSummary node, NodeResult result) {
    boolean judged = result.status() == RunStatus.FAIL || result.status() == RunStatus.WARN;
    if (!judged || result.relationName().isEmpty() || !isTest(node)) {
      return;
    }
    String query = "select * from " + result.relationName().get();
    String border = "-".repeat(query.length());
    lines.add(LogLine.blank(at));
    lines.add(
        LogLine.info(
            at,
            EventName.CHECK_NODE_TEST_FAILURE,
            "  See test failures:\n  " + border + "\n  " + query + "\n  " + border,
            Map.of("relation_name", result.relationName().get(), "node_info", info(node))));
  }

  private static boolean isTest(NodeSummary node) {
    return node.uniqueId().resourceType() == ResourceType.TEST;
  }

  private static LogLine statistics(Instant at, List<NodeResult> results) {
    Map<String, Object> stats = new LinkedHashMap<>();
    stats.put("pass", count(results, RunStatus.SUCCESS) + count(results, RunStatus.PASS));
    stats.put("warn", count(results, RunStatus.WARN));
    stats.put("error", results.stream().filter(result -> result.status().isFailure()).count());
    stats.put("skip", count(results, RunStatus.SKIPPED));
    stats.put("noop", count(results, RunStatus.NO_OP));
    // Nothing is reused: that takes dbt's state-aware orchestration.
    stats.put("reused", 0L);
    stats.put("total", (long) results.size());
    String text =
        String.format(
            Locale.ROOT,
            "Done. PASS=%d WARN=%d ERROR=%d SKIP=%d NO-OP=%d REUSED=%d TOTAL=%d",
            stats.values().toArray());
    return LogLine.info(at, EventName.STATS_LINE, text, Map.of("stats", stats));
  }

  /**
   * As in dbt: a partial success counts by itself, a skip only when it says why, and that of an
   * exposure never.
   */
  private static boolean isError(NodeResult result) {
    return result.status() == RunStatus.ERROR
        || result.status() == RunStatus.FAIL
        || result.status() == RunStatus.SKIPPED
            && result.message().isPresent()
            && result.uniqueId().resourceType() != ResourceType.EXPOSURE;
  }

  private static String place(NodeSummary node) {
    return "in "
        + node.uniqueId().resourceType().dbtName()
        + " "
        + node.name()
        + " ("
        + node.path()
        + ")";
  }

  private static Map<String, Object> placeData(NodeSummary node) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("resource_type", node.uniqueId().resourceType().dbtName());
    data.put("node_name", node.name());
    data.put("path", node.path());
    data.put("node_info", info(node));
    NodeInfoData.addGroup(data, node);
    return data;
  }

  /** dbt has cleared what it noted of the node's run (task/runnable.py, call_runner). */
  private static Map<String, Object> info(NodeSummary node) {
    return NodeInfoData.of(node, "None");
  }

  private static long count(List<NodeResult> results, RunStatus status) {
    return results.stream().filter(result -> result.status() == status).count();
  }

  private static String words(long count, String word) {
    return count + " " + word + (count == 1 ? "" : "s");
  }
}
