package io.epoxy.job.command;

import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.engine.governance.GovernanceReader.DbtGrants;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.governance.GovernancePlan;
import io.epoxy.model.governance.GovernanceSpec;
import io.epoxy.model.governance.GovernanceStep;
import io.epoxy.model.governance.GovernedTable;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.Governance;
import io.epoxy.model.result.RunEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * {@code lf plan}, {@code lf apply} and {@code lf audit}: Lake Formation alone, no rows. Tables
 * side by side, what concerns one table in series.
 */
final class GovernanceCommand {
  private static final Set<ResourceType> GOVERNED =
      Set.of(ResourceType.MODEL, ResourceType.SEED, ResourceType.SNAPSHOT);

  private final CommandContext context;
  private final boolean json;
  private int failures;

  GovernanceCommand(CommandContext context) {
    this.context = context;
    this.json = context.invocation().flags().text(Flag.OUTPUT).filter("json"::equals).isPresent();
  }

  /** Tells what differs, and fails when anything does. */
  ExitCode plan() {
    Map<UniqueId, GovernancePlan> plans = ofWanted(Governance::plan, "differs");
    long different = plans.values().stream().filter(plan -> !plan.isEmpty()).count();
    if (different == 0 && failures > 0) {
      return exit();
    }
    note(
        different == 0
            ? "Lake Formation holds what the project wants."
            : different + " of " + plans.size() + " tables differ; 'epoxy lf apply' changes them.");
    return different == 0 ? exit() : ExitCode.FAILED;
  }

  /** Sends what differs. */
  ExitCode apply() {
    Map<UniqueId, GovernancePlan> plans = ofWanted(Governance::apply, "changed");
    long changed = plans.values().stream().filter(plan -> !plan.isEmpty()).count();
    note(changed + " of " + plans.size() + " tables changed.");
    return exit();
  }

  /** Tells who can read what, and writes it as a page too. */
  ExitCode audit() {
    Map<UniqueId, GovernedTable> tables = new LinkedHashMap<>();
    for (UniqueId id : context.select(GOVERNED)) {
      Node node = context.manifest().findNode(id).orElseThrow();
      if (!LocalSources.isEphemeral(node)) {
        tables.put(id, GovernedTable.of(node.relation()));
      }
    }
    AccessReport report = new AccessReport();
    inParallel(tables, account -> {}, Governance::audit)
        .forEach((id, state) -> report.add(tables.get(id), state));
    if (json) {
      report.lines().forEach(line -> context.events().output(PlainJson.text(line)));
    } else {
      context.events().output(report.text());
    }
    note("Written to " + context.artifacts().writePage("lf_audit.html", report.html()));
    return exit();
  }

  private Map<UniqueId, GovernancePlan> ofWanted(
      AtTable<GovernanceSpec, GovernancePlan> call, String verb) {
    Map<UniqueId, GovernanceSpec> wanted =
        LakeFormation.wanted(context, context.select(GOVERNED), DbtGrants.HERE);
    Map<UniqueId, GovernancePlan> plans =
        inParallel(wanted, account -> account.checkTags(context, wanted), call);
    plans.forEach(
        (id, plan) -> {
          plan.warnings()
              .forEach(
                  text -> context.events().message(RunEvent.Level.WARN, "GovernanceWarning", text));
          if (json) {
            context.events().output(PlainJson.text(line(id, plan)));
          } else if (!plan.isEmpty()) {
            context
                .events()
                .output(plan.table() + " " + verb + ":\n  " + plan.print().replace("\n", "\n  "));
          }
        });
    return plans;
  }

  private static Map<String, Object> line(UniqueId id, GovernancePlan plan) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("unique_id", id.value());
    line.put("table", plan.table().toString());
    line.put("steps", plan.steps().stream().map(GovernanceStep::print).toList());
    line.put("warnings", plan.warnings());
    return line;
  }

  /** A call for one table. */
  private interface AtTable<T, R> {
    R call(Governance governance, T table);
  }

  /** In the order of the arguments; a table whose call fails is told of and left out. */
  private <T, R> Map<UniqueId, R> inParallel(
      Map<UniqueId, T> all, Consumer<LakeFormation> before, AtTable<T, R> call) {
    Map<UniqueId, R> done = new LinkedHashMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(EngineFactory.threads(context));
    try (LakeFormation account = LakeFormation.open(context.compiler().target())) {
      before.accept(account);
      Map<UniqueId, Future<R>> calls = new LinkedHashMap<>();
      all.forEach(
          (id, table) ->
              calls.put(id, threads.submit(() -> call.call(account.governance(), table))));
      Map<String, List<Failure>> failed = new LinkedHashMap<>();
      calls.forEach(
          (id, future) ->
              result(id, future, done)
                  .ifPresent(
                      failure ->
                          failed
                              .computeIfAbsent(
                                  failure.problem().describe(), key -> new ArrayList<>())
                              .add(failure)));
      failed.values().forEach(this::tell);
    } finally {
      threads.shutdown();
    }
    return done;
  }

  /** A table whose call failed. */
  private record Failure(Node node, EpoxyException problem) {}

  private <R> Optional<Failure> result(UniqueId id, Future<R> future, Map<UniqueId, R> done) {
    try {
      done.put(id, future.get());
      return Optional.empty();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof EpoxyException known)) {
        throw new IllegalStateException(e.getCause());
      }
      return Optional.of(new Failure(context.manifest().findNode(id).orElseThrow(), known));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted");
    }
  }

  /** What befell several tables alike (no credentials, say) is told once. */
  private void tell(List<Failure> alike) {
    failures += alike.size();
    Failure first = alike.get(0);
    String text = NodeRun.describe(first.problem(), first.node());
    int more = alike.size() - 1;
    context
        .events()
        .message(
            RunEvent.Level.ERROR,
            "GovernanceFailed",
            more == 0
                ? text
                : text
                    + "\n  The same of "
                    + more
                    + (more == 1 ? " more table." : " more tables."));
  }

  private ExitCode exit() {
    return failures == 0 ? ExitCode.OK : ExitCode.FAILED;
  }

  private void note(String text) {
    context.events().message(RunEvent.Level.INFO, "Note", text);
  }
}
