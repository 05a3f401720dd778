package io.epoxy.job.command;

import io.epoxy.bundle.run.WarnErrors;
import io.epoxy.compiler.FreshnessMacros;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.check.LastChange;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.result.FreshnessResult;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.NodeSummary;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import io.epoxy.model.result.SourceAge;
import io.epoxy.model.result.Timing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks how old single sources are, and collects the answers. Thread-safe. */
final class FreshnessRun {
  private final CommandContext context;
  private final Warehouse warehouse;
  private final FreshnessMacros macros;
  private final int total;
  private final AtomicInteger index = new AtomicInteger();
  private final List<NodeResult> results = new ArrayList<>();
  private final List<FreshnessResult> known = new ArrayList<>();

  FreshnessRun(CommandContext context, SparkEngine engine, int total) {
    this.context = context;
    this.warehouse = engine.warehouse();
    this.macros = context.compiler().freshness(context.manifest(), warehouse);
    this.total = total;
  }

  /** Every result so far, in order of finishing. */
  synchronized List<NodeResult> results() {
    return List.copyOf(results);
  }

  /** Those of sources whose age is known. */
  synchronized List<FreshnessResult> known() {
    return List.copyOf(known);
  }

  /** Asks for one source; whatever goes wrong is in the result. */
  RunStatus run(UniqueId id) {
    SourceTable source = context.manifest().sources().get(id);
    NodeSummary summary = context.summary(source);
    int place = index.incrementAndGet();
    Instant start = now();
    context.events().emit(new RunEvent.NodeStarted(start, Events.thread(), place, total, summary));
    NodeResult result;
    try {
      FreshnessMacros.Answer answer = ask(source);
      Map<String, Object> criteria = source.freshness().orElseThrow();
      RunStatus status = answer.age().judge(criteria);
      if (status == RunStatus.WARN && areWarningsErrors()) {
        // dbt-core 1.12: the line that tells it is the error.
        String line = "WARN freshness of " + source.sourceName() + "." + source.name();
        String message = "Exception on worker thread. Compilation Error\n  " + line;
        result = result(source, start, RunStatus.RUNTIME_ERROR, Map.of(), Optional.of(message));
      } else {
        result = result(source, start, status, answer.response(), Optional.empty());
        keep(new FreshnessResult(result, answer.age(), criteria));
      }
    } catch (EpoxyException e) {
      result =
          context
              .events()
              .scrub(
                  result(
                      source,
                      start,
                      RunStatus.RUNTIME_ERROR,
                      Map.of(),
                      Optional.of(NodeRun.describe(e, source))));
    }
    keep(result);
    context
        .events()
        .emit(new RunEvent.NodeFinished(now(), Events.thread(), place, total, summary, result));
    return result.status();
  }

  private boolean areWarningsErrors() {
    return context.events().warnErrors().decide("LogFreshnessResult") == WarnErrors.Decision.ERROR;
  }

  /** By query, by field, or by the table's own log (dbt-core 1.12 {@code FreshnessRunner}). */
  private FreshnessMacros.Answer ask(SourceTable source) {
    if (source.loadedAtQuery().isPresent()) {
      return macros.byQuery(source, source.loadedAtQuery().get());
    }
    if (source.loadedAtField().isPresent()) {
      return macros.byField(source, source.loadedAtField().get());
    }
    Relation table = table(source);
    if (table.format().filter(LastChange::isKnownTo).isEmpty()) {
      throw new EpoxyException(
          ErrorCode.PROJECT,
          "Could not compute freshness for source "
              + source.name()
              + ": no 'loaded_at_field' provided and "
              + context.compiler().target().type()
              + " adapter does not support metadata-based freshness checks of tables that are"
              + " neither Iceberg nor Delta.");
    }
    if (source.freshness().map(criteria -> criteria.get("filter")).isPresent()) {
      context
          .events()
          .message(
              RunEvent.Level.WARN,
              "Note",
              "A filter cannot be applied to a metadata freshness check on source '"
                  + source.name()
                  + "'.");
    }
    Instant loadedAt = new LastChange(warehouse).find(table).orElse(SourceAge.NEVER);
    return new FreshnessMacros.Answer(new SourceAge(loadedAt, now()), Map.of());
  }

  private Relation table(SourceTable source) {
    Optional<Relation> found = warehouse.findRelation(source.relation());
    if (found.isEmpty()) {
      // Spark says in its own words what is missing: the table, or its schema.
      warehouse.query("select * from " + source.relation().render() + " limit 0");
    }
    return found.orElse(source.relation());
  }

  private NodeResult result(
      SourceTable source,
      Instant start,
      RunStatus status,
      Map<String, Object> response,
      Optional<String> message) {
    Instant end = now();
    return new NodeResult(
        source.uniqueId(),
        status,
        List.of(new Timing("compile", start, start), new Timing("execute", start, end)),
        Events.thread(),
        NodeRun.seconds(start, end),
        response,
        message,
        OptionalLong.empty(),
        Optional.empty(),
        Optional.of(source.relation().render()),
        Optional.empty());
  }

  private synchronized void keep(NodeResult result) {
    results.add(result);
  }

  private synchronized void keep(FreshnessResult result) {
    known.add(result);
  }

  private Instant now() {
    return context.events().clock().instant();
  }
}
