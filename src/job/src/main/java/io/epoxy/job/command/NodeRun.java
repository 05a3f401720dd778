package io.epoxy.job.command;

import io.epoxy.bundle.run.ClusterTrouble;
import io.epoxy.bundle.run.Command;
import io.epoxy.engine.Outcome;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.schedule.GraphRunner;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SeedNode;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.BatchResults;
import io.epoxy.model.result.NodeAtWork;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.NodeSummary;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import io.epoxy.model.result.Timing;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Compiles and executes single nodes, and collects their results. Thread-safe. */
final class NodeRun {
  private final CommandContext context;
  private final SparkEngine engine;
  private final NodeBuild builds;
  private final GraphRunner runner;
  private final FailFast failFast;
  private final CompiledFiles files;
  private final int total;
  private final Set<UniqueId> running = ConcurrentHashMap.newKeySet();
  private final AtomicInteger index = new AtomicInteger();
  private final List<NodeResult> results = new ArrayList<>();

  NodeRun(CommandContext context, SparkEngine engine, int total, GraphRunner runner) {
    this.runner = runner;
    this.context = context;
    this.engine = engine;
    this.builds = new NodeBuild(context, engine);
    this.files = new CompiledFiles(context);
    this.failFast =
        new FailFast(
            context.invocation().flags(),
            () -> {
              runner.interrupt();
              // That interrupted this thread with all others, but it has the rest to cancel.
              Thread.interrupted();
              cancel();
            });
    this.total = total;
  }

  /** The failure that ended the run because of {@code --fail-fast}. */
  Optional<NodeResult> cutShortBy() {
    return failFast.cause();
  }

  /** Cancels the statements of all running nodes; they end with an error. */
  void cancel() {
    for (UniqueId id : running) {
      context.events().emit(new RunEvent.NodeCancelled(now(), Events.thread(), id));
    }
    engine.cancelAll();
  }

  /** Results so far, in order of finishing. */
  List<NodeResult> results() {
    synchronized (results) {
      return List.copyOf(results);
    }
  }

  /** Runs one node to its end; whatever goes wrong is in the result. */
  RunStatus run(UniqueId id) {
    Optional<Node> known = context.manifest().findNode(id);
    int place = index.incrementAndGet();
    if (known.isEmpty()) {
      return finish(noOp(id), place, context.summary(id));
    }
    Node node = known.get();
    NodeSummary summary = summary(node);
    context.events().emit(new RunEvent.NodeStarted(now(), Events.thread(), place, total, summary));
    Attempt attempt = new Attempt(node, now());
    running.add(id);
    try {
      attempt.perform();
    } catch (EpoxyException e) {
      attempt.fail(describe(e, node));
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      attempt.fail(internal(e));
    } finally {
      running.remove(id);
      context.events().rest();
    }
    NodeResult result = attempt.result();
    boolean cutOff = failFast.cause().isPresent() && result.status() == RunStatus.ERROR;
    NodeResult told = cutOff ? skipped(id, Optional.of(FailFast.SKIPPED)) : result;
    RunStatus status = finish(told, place, summary);
    failFast.hear(told);
    return status;
  }

  /**
   * Takes over what an earlier attempt of the run has done: it is told and kept, not done again.
   */
  void takeOver(NodeResult earlier) {
    UniqueId id = earlier.uniqueId();
    Optional<Node> node = context.manifest().findNode(id);
    if (node.isPresent() && earlier.compiledCode().isPresent()) {
      String sql = earlier.compiledCode().get();
      context
          .artifacts()
          .writeCompiled(new CompiledNode(node.get(), sql, List.of(), List.of(), List.of()));
    }
    NodeSummary summary = node.map(this::summary).orElseGet(() -> context.summary(id));
    finish(earlier.resumed(), index.incrementAndGet(), summary);
  }

  /** Notes a node that never began because something above it failed, or the run is stopped. */
  void skip(UniqueId id) {
    if (failFast.cause().isPresent()) {
      // dbt prints no line of it, and in a build does not count unit tests among the rest.
      boolean counts =
          id.resourceType() != ResourceType.UNIT_TEST
              || context.invocation().command() != Command.BUILD;
      if (counts) {
        keep(context.events().scrub(skipped(id, Optional.of(FailFast.SKIPPED))));
      }
      return;
    }
    finish(skipped(id, Optional.empty()), index.incrementAndGet(), context.summary(id));
  }

  /** As lines show it. */
  private NodeSummary summary(Node node) {
    NodeSummary summary = context.summary(node);
    return builds.macros().runsInBatches(node) ? summary.materialized("microbatch") : summary;
  }

  /** Of an exposure or a saved query: it takes its turn, and nothing is done. */
  private NodeResult noOp(UniqueId id) {
    Instant start = now();
    Instant end = now();
    return new NodeResult(
        id,
        RunStatus.NO_OP,
        List.of(new Timing("compile", start, start), new Timing("execute", start, end)),
        Events.thread(),
        seconds(start, end),
        Map.of(),
        Optional.of("NO-OP"),
        OptionalLong.of(0),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private NodeResult skipped(UniqueId id, Optional<String> message) {
    return new NodeResult(
        id,
        RunStatus.SKIPPED,
        List.of(),
        Events.thread(),
        0.0,
        Map.of(),
        message,
        OptionalLong.empty(),
        Optional.empty(),
        context.manifest().findNode(id).flatMap(this::relationName),
        Optional.empty());
  }

  private void keep(NodeResult result) {
    synchronized (results) {
      results.add(result);
    }
  }

  private RunStatus finish(NodeResult result, int place, NodeSummary summary) {
    NodeResult clean = context.events().scrub(result);
    keep(clean);
    context
        .events()
        .emit(new RunEvent.NodeFinished(now(), Events.thread(), place, total, summary, clean));
    return clean.status();
  }

  /**
   * The error below dbt's first line, {@code Database Error in model orders (models/orders.sql)}.
   */
  static String describe(EpoxyException e, GraphMember member) {
    String text = e.describe().strip();
    String first =
        e.code().heading()
            + " in "
            + member.resourceType().dbtName()
            + " "
            + member.name()
            + " ("
            + member.info().originalFilePath()
            + ")";
    return text.startsWith(first) ? text : first + "\n  " + text.replace("\n", "\n  ");
  }

  private String internal(Throwable e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return "Internal Error\n  "
        + e
        + ErrorLog.append(context.setting().folders().project(), trace.toString())
            .map(path -> "\n  The stack trace is in " + path)
            .orElse("");
  }

  private Instant now() {
    return context.events().clock().instant();
  }

  static double seconds(Instant start, Instant end) {
    return Duration.between(start, end).toNanos() / 1e9;
  }

  private Optional<String> relationName(Node node) {
    return builds.makesRelation(node) ? Optional.of(node.relation().render()) : Optional.empty();
  }

  /** One node on its way; confined to the thread that runs it. */
  private final class Attempt {
    private final Node node;
    private final Instant start;
    private Instant compiledAt;
    private Optional<CompiledNode> compiled = Optional.empty();
    private Optional<Outcome> outcome = Optional.empty();
    private Optional<String> error = Optional.empty();
    private Optional<BatchResults> batches = Optional.empty();

    Attempt(Node node, Instant start) {
      this.node = node;
      this.start = start;
    }

    void perform() {
      NodeSummary summary = context.summary(node);
      if (builds.macros().runsInBatches(node)) {
        performBatches();
        return;
      }
      context.events().work(new NodeAtWork(summary, NodeAtWork.Phase.COMPILING, start));
      CompiledNode ready =
          context.compiler().compile(context.manifest(), node.uniqueId(), engine.warehouse());
      compiledAt = now();
      if (!(node instanceof SeedNode)) {
        compiled = Optional.of(ready);
        files.write(ready, engine.warehouse());
      }
      context.events().work(new NodeAtWork(summary, NodeAtWork.Phase.EXECUTING, start));
      outcome = Optional.of(builds.build(ready, builds.mode(node)));
    }

    private void performBatches() {
      compiledAt = now();
      BatchRun.Ended ended =
          new BatchRun(context, engine, builds, node, runner)
              .run(
                  context.retry().map(run -> run.batches().get(node.uniqueId())),
                  context.retry().flatMap(Retry::startedAt).orElse(context.startedAt()));
      batches = Optional.of(ended.batches());
      outcome =
          Optional.of(
              new Outcome(
                  ended.status(), Map.of(), Optional.of(ended.message()), OptionalLong.of(0)));
    }

    void fail(String message) {
      String advice =
          ClusterTrouble.find(message).map(trouble -> "\n  " + trouble.advice()).orElse("");
      error = Optional.of(message + advice);
      outcome = Optional.empty();
    }

    NodeResult result() {
      Instant end = now();
      List<Timing> timings = new ArrayList<>();
      timings.add(new Timing("compile", start, compiledAt == null ? end : compiledAt));
      if (compiledAt != null) {
        timings.add(new Timing("execute", compiledAt, end));
      }
      return new NodeResult(
          node.uniqueId(),
          outcome.map(Outcome::status).orElse(RunStatus.ERROR),
          timings,
          Events.thread(),
          seconds(start, end),
          outcome.map(Outcome::adapterResponse).orElse(Map.of()),
          error.or(() -> outcome.flatMap(Outcome::message)),
          outcome.map(Outcome::failures).orElse(OptionalLong.empty()),
          compiled.map(CompiledNode::sql),
          relationName(node),
          batches);
    }
  }
}
