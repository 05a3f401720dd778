package io.epoxy.job.command;

import io.epoxy.bundle.run.Flag;
import io.epoxy.compiler.NodeMacros;
import io.epoxy.compiler.ProjectCompiler;
import io.epoxy.engine.Outcome;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.check.FailureStorage;
import io.epoxy.engine.check.UnitCheck;
import io.epoxy.engine.execute.SessionWarehouse;
import io.epoxy.engine.plan.ModelPlanner;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.engine.plan.StrategyStatements;
import io.epoxy.engine.text.DbtGlueText;
import io.epoxy.engine.text.SqlHeader;
import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Hook;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.SeedNode;
import io.epoxy.model.graph.SnapshotNode;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UnitTestNode;
import io.epoxy.model.result.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Builds compiled nodes: by a macro of the project where it has one for them, else by us. */
record NodeBuild(CommandContext context, SparkEngine engine) {
  Outcome build(CompiledNode compiled, RefreshMode mode) {
    CompiledNode ready = DbtGlueText.sent(headed(compiled));
    Consumer<String> written = text -> context.artifacts().writeRun(ready, text);
    NodeMacros macros = macros();
    if (ready.node() instanceof UnitTestNode test) {
      return macros.builds(test)
          ? unitTestByMacro(macros, ready, test, written)
          : engine.unitTest(
              ready, columns -> ProjectCompiler.unitTestQuery(ready, columns), written);
    }
    requireName(ready.node());
    macros.requireMaterialization(ready.node());
    if (macros.builds(ready.node())) {
      return byMacro(macros, ready, written);
    }
    if (ready.node() instanceof TestNode test) {
      return engine.test(ready, FailureStorage.of(test, storesFailures()), written);
    }
    if (ready.node() instanceof SnapshotNode) {
      return engine.snapshot(
          ready, exists -> macros.snapshot(ready, engine.warehouse(), exists), written);
    }
    return ready.node() instanceof SeedNode seed
        ? engine.seed(ready, context.compiler().seedRows(seed), mode, written)
        : engine.execute(ready, mode, strategies(macros, ready, written), written);
  }

  /** A test's {@code sql_header}, which dbt has only since 1.12 and only where it is asked for. */
  private CompiledNode headed(CompiledNode compiled) {
    boolean test = compiled.node() instanceof TestNode || compiled.node() instanceof UnitTestNode;
    return test
            && BehaviourFlags.isOn(
                context.compiler().project().flags(), "require_sql_header_in_test_configs")
        ? compiled.withPreHooks(
            SqlHeader.statements(compiled.node()).stream().map(Hook::of).toList())
        : compiled;
  }

  /**
   * Looks at a model's config before it is compiled.
   *
   * @throws EpoxyException COMPILATION or NOT_SUPPORTED
   */
  void check(Node model) {
    if (!macros().builds(model)) {
      ModelPlanner.check(new CompiledNode(model, "", List.of(), List.of(), List.of()));
    }
  }

  /**
   * A name that a macro of the project left without schema or identifier is rendered as dbt renders
   * it, but no table can have it: what Spark would make of {@code s.} is another table.
   */
  private void requireName(Node node) {
    if (makesRelation(node) && !node.relation().isWhole()) {
      throw new EpoxyException(
          ErrorCode.COMPILATION,
          "The name '"
              + node.relation()
              + "' has no "
              + (node.relation().hasSchema() ? "identifier" : "schema")
              + ". Let generate_schema_name and generate_alias_name answer a name.",
          node.info().location());
    }
  }

  /** Whether something of the node's name is there when it is built. */
  boolean makesRelation(Node node) {
    return node instanceof TestNode test
        ? FailureStorage.isWanted(test, storesFailures())
        : !(node instanceof UnitTestNode);
  }

  private boolean storesFailures() {
    return context.invocation().flags().isOn(Flag.STORE_FAILURES);
  }

  /** The config beats the flag (dbt-core 1.12, should_full_refresh). */
  RefreshMode mode(Node node) {
    boolean full = node.info().config().flag("full_refresh", context.invocation().fullRefresh());
    return full ? RefreshMode.FULL_REFRESH : RefreshMode.NORMAL;
  }

  NodeMacros macros() {
    return context.compiler().macros(context.manifest(), engine.warehouse());
  }

  private Outcome byMacro(NodeMacros macros, CompiledNode ready, Consumer<String> written) {
    engine.governAhead(ready.node());
    try (SessionWarehouse session = engine.openSession(ready.node())) {
      NodeMacros.Built built = macros.build(ready, session, written);
      if (ready.node() instanceof TestNode) {
        return engine.judge(ready, built.rows());
      }
      engine.govern(ready.node());
      return new Outcome(
          RunStatus.SUCCESS, built.response(), Optional.of(built.message()), OptionalLong.empty());
    }
  }

  private Outcome unitTestByMacro(
      NodeMacros macros, CompiledNode ready, UnitTestNode test, Consumer<String> written) {
    try (SessionWarehouse session = engine.openSession(test)) {
      NodeMacros.Built built = macros.build(ready, session, written);
      return engine.judge(test, built.columns(), built.rows());
    } catch (EpoxyException e) {
      throw UnitCheck.failed(test, e);
    }
  }

  /** The statement follows the plan that named its macro. */
  private static StrategyStatements strategies(
      NodeMacros macros, CompiledNode ready, Consumer<String> written) {
    return (step, columns, session) -> {
      String statement = macros.strategyStatement(ready, step.staging(), columns, session);
      written.accept(step.stage() + ";\n\n" + statement);
      return statement;
    };
  }
}
