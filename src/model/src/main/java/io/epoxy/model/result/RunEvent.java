package io.epoxy.model.result;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.epoxy.model.config.Data;
import io.epoxy.model.graph.UniqueId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What happens in a run, in order. The console, the JSON log, events in S3 and the artifacts are
 * all made from these; an event therefore holds data, never a formatted line. Secrets never enter
 * one.
 */
public sealed interface RunEvent {
  Instant at();

  /** First event. */
  record RunStarted(Instant at, String invocationId, String dbtVersion) implements RunEvent {
    public RunStarted {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(invocationId, "invocationId");
      Objects.requireNonNull(dbtVersion, "dbtVersion");
    }
  }

  /** Project and profile are read; {@code name} is the target's type. */
  record AdapterRegistered(Instant at, String name, String version) implements RunEvent {
    public AdapterRegistered {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(version, "version");
    }
  }

  /** The project is parsed: how many resources of each kind, for example {@code models -> 3}. */
  record ProjectParsed(Instant at, Map<String, Integer> counts) implements RunEvent {
    public ProjectParsed {
      Objects.requireNonNull(at, "at");
      counts = ImmutableMap.copyOf(counts);
    }
  }

  /** Nodes are about to run. */
  record ExecutionStarted(Instant at, int threads, String target, int total) implements RunEvent {
    public ExecutionStarted {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(target, "target");
    }
  }

  /** A node begins; {@code index} counts from 1. */
  record NodeStarted(Instant at, String thread, int index, int total, NodeSummary node)
      implements RunEvent {
    public NodeStarted {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(thread, "thread");
      Objects.requireNonNull(node, "node");
    }
  }

  /** A node ended, or was skipped without having begun. */
  record NodeFinished(
      Instant at, String thread, int index, int total, NodeSummary node, NodeResult result)
      implements RunEvent {
    public NodeFinished {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(thread, "thread");
      Objects.requireNonNull(node, "node");
      Objects.requireNonNull(result, "result");
    }
  }

  /**
   * A batch of a microbatch model begins; {@code index} counts from 1.
   *
   * @param batch its label, {@code 2024-09-17} for a day
   */
  record BatchStarted(
      Instant at, String thread, int index, int total, String batch, NodeSummary node)
      implements RunEvent {
    public BatchStarted {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(thread, "thread");
      Objects.requireNonNull(batch, "batch");
      Objects.requireNonNull(node, "node");
    }
  }

  /** A batch ended, or was skipped because the first one failed. */
  record BatchFinished(
      Instant at,
      String thread,
      int index,
      int total,
      String batch,
      NodeSummary node,
      RunStatus status,
      double seconds)
      implements RunEvent {
    public BatchFinished {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(thread, "thread");
      Objects.requireNonNull(batch, "batch");
      Objects.requireNonNull(node, "node");
      Objects.requireNonNull(status, "status");
    }
  }

  /** A node came to its next phase. */
  record NodeAdvanced(Instant at, String thread, NodeAtWork work) implements RunEvent {
    public NodeAdvanced {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(thread, "thread");
      Objects.requireNonNull(work, "work");
    }
  }

  /** The statements of a running node are cancelled. */
  record NodeCancelled(Instant at, String thread, UniqueId id) implements RunEvent {
    public NodeCancelled {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(thread, "thread");
      Objects.requireNonNull(id, "id");
    }
  }

  /**
   * A statement of {@code on-run-start} or {@code on-run-end} begins.
   *
   * @param statement dbt's name of it, {@code shop.on-run-start.0}
   */
  record HookStarted(Instant at, int index, int total, String statement, NodeSummary node)
      implements RunEvent {
    public HookStarted {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(statement, "statement");
      Objects.requireNonNull(node, "node");
    }
  }

  /** Such a statement ended, or was skipped after one that failed. */
  record HookFinished(
      Instant at, int index, int total, String statement, NodeSummary node, NodeResult result)
      implements RunEvent {
    public HookFinished {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(statement, "statement");
      Objects.requireNonNull(node, "node");
      Objects.requireNonNull(result, "result");
    }
  }

  /** {@code --fail-fast}: this failure ends the run, and what has not begun never will. */
  record RunCutShort(Instant at, NodeSummary node, NodeResult result) implements RunEvent {
    public RunCutShort {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(node, "node");
      Objects.requireNonNull(result, "result");
    }
  }

  /**
   * A sentence for the user that belongs to no node's end.
   *
   * @param work the node that the thread is at; empty outside nodes
   * @param name dbt's name of the event
   * @param data the event's own fields in a JSON log; see {@link Data}
   */
  record Message(
      Instant at,
      String thread,
      Optional<NodeAtWork> work,
      Level level,
      String name,
      String text,
      Map<String, Object> data)
      implements RunEvent {
    /** dbt's name of the thread that runs no nodes. */
    public static final String MAIN_THREAD = "MainThread";

    public Message {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(thread, "thread");
      Objects.requireNonNull(work, "work");
      Objects.requireNonNull(level, "level");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(text, "text");
      data = Data.copy(data);
    }

    /** A message outside nodes. */
    public Message(Instant at, Level level, String name, String text, Map<String, Object> data) {
      this(at, MAIN_THREAD, Optional.empty(), level, name, text, data);
    }

    /** A message outside nodes whose text is its only field. */
    public Message(Instant at, Level level, String name, String text) {
      this(at, level, name, text, Map.of("msg", text));
    }
  }

  /** One line of a command's own output ({@code ls}); goes to stdout as it is. */
  record Output(Instant at, String line) implements RunEvent {
    public Output {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(line, "line");
    }
  }

  /**
   * All nodes have ended; {@code results} is in order of finishing.
   *
   * @param interrupted whether the process was told to stop
   * @param ending how much of the end is told
   */
  record RunFinished(
      Instant at,
      double elapsedSeconds,
      List<NodeSummary> nodes,
      List<NodeResult> results,
      boolean interrupted,
      Ending ending)
      implements RunEvent {
    /** Which lines end a command (dbt-core 1.12: what its task overrides). */
    public enum Ending {
      /** What was finished, by kind, and how it went; nothing where nothing ran. */
      WHOLE,
      /** How it went, even where nothing ran. */
      RESULTS
    }

    public RunFinished(
        Instant at,
        double elapsedSeconds,
        List<NodeSummary> nodes,
        List<NodeResult> results,
        boolean interrupted) {
      this(at, elapsedSeconds, nodes, results, interrupted, Ending.WHOLE);
    }

    /** A run that nobody stopped. */
    public RunFinished(
        Instant at, double elapsedSeconds, List<NodeSummary> nodes, List<NodeResult> results) {
      this(at, elapsedSeconds, nodes, results, false, Ending.WHOLE);
    }

    public RunFinished {
      Objects.requireNonNull(at, "at");
      nodes = ImmutableList.copyOf(nodes);
      results = ImmutableList.copyOf(results);
      Objects.requireNonNull(ending, "ending");
    }
  }

  /** The command could not run, or not to its end. */
  record CommandFailed(Instant at, String heading, String text) implements RunEvent {
    public CommandFailed {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(heading, "heading");
      Objects.requireNonNull(text, "text");
    }
  }

  /** dbt's log levels. */
  enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }
}
