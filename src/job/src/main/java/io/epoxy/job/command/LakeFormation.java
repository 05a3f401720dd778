package io.epoxy.job.command;

import io.epoxy.aws.AwsClients;
import io.epoxy.aws.lakeformation.LakeFormationGovernance;
import io.epoxy.engine.governance.GovernanceReader;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.Problems;
import io.epoxy.model.governance.GovernanceSpec;
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

  /** As the profile says: its region, and the catalog that its {@code conf} names. */
  static LakeFormation open(Target target) {
    AwsClients clients =
        target.string("region").map(AwsClients::inRegion).orElseGet(AwsClients::ofEnvironment);
    return new LakeFormation(clients, LakeFormationGovernance.of(clients, catalogId(target)));
  }

  static Optional<String> catalogId(Target target) {
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
    ConfigSearch places =
        new ConfigSearch(
            context.setting().folders().project(), context.compiler().project().name());
    Map<UniqueId, GovernanceSpec> all = new LinkedHashMap<>();
    for (UniqueId id : ids) {
      context
          .manifest()
          .findNode(id)
          .flatMap(node -> GovernanceReader.read(node, grants, places, problems))
          .ifPresent(spec -> all.put(id, spec));
    }
    problems.throwIfAny();
    return all;
  }

  @Override
  public void close() {
    clients.close();
  }
}
