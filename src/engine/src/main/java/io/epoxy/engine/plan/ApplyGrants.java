package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.port.Grants;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The {@code grants} of a node: only what differs from those that are there is changed, what the
 * config does not name is taken back (dbt-adapters 1.12 macros/adapters/apply_grants.sql).
 *
 * @param wanted grantees by privilege
 */
public record ApplyGrants(Relation relation, Map<String, List<String>> wanted, Earlier earlier)
    implements PlanStep {
  /** What becomes of the config where the catalog keeps no grants. */
  public static final Notice NOT_KEPT =
      new Notice(
          "GrantsNotKept",
          "The catalog of this run keeps no grants, so the config 'grants' changes nothing here.",
          Notice.Frequency.ONCE_A_RUN);

  public ApplyGrants {
    Objects.requireNonNull(relation, "relation");
    ImmutableMap.Builder<String, List<String>> copy = ImmutableMap.builder();
    wanted.forEach((privilege, grantees) -> copy.put(privilege, ImmutableList.copyOf(grantees)));
    wanted = copy.buildOrThrow();
    Objects.requireNonNull(earlier, "earlier");
  }

  /** Whether grants can be there already. */
  public enum Earlier {
    /** The relation is new, or a view, which loses its grants when it is replaced. */
    NONE,
    /** The relation was there before. */
    PERHAPS_KEPT
  }

  /**
   * The step of a node, after its rows and before its post-hooks; empty without {@code grants}.
   *
   * @throws EpoxyException COMPILATION when a privilege has something else than names
   */
  static Optional<PlanStep> of(Node node, RelationState state) {
    Map<String, Object> config = node.info().config().map("grants");
    if (config.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    config.forEach((privilege, grantees) -> wanted.put(privilege, names(node, grantees)));
    boolean kept = state.existing().isPresent() && !node.materialization().equals("view");
    return Optional.of(
        new ApplyGrants(node.relation(), wanted, kept ? Earlier.PERHAPS_KEPT : Earlier.NONE));
  }

  private static List<String> names(Node node, Object grantees) {
    if (grantees instanceof String one) {
      return List.of(one);
    }
    if (grantees instanceof List<?> several
        && several.stream().allMatch(String.class::isInstance)) {
      return several.stream().map(String.class::cast).toList();
    }
    throw new EpoxyException(
        ErrorCode.COMPILATION,
        "'" + node.uniqueId() + "': grants must name a grantee or a list of them, not " + grantees,
        node.info().location());
  }

  /** Carries it out where grants are kept. */
  public void applyTo(Grants grants) {
    if (!grants.areKept()) {
      return;
    }
    Map<String, List<String>> there = earlier == Earlier.NONE ? Map.of() : grants.on(relation);
    without(there, wanted)
        .forEach((privilege, all) -> all.forEach(one -> grants.revoke(relation, privilege, one)));
    without(wanted, there)
        .forEach((privilege, all) -> all.forEach(one -> grants.grant(relation, privilege, one)));
  }

  /** What of the first is not in the second. */
  private static Map<String, List<String>> without(
      Map<String, List<String>> all, Map<String, List<String>> others) {
    Map<String, Set<String>> known = new LinkedHashMap<>();
    others.forEach(
        (privilege, grantees) ->
            known.put(
                lower(privilege),
                grantees.stream().map(ApplyGrants::lower).collect(Collectors.toSet())));
    Map<String, List<String>> rest = new LinkedHashMap<>();
    all.forEach(
        (privilege, grantees) -> {
          Set<String> there = known.getOrDefault(lower(privilege), Set.of());
          rest.put(
              privilege, grantees.stream().filter(one -> !there.contains(lower(one))).toList());
        });
    return rest;
  }

  /** {@code grant select on shop.orders to `reader`}; dbt-spark grants one by one. */
  public static String grantSql(Relation relation, String privilege, String grantee) {
    return "grant " + privilege + " on " + relation + " to " + Sql.quote(grantee);
  }

  /** The statement that takes it back. */
  public static String revokeSql(Relation relation, String privilege, String grantee) {
    return "revoke " + privilege + " on " + relation + " from " + Sql.quote(grantee);
  }

  @Override
  public String print() {
    List<String> lines = new ArrayList<>();
    if (earlier == Earlier.PERHAPS_KEPT) {
      lines.add("-- what differs from: show grants on " + relation + "; all else is revoked");
    }
    wanted.forEach(
        (privilege, grantees) ->
            grantees.forEach(one -> lines.add(grantSql(relation, privilege, one))));
    return String.join("\n", lines);
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.applyGrants(this);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
