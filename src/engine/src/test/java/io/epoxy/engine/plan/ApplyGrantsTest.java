package io.epoxy.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.engine.Fixtures;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.Node;
import io.epoxy.model.port.Grants;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import io.epoxy.model.relation.TableFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Grants as steps, and what they change. */
class ApplyGrantsTest {
  private static final Relation ORDERS = Relation.of("shop", "orders");
  private static final Map<String, List<String>> WANTED =
      Map.of("select", List.of("reader", "Writer"));

  @Test
  void aNewRelationGetsAllOfThemWithoutAQuestion() {
    PlanStep step = step(table(), RelationState.none());
    Kept grants = new Kept(Map.of("SELECT", List.of("ghost")));

    ((ApplyGrants) step).applyTo(grants);

    assertThat(step.print())
        .isEqualTo(
            "grant select on shop.orders to `reader`\ngrant select on shop.orders to `Writer`");
    assertThat(grants.done).containsExactly("+select reader", "+select Writer");
  }

  @Test
  void onARelationThatWasThereOnlyTheDifferencesAreChanged() {
    PlanStep step = step(table(), there());
    Kept grants = new Kept(Map.of("SELECT", List.of("READER", "other"), "MODIFY", List.of("x")));

    ((ApplyGrants) step).applyTo(grants);

    assertThat(step.print())
        .startsWith("-- what differs from: show grants on shop.orders; all else is revoked\n");
    assertThat(grants.done)
        .containsExactlyInAnyOrder("-SELECT other", "-MODIFY x", "+select Writer")
        .endsWith("+select Writer");
  }

  @Test
  void aViewLosesItsGrantsWhenItIsReplaced() {
    Node view = Fixtures.model(ORDERS, "select 1", Map.of("grants", WANTED)).node();
    assertThat(((ApplyGrants) ApplyGrants.of(view, there()).orElseThrow()).earlier())
        .isEqualTo(ApplyGrants.Earlier.NONE);
  }

  @Test
  void whereNoneAreKeptNothingIsAsked() {
    Kept grants = new Kept(Map.of());
    grants.kept = false;
    ((ApplyGrants) step(table(), there())).applyTo(grants);
    assertThat(grants.done).isEmpty();
  }

  @Test
  void everyKindOfPlanGrantsBeforeItsPostHooks() {
    Map<String, Object> config = Map.of("grants", Map.of("select", "reader"));
    PlanContext context = ModelPlannerTest.context(List.of(Column.of("id", "bigint")));
    String seed =
        SeedPlanner.plan(
                Fixtures.seed(ORDERS, config),
                Fixtures.rows("bigint", List.of()),
                new SeedPlanner.Setting(Optional.empty(), SeedPlanner.Mode.OVERWRITE),
                RelationState.none(),
                context)
            .print();
    String view =
        ModelPlanner.plan(
                Fixtures.model(
                    ORDERS, "select 1 as id", config, List.of(), List.of("select 'after'")),
                RefreshMode.NORMAL,
                RelationState.none(),
                context)
            .print();

    assertThat(seed).endsWith("grant select on shop.orders to `reader`");
    assertThat(view)
        .isEqualTo(
            "create or replace view shop.orders\nas\nselect 1 as id;\n\n"
                + "grant select on shop.orders to `reader`;\n\nselect 'after'");
  }

  @Test
  void onlyNamesCanBeGrantees() {
    Node node = Fixtures.model(ORDERS, "select 1", Map.of("grants", Map.of("select", 7L))).node();
    assertThatThrownBy(() -> ApplyGrants.of(node, RelationState.none()))
        .isInstanceOf(EpoxyException.class)
        .hasMessageContaining("grants must name a grantee or a list of them, not 7");
  }

  private static PlanStep step(Node node, RelationState state) {
    return ApplyGrants.of(node, state).orElseThrow();
  }

  private static Node table() {
    return Fixtures.model(
            ORDERS, "select 1", Map.of("materialized", "incremental", "grants", WANTED))
        .node();
  }

  private static RelationState there() {
    return ModelPlannerTest.state(RelationType.TABLE, Optional.of(TableFormat.PARQUET), List.of());
  }

  /** A catalog that keeps grants, and what was done to it. */
  private static final class Kept implements Grants {
    private final Map<String, List<String>> there;
    private final List<String> done = new ArrayList<>();
    private boolean kept = true;

    Kept(Map<String, List<String>> there) {
      this.there = there;
    }

    @Override
    public boolean areKept() {
      return kept;
    }

    @Override
    public Map<String, List<String>> on(Relation relation) {
      return there;
    }

    @Override
    public void grant(Relation relation, String privilege, String grantee) {
      done.add("+" + privilege + " " + grantee);
    }

    @Override
    public void revoke(Relation relation, String privilege, String grantee) {
      done.add("-" + privilege + " " + grantee);
    }
  }
}
