package io.epoxy.job.command;

import io.epoxy.engine.SparkEngine;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.HookNode;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.NodeSummary;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import io.epoxy.model.result.Timing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * {@code on-run-start} and {@code on-run-end}: the packages' statements by name, the project's own
 * last; after one that fails the rest is skipped (dbt-core 1.12 {@code RunTask.safe_run_hooks}).
 */
final class RunHooks {
  /** dbt's name of the thread in results of hooks. */
  private static final String THREAD = "main";

  private final CommandContext context;
  private final SparkEngine engine;

  RunHooks(CommandContext context, SparkEngine engine) {
    this.context = context;
    this.engine = engine;
  }

  /** Before any node runs. */
  List<NodeResult> start() {
    List<HookNode> hooks = hooks("on-run-start");
    List<NodeResult> results =
        run(
            "on-run-start",
            hooks,
            hook ->
                context
                    .compiler()
                    .compile(context.manifest(), hook.uniqueId(), engine.warehouse()));
    if (!hooks.isEmpty()) {
      blank();
    }
    return results;
  }

  /**
   * After the last node.
   *
   * @param before every result so far, those of {@link #start} among them
   */
  List<NodeResult> end(List<NodeResult> before) {
    List<HookNode> hooks = hooks("on-run-end");
    if (!hooks.isEmpty()) {
      blank();
    }
    List<NodeResult> shown =
        before.stream()
            .filter(
                result -> !result.threadId().equals(THREAD) || result.status() == RunStatus.ERROR)
            .toList();
    return run(
        "on-run-end",
        hooks,
        hook ->
            context
                .compiler()
                .compileAfterRun(context.manifest(), hook.uniqueId(), engine.warehouse(), shown));
  }

  private List<HookNode> hooks(String when) {
    String root = context.manifest().projectName();
    return context.manifest().nodes().values().stream()
        .filter(HookNode.class::isInstance)
        .map(HookNode.class::cast)
        .filter(hook -> hook.info().tags().contains(when))
        .sorted(
            Comparator.comparing((HookNode hook) -> hook.info().packageName().equals(root))
                .thenComparing(hook -> hook.info().packageName())
                .thenComparing(HookNode::index))
        .toList();
  }

  private List<NodeResult> run(
      String when, List<HookNode> hooks, Function<HookNode, CompiledNode> compiler) {
    List<NodeResult> results = new ArrayList<>();
    boolean failed = false;
    for (int i = 0; i < hooks.size(); i++) {
      HookNode hook = hooks.get(i);
      Step step =
          new Step(hook, hook.info().packageName() + "." + when + "." + i, i + 1, hooks.size());
      NodeResult result = failed ? step.skipped() : step.run(compiler);
      failed |= result.status() == RunStatus.ERROR;
      results.add(context.events().scrub(result));
    }
    return results;
  }

  private void blank() {
    context.events().message(RunEvent.Level.INFO, "Formatting", "");
  }

  private Instant now() {
    return context.events().clock().instant();
  }

  /** One statement on its way. */
  private final class Step {
    private final HookNode hook;
    private final String name;
    private final int index;
    private final int total;

    Step(HookNode hook, String name, int index, int total) {
      this.hook = hook;
      this.name = name;
      this.index = index;
      this.total = total;
    }

    /** What cannot be compiled ends the command, as in dbt; what Spark refuses is a result. */
    NodeResult run(Function<HookNode, CompiledNode> compiler) {
      Instant start = now();
      CompiledNode compiled = compiler.apply(hook);
      context.artifacts().writeCompiled(compiled);
      Instant compiledAt = now();
      context
          .events()
          .emit(new RunEvent.HookStarted(compiledAt, index, total, name, NodeSummary.of(hook)));
      Optional<String> error = Optional.empty();
      try {
        engine.runStatement(compiled);
      } catch (EpoxyException e) {
        error = Optional.of(e.describe().strip());
      }
      Instant end = now();
      return told(
          new NodeResult(
              hook.uniqueId(),
              error.isEmpty() ? RunStatus.SUCCESS : RunStatus.ERROR,
              List.of(
                  new Timing("compile", start, compiledAt), new Timing("execute", compiledAt, end)),
              THREAD,
              NodeRun.seconds(start, end),
              Map.of(),
              Optional.of(
                  error.map(text -> name + " failed, error:\n " + text).orElse(name + " passed")),
              OptionalLong.of(error.isEmpty() ? 0 : 1),
              Optional.of(compiled.sql()),
              Optional.empty(),
              Optional.empty()));
    }

    NodeResult skipped() {
      return told(
          new NodeResult(
              hook.uniqueId(),
              RunStatus.SKIPPED,
              List.of(),
              THREAD,
              0.0,
              Map.of(),
              Optional.of(name + " skipped"),
              OptionalLong.of(1),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));
    }

    private NodeResult told(NodeResult result) {
      context
          .events()
          .emit(
              new RunEvent.HookFinished(
                  now(), index, total, name, NodeSummary.of(hook), context.events().scrub(result)));
      return result;
    }
  }
}
