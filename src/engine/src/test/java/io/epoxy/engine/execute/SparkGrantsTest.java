package io.epoxy.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.port.QueryResult;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The statements for a catalog that takes them, as dbt-spark sends them. */
class SparkGrantsTest {
  private static final Relation ORDERS = Relation.of("shop", "orders");
  private final List<String> sent = new ArrayList<>();

  @Test
  void readsWhatIsGrantedOnTheRelationItself() {
    QueryResult rows =
        new QueryResult(
            List.of(
                Column.of("Principal", "string"),
                Column.of("ActionType", "string"),
                Column.of("ObjectType", "string"),
                Column.of("ObjectKey", "string")),
            List.of(
                List.of("me", "OWN", "TABLE", "shop.orders"),
                List.of("a", "SELECT", "TABLE", "shop.orders"),
                List.of("b", "SELECT", "TABLE", "shop.orders"),
                List.of("c", "SELECT", "DATABASE", "shop")));
    SparkGrants grants = new SparkGrants(text -> true, text -> answer(text, rows));

    assertThat(grants.areKept()).isTrue();
    assertThat(grants.on(ORDERS)).isEqualTo(Map.of("SELECT", List.of("a", "b")));
    grants.grant(ORDERS, "select", "it`s");
    grants.revoke(ORDERS, "modify", "b");
    assertThat(sent)
        .containsExactly(
            "show grants on shop.orders",
            "grant select on shop.orders to `it``s`",
            "revoke modify on shop.orders from `b`");
  }

  private QueryResult answer(String text, QueryResult rows) {
    sent.add(text);
    return rows;
  }
}
