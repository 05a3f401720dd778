package io.epoxy.engine.execute;

import io.epoxy.engine.plan.ApplyGrants;
import io.epoxy.model.port.Grants;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Grants by Spark's statements. Spark's own parser refuses them; a catalog that keeps grants brings
 * one that takes them (dbt-spark 1.12 impl.py, standardize_grants_dict, for the rows).
 */
final class SparkGrants implements Grants {
  private static final String SHOW = "show grants on ";

  private final Predicate<String> understands;
  private final Sender sql;

  /** Runs a statement. */
  interface Sender {
    QueryResult send(String statement);
  }

  /**
   * @param understands whether the parser takes a statement; nothing is run
   * @param sql sends one
   */
  SparkGrants(Predicate<String> understands, Sender sql) {
    this.understands = understands;
    this.sql = sql;
  }

  @Override
  public boolean areKept() {
    return understands.test(SHOW + "x");
  }

  @Override
  public Map<String, List<String>> on(Relation relation) {
    QueryResult rows = sql.send(SHOW + relation);
    List<String> names = rows.columns().stream().map(column -> column.name()).toList();
    int principal = names.indexOf("Principal");
    int action = names.indexOf("ActionType");
    int type = names.indexOf("ObjectType");
    Map<String, List<String>> grants = new LinkedHashMap<>();
    for (List<Object> row : rows.rows()) {
      String privilege = String.valueOf(row.get(action));
      // Views are TABLEs there too; grants on the schema are none of ours.
      if ("TABLE".equals(row.get(type)) && !privilege.equals("OWN")) {
        grants
            .computeIfAbsent(privilege, name -> new ArrayList<>())
            .add(String.valueOf(row.get(principal)));
      }
    }
    return grants;
  }

  @Override
  public void grant(Relation relation, String privilege, String grantee) {
    sql.send(ApplyGrants.grantSql(relation, privilege, grantee));
  }

  @Override
  public void revoke(Relation relation, String privilege, String grantee) {
    sql.send(ApplyGrants.revokeSql(relation, privilege, grantee));
  }
}
