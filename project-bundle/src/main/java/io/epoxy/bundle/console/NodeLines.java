package io.epoxy.bundle.console;

import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.result.NodeAtWork;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.NodeSummary;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import io.epoxy.model.result.Timing;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The line when a node begins, and the line when it ends or is skipped. */
final class NodeLines {
  /** Python knows no parts of a microsecond. */
  private static final DateTimeFormatter PROTOBUF_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Palette palette;
  private final int width;

  NodeLines(Palette palette, int width) {
    this.palette = palette;
    this.width = width;
  }

  /** dbt's debug line before the one for people. */
  LogLine began(RunEvent.NodeStarted event) {
    return new LogLine(
        event.at(),
        event.thread(),
        RunEvent.Level.DEBUG,
        EventName.NODE_START,
        "Began running node " + event.node().uniqueId(),
        Map.of("node_info", startedInfo(event)));
  }

  /** dbt's debug line of a phase. */
  LogLine advanced(RunEvent.NodeAdvanced event) {
    NodeAtWork work = event.work();
    EventName name =
        switch (work.phase()) {
          case COMPILING -> EventName.NODE_COMPILING;
          case EXECUTING -> EventName.NODE_EXECUTING;
        };
    return new LogLine(
        event.at(),
        event.thread(),
        RunEvent.Level.DEBUG,
        name,
        "Began " + work.phase().dbtName() + " node " + work.node().uniqueId(),
        Map.of("node_info", NodeInfoData.of(work)));
  }

  LogLine cancelled(RunEvent.NodeCancelled event) {
    String text = padded("CANCEL query " + event.id()) + " [" + palette.red("CANCEL") + "]";
    return new LogLine(
        event.at(),
        event.thread(),
        RunEvent.Level.ERROR,
        EventName.LOG_CANCEL_LINE,
        text,
        Map.of("conn_name", event.id().value()));
  }

  /** dbt's debug line after the one for people; programs follow a run by it. */
  LogLine ended(RunEvent.NodeFinished event) {
    NodeResult result = event.result();
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("status", result.status().dbtName());
    run.put("thread", result.threadId());
    run.put("execution_time", result.executionSeconds());
    run.put("message", result.message().orElse(""));
    run.put("num_failures", result.failures().orElse(0));
    run.put("adapter_response", result.adapterResponse());
    List<Object> timings = new ArrayList<>();
    for (Timing timing : result.timings()) {
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("name", timing.name());
      data.put("started_at", PROTOBUF_TIME.format(timing.startedAt()));
      data.put("completed_at", PROTOBUF_TIME.format(timing.completedAt()));
      timings.add(data);
    }
    run.put("timing_info", timings);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("node_info", finishedInfo(event));
    data.put("run_result", run);
    return new LogLine(
        event.at(),
        event.thread(),
        RunEvent.Level.DEBUG,
        EventName.NODE_FINISHED,
        "Finished running node " + event.node().uniqueId(),
        data);
  }

  private static Map<String, Object> startedInfo(RunEvent.NodeStarted event) {
    return NodeInfoData.before(event.node(), "started", Optional.of(event.at()), Optional.empty());
  }

  private static Map<String, Object> finishedInfo(RunEvent.NodeFinished event) {
    Optional<Instant> started =
        event.result().timings().stream().map(Timing::startedAt).findFirst();
    boolean skipped = event.result().status() == RunStatus.SKIPPED;
    if (skipped && started.isEmpty()) {
      started = Optional.of(event.at());
    }
    return NodeInfoData.before(
        event.node(),
        event.result().status().dbtName(),
        started,
        skipped ? Optional.empty() : Optional.of(event.at()));
  }

  LogLine started(RunEvent.NodeStarted event) {
    NodeSummary node = event.node();
    String description = describe(node);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("description", description);
    data.put("index", event.index());
    data.put("total", event.total());
    data.put("node_info", startedInfo(event));
    String text = padded(event.index(), event.total(), "START " + description) + " [RUN]";
    return new LogLine(
        event.at(), event.thread(), RunEvent.Level.INFO, EventName.LOG_START_LINE, text, data);
  }

  LogLine finished(RunEvent.NodeFinished event) {
    if (event.result().status() == RunStatus.SKIPPED) {
      return skipped(event);
    }
    if (event.result().status() == RunStatus.NO_OP) {
      return result(event, "NO-OP " + describe(event.node()), palette.yellow("NO-OP"));
    }
    return switch (event.node().uniqueId().resourceType()) {
      case TEST, UNIT_TEST -> test(event);
      case SEED -> stored(event, "loading", "loaded", describe(event.node()));
      // dbt's class of this line goes without the word (events/types.py, LogSnapshotResult)
      case SNAPSHOT -> stored(event, "snapshotting", "snapshotted", place(event.node()));
      case SOURCE -> freshness(event);
      default -> stored(event, "creating", "created", describe(event.node()));
    };
  }

  /** dbt-core 1.12, task/*.py {@code describe_node}. */
  private static String describe(NodeSummary node) {
    String stored = place(node);
    return switch (node.uniqueId().resourceType()) {
      case TEST, UNIT_TEST -> node.uniqueId().resourceType().dbtName() + " " + testName(node);
      case SEED -> "seed file " + stored;
      case SNAPSHOT -> "snapshot " + stored;
      case SOURCE -> "freshness of " + sourceName(node) + "." + node.name();
      case EXPOSURE -> "exposure " + node.name();
      case SAVED_QUERY -> "saved query " + node.name();
      case FUNCTION -> "function " + stored;
      default -> "sql " + node.materialization() + " model " + stored;
    };
  }

  private static String place(NodeSummary node) {
    return node.schema() + "." + node.alias();
  }

  /** A unit test is named with its model, which stands before its name in its id. */
  private static String testName(NodeSummary node) {
    String id = node.uniqueId().value();
    if (node.uniqueId().resourceType() != ResourceType.UNIT_TEST) {
      return node.name();
    }
    int model = id.indexOf('.', id.indexOf('.') + 1) + 1;
    return id.substring(model, id.length() - node.name().length() - 1) + "::" + node.name();
  }

  private LogLine stored(
      RunEvent.NodeFinished event, String trying, String done, String description) {
    NodeResult result = event.result();
    if (result.status() == RunStatus.ERROR) {
      return result(event, "ERROR " + trying + " " + description, palette.red("ERROR"));
    }
    if (result.status() == RunStatus.PARTIAL_SUCCESS) {
      return result(
          event,
          "PARTIALLY " + done + " " + description,
          palette.yellow(result.message().orElse("PARTIAL SUCCESS")));
    }
    return result(
        event, "OK " + done + " " + description, palette.green(result.message().orElse("OK")));
  }

  private LogLine test(RunEvent.NodeFinished event) {
    NodeResult result = event.result();
    String failures = result.failures().isPresent() ? " " + result.failures().getAsLong() : "";
    String name = testName(event.node());
    return switch (result.status()) {
      case PASS, SUCCESS -> result(event, "PASS " + name, palette.green("PASS"));
      case WARN -> result(event, "WARN" + failures + " " + name, palette.yellow("WARN" + failures));
      case FAIL -> result(event, "FAIL" + failures + " " + name, palette.red("FAIL" + failures));
      default -> result(event, "ERROR " + name, palette.red("ERROR"));
    };
  }

  /** dbt-core 1.12 {@code LogFreshnessResult}. */
  private LogLine freshness(RunEvent.NodeFinished event) {
    String text = describe(event.node());
    return switch (event.result().status()) {
      case RUNTIME_ERROR -> result(event, "ERROR " + text, palette.red("ERROR"));
      case ERROR -> result(event, "ERROR STALE " + text, palette.red("ERROR STALE"));
      case WARN -> result(event, "WARN " + text, palette.yellow("WARN"));
      default -> result(event, "PASS " + text, palette.green("PASS"));
    };
  }

  /** {@code raw} of {@code source.shop.raw.orders}. */
  private static String sourceName(NodeSummary source) {
    String id = source.uniqueId().value();
    int start = id.indexOf('.', id.indexOf('.') + 1) + 1;
    return id.substring(start, id.length() - source.name().length() - 1);
  }

  private LogLine result(RunEvent.NodeFinished event, String message, String status) {
    NodeResult result = event.result();
    String seconds = String.format(Locale.ROOT, "%.2f", result.executionSeconds());
    String by = result.isResumed() ? "s, by an earlier attempt]" : "s]";
    String text =
        padded(event.index(), event.total(), message) + " [" + status + " in " + seconds + by;
    Map<String, Object> data = new LinkedHashMap<>();
    boolean isTest = eventName(event).equals(EventName.LOG_TEST_RESULT);
    boolean isSeed = eventName(event).equals(EventName.LOG_SEED_RESULT);
    if (isTest) {
      data.put("name", testName(event.node()));
      data.put("attached_node", event.node().belonging().attachedNode());
    } else if (event.node().uniqueId().resourceType() == ResourceType.SOURCE) {
      data.put("source_name", sourceName(event.node()));
      data.put("table_name", event.node().name());
    } else if (isSeed) {
      data.put("schema", event.node().schema());
      data.put("relation", event.node().alias());
      data.put("result_message", result.message().orElse(""));
    } else {
      boolean isSnapshot = eventName(event).equals(EventName.LOG_SNAPSHOT_RESULT);
      data.put("description", isSnapshot ? place(event.node()) : describe(event.node()));
    }
    data.put("status", isSeed ? result.status().dbtName() : statusWord(event));
    data.put("index", event.index());
    data.put(isTest ? "num_models" : "total", event.total());
    data.put("execution_time", result.executionSeconds());
    if (isTest) {
      data.put("num_failures", result.failures().orElse(0));
    }
    // The line of a unit test is about the query that it has become, which ran under no name.
    boolean isUnitTest = event.node().uniqueId().resourceType() == ResourceType.UNIT_TEST;
    data.put("node_info", isUnitTest ? NodeInfoData.of(event.node(), "None") : finishedInfo(event));
    NodeInfoData.addGroup(data, event.node());
    return new LogLine(
        event.at(), event.thread(), level(result.status()), eventName(event), text, data);
  }

  /**
   * Of a model that went well, or not all wrong, dbt gives the adapter's words, of everything else
   * the status.
   */
  private static String statusWord(RunEvent.NodeFinished event) {
    NodeResult result = event.result();
    Optional<String> words =
        result.status() == RunStatus.SUCCESS || result.status() == RunStatus.PARTIAL_SUCCESS
            ? result.message()
            : Optional.empty();
    return words.orElse(result.status().dbtName());
  }

  private LogLine skipped(RunEvent.NodeFinished event) {
    NodeSummary node = event.node();
    ResourceType type = node.uniqueId().resourceType();
    boolean isRelation =
        type == ResourceType.MODEL || type == ResourceType.SEED || type == ResourceType.SNAPSHOT;
    String message =
        isRelation
            ? "SKIP relation " + node.schema() + "." + node.name()
            : "SKIP " + type.dbtName() + " " + node.name();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("resource_type", type.dbtName());
    data.put("schema", node.schema());
    data.put("node_name", node.name());
    data.put("index", event.index());
    data.put("total", event.total());
    data.put("node_info", finishedInfo(event));
    NodeInfoData.addGroup(data, node);
    return new LogLine(
        event.at(),
        event.thread(),
        RunEvent.Level.INFO,
        EventName.SKIPPING_DETAILS,
        padded(event.index(), event.total(), message) + " [" + palette.yellow("SKIP") + "]",
        data);
  }

  private static EventName eventName(RunEvent.NodeFinished event) {
    if (event.result().status() == RunStatus.NO_OP) {
      return EventName.LOG_NODE_NO_OP_RESULT;
    }
    return switch (event.node().uniqueId().resourceType()) {
      case TEST, UNIT_TEST -> EventName.LOG_TEST_RESULT;
      case SEED -> EventName.LOG_SEED_RESULT;
      case SNAPSHOT -> EventName.LOG_SNAPSHOT_RESULT;
      case SOURCE -> EventName.LOG_FRESHNESS_RESULT;
      case FUNCTION -> EventName.LOG_FUNCTION_RESULT;
      default -> EventName.LOG_MODEL_RESULT;
    };
  }

  private static RunEvent.Level level(RunStatus status) {
    return switch (status) {
      case ERROR, RUNTIME_ERROR, FAIL -> RunEvent.Level.ERROR;
      case WARN -> RunEvent.Level.WARN;
      default -> RunEvent.Level.INFO;
    };
  }

  /** {@code 1 of 5 message ......} up to the console's width. */
  private String padded(int index, int total, String message) {
    return padded(index + " of " + total + " " + message);
  }

  private String padded(String message) {
    StringBuilder text = new StringBuilder(message).append(' ');
    while (text.length() < width) {
      text.append('.');
    }
    return text.toString();
  }
}
