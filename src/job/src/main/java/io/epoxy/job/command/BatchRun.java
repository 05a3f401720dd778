package io.epoxy.job.command;

import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.engine.schedule.BatchRunner;
import io.epoxy.engine.schedule.Batches;
import io.epoxy.engine.schedule.SpareThreads;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.Batch;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.relation.RelationType;
import io.epoxy.model.result.BatchResults;
import io.epoxy.model.result.BatchResults.Span;
import io.epoxy.model.result.NodeSummary;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The batches of one microbatch model (dbt-core 1.12, {@code MicrobatchModelRunner}). When the
 * first one fails the others are skipped; a later one that fails stops nothing.
 */
final class BatchRun implements BatchRunner.Work {
  private final CommandContext context;
  private final SparkEngine engine;
  private final NodeBuild builds;
  private final Node node;
  private final NodeSummary summary;
  private final SpareThreads threads;
  private final List<Span> successful = Collections.synchronizedList(new ArrayList<>());
  private final List<Span> failed = Collections.synchronizedList(new ArrayList<>());

  BatchRun(
      CommandContext context,
      SparkEngine engine,
      NodeBuild builds,
      Node node,
      SpareThreads threads) {
    this.context = context;
    this.engine = engine;
    this.builds = builds;
    this.node = node;
    this.threads = threads;
    this.summary = context.summary(node);
  }

  /** How all of them ended together. */
  record Ended(RunStatus status, String message, BatchResults batches) {}

  /**
   * Runs them.
   *
   * @param earlier what an earlier run did; then only its failed batches run
   * @param startedAt of the command that they belong to
   * @throws EpoxyException when the model's config is wrong, which no batch could change
   */
  Ended run(Optional<BatchResults> earlier, Instant startedAt) {
    builds.check(node);
    boolean adds =
        builds.mode(node) == RefreshMode.NORMAL
            && engine
                .warehouse()
                .findRelation(node.relation())
                .filter(found -> found.type().equals(Optional.of(RelationType.TABLE)))
                .isPresent();
    Batch.Kind first = adds ? Batch.Kind.ADDS : Batch.Kind.BUILDS;
    List<Batch> batches =
        earlier
            .map(before -> Batches.again(node, before.failed(), first))
            .orElseGet(() -> Batches.of(node, context.compiler().eventTimes(), startedAt, first));
    new BatchRunner(batches, this, threads)
        .run(
            builds.macros().runsBatchesAtOnce(node)
                ? BatchRunner.Way.AT_ONCE
                : BatchRunner.Way.ONE_BY_ONE);
    return ended(earlier.map(BatchResults::successful).orElse(List.of()));
  }

  @Override
  public boolean run(Batch batch) {
    Instant start = now();
    context
        .events()
        .emit(
            new RunEvent.BatchStarted(
                start, Events.thread(), batch.index() + 1, batch.total(), batch.label(), summary));
    RunStatus status = RunStatus.ERROR;
    try {
      CompiledNode ready =
          context
              .compiler()
              .compile(context.manifest(), node.uniqueId(), batch, engine.warehouse());
      context.artifacts().writeCompiled(ready);
      builds.build(
          ready, batch.kind() == Batch.Kind.BUILDS ? RefreshMode.FULL_REFRESH : RefreshMode.NORMAL);
      status = RunStatus.SUCCESS;
    } catch (EpoxyException e) {
      tell(NodeRun.describe(e, node));
    } finally {
      (status == RunStatus.SUCCESS ? successful : failed).add(span(batch));
      finished(batch, status, NodeRun.seconds(start, now()));
    }
    return status == RunStatus.SUCCESS;
  }

  @Override
  public void skip(Batch batch) {
    failed.add(span(batch));
    finished(batch, RunStatus.SKIPPED, 0.0);
  }

  @Override
  public void leave(Batch batch) {
    failed.add(span(batch));
  }

  private void finished(Batch batch, RunStatus status, double seconds) {
    context
        .events()
        .emit(
            new RunEvent.BatchFinished(
                now(),
                Events.thread(),
                batch.index() + 1,
                batch.total(),
                batch.label(),
                summary,
                status,
                seconds));
  }

  private void tell(String error) {
    context
        .events()
        .message(
            RunEvent.Level.ERROR,
            "GenericExceptionOnRun",
            "Unhandled error while executing "
                + node.uniqueId()
                + "\nException on worker thread. "
                + error);
  }

  /** dbt-core 1.12, {@code merge_batch_results}. */
  private Ended ended(List<Span> before) {
    List<Span> done = new ArrayList<>(successful.stream().sorted().toList());
    int total = successful.size() + failed.size();
    String partial = "PARTIAL SUCCESS (" + successful.size() + "/" + total + ")";
    done.addAll(before);
    BatchResults batches = new BatchResults(done, failed.stream().sorted().toList());
    if (failed.isEmpty()) {
      return new Ended(RunStatus.SUCCESS, "SUCCESS", batches);
    }
    return successful.isEmpty()
        ? new Ended(RunStatus.ERROR, "ERROR", batches)
        : new Ended(RunStatus.PARTIAL_SUCCESS, partial, batches);
  }

  private static Span span(Batch batch) {
    return new Span(batch.start(), batch.end());
  }

  private Instant now() {
    return context.events().clock().instant();
  }
}
