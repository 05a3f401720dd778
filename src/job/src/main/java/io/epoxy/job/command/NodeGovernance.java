package io.epoxy.job.command;

import io.epoxy.bundle.run.Flag;
import io.epoxy.engine.governance.GovernanceReader.DbtGrants;
import io.epoxy.engine.governance.Governor;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.governance.GovernancePlan;
import io.epoxy.model.governance.GovernancePlanner;
import io.epoxy.model.governance.GovernanceSpec;
import io.epoxy.model.governance.GovernanceState;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.RunEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the nodes of a run want of Lake Formation: sent in a Glue job, and on this machine only
 * shown, with {@code --show-governance}.
 */
final class NodeGovernance implements Governor, AutoCloseable {
  private final Events events;
  private final Map<UniqueId, GovernanceSpec> wanted;
  private final Optional<LakeFormation> account;
  private final boolean shown;

  private NodeGovernance(
      Events events,
      Map<UniqueId, GovernanceSpec> wanted,
      Optional<LakeFormation> account,
      boolean shown) {
    this.events = events;
    this.wanted = wanted;
    this.account = account;
    this.shown = shown;
  }

  /**
   * That of the nodes.
   *
   * @throws io.epoxy.model.error.EpoxyException with every fault of their configs, and on Glue with
   *     every LF-tag that is unknown
   */
  static NodeGovernance of(CommandContext context, List<UniqueId> ids) {
    boolean here = context.setting().place() == RunSetting.Place.GLUE;
    boolean shown = context.invocation().flags().isOn(Flag.SHOW_GOVERNANCE);
    Map<UniqueId, GovernanceSpec> wanted =
        LakeFormation.wanted(context, ids, here || shown ? DbtGrants.HERE : DbtGrants.ELSEWHERE);
    if (!here || wanted.isEmpty()) {
      return new NodeGovernance(context.events(), wanted, Optional.empty(), shown);
    }
    LakeFormation account = LakeFormation.open(context.compiler().target());
    try {
      account.checkTags(context, wanted);
      return new NodeGovernance(context.events(), wanted, Optional.of(account), shown);
    } catch (RuntimeException e) {
      account.close();
      throw e;
    }
  }

  @Override
  public boolean governs(Node node) {
    return account.isPresent() && wanted.containsKey(node.uniqueId());
  }

  @Override
  public String describe(Node node) {
    GovernanceSpec spec = wanted.get(node.uniqueId());
    return spec == null
        ? ""
        : "-- Lake Formation, as far as it differs:\n--   "
            + everything(spec).print().replace("\n", "\n--   ");
  }

  @Override
  public void govern(Node node) {
    GovernanceSpec spec = wanted.get(node.uniqueId());
    if (spec == null) {
      return;
    }
    if (account.isEmpty()) {
      if (shown) {
        tell(everything(spec), " in a run on Glue, where it differs");
      }
      return;
    }
    apply(spec);
  }

  private void apply(GovernanceSpec spec) {
    GovernancePlan done = account.orElseThrow().governance().apply(spec);
    done.warnings().forEach(this::warn);
    if (shown) {
      tell(done, "");
    }
  }

  @Override
  public Set<String> columns(Node node) {
    return governs(node) ? wanted.get(node.uniqueId()).columns() : Set.of();
  }

  @Override
  public Left govern(Node node, Set<String> columns) {
    GovernanceSpec spec = wanted.get(node.uniqueId());
    if (account.orElseThrow().governance().plan(spec).isEmpty()) {
      return Left.NOTHING;
    }
    apply(spec.on(columns));
    return Left.SOMETHING;
  }

  @Override
  public void governAhead(Node node, Set<String> columns) {
    try {
      govern(node, columns);
    } catch (EpoxyException e) {
      warn(
          "Lake Formation does not hold all that "
              + node.relation()
              + " wants before it is built; it is asked again after that. "
              + e.getMessage());
    }
  }

  @Override
  public void governDatabase(Node node) {
    Optional<GovernanceSpec> spec = wanted.get(node.uniqueId()).ofDatabase();
    spec.ifPresent(this::apply);
  }

  private void warn(String text) {
    events.message(RunEvent.Level.WARN, "GovernanceWarning", text);
  }

  private void tell(GovernancePlan plan, String when) {
    events.message(
        RunEvent.Level.INFO,
        "Governance",
        "Lake Formation, "
            + plan.table()
            + when
            + ":\n  "
            + (plan.isEmpty() ? "nothing differs" : plan.print().replace("\n", "\n  ")));
  }

  private static GovernancePlan everything(GovernanceSpec spec) {
    return GovernancePlanner.plan(spec, GovernanceState.NONE);
  }

  @Override
  public void close() {
    account.ifPresent(LakeFormation::close);
  }
}
