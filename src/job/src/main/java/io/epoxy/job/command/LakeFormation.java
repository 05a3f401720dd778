package io.epoxy.job.command;

import io.epoxy.aws.AwsClients;
import io.epoxy.aws.lakeformation.LakeFormationGovernance;
import io.epoxy.engine.governance.ConfigPlaces;
import io.epoxy.engine.governance.GovernanceReader;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.Problems;
import io.epoxy.model.governance.GovernanceSpec;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.Governance;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The account's Lake Formation, while a command runs. */
record LakeFormation(AwsClients clients, Governance governance) implements AutoCloseable {
  /** Spark's settings that name the catalog of another account. */
  private static final Pattern CATALOG =
      Pattern.compile("(?:\\.glue\\.id|hive\\.metastore\\.glue\\.catalogid)=(\\d{12})");

  /** As the profile says: its region, and its {@code catalog_id} or what its {@code conf} names. */
  static LakeFormation open(Target target) {
    AwsClients clients =
        target.string("region").map(AwsClients::inRegion).orElseGet(AwsClients::ofEnvironment);
    return new LakeFormation(clients, LakeFormationGovernance.of(clients, catalogId(target)));
  }

  static Optional<String> catalogId(Target target) {
    Optional<String> own = target.string("catalog_id");
    if (own.isPresent()) {
      return own;
    }
    Matcher named = CATALOG.matcher(target.string("conf").orElse(""));
    return named.find() ? Optional.of(named.group(1)) : Optional.empty();
  }

  /**
   * What nodes want of it.
   *
   * @throws io.epoxy.model.error.EpoxyException with every fault of their configs
   */
  static Map<UniqueId, GovernanceSpec> wanted(
      CommandContext context, Collection<UniqueId> ids, GovernanceReader.DbtGrants grants) {
    Problems problems = new Problems();
    ConfigPlaces places = places(context);
    Map<Node, GovernanceSpec> all = new LinkedHashMap<>();
    Map<UniqueId, Node> others = new LinkedHashMap<>(context.manifest().nodes());
    for (UniqueId id : ids) {
      others.remove(id);
      context
          .manifest()
          .findNode(id)
          .ifPresent(
              node ->
                  GovernanceReader.read(node, grants, places, problems)
                      .ifPresent(spec -> all.put(node, spec)));
    }
    Map<UniqueId, GovernanceSpec> joined =
        DatabaseTags.join(all, others.values(), places, problems);
    problems.throwIfAny();
    return joined;
  }

  /**
   * Asks for the LF-tags that nodes want, if any do.
   *
   * @throws io.epoxy.model.error.EpoxyException with every one that is unknown
   */
  void checkTags(CommandContext context, Map<UniqueId, GovernanceSpec> wanted) {
    Map<Node, GovernanceSpec> byNode = new LinkedHashMap<>();
    wanted.forEach((id, spec) -> byNode.put(context.manifest().findNode(id).orElseThrow(), spec));
    new TagCheck(governance, places(context)).check(byNode, context.events().sink());
  }

  private static ConfigPlaces places(CommandContext context) {
    return new ConfigSearch(
        context.setting().folders().project(), context.compiler().project().name());
  }

  @Override
  public void close() {
    clients.close();
  }
}
