package io.epoxy.model.governance;

import io.epoxy.model.relation.Relation;
import java.util.Locale;

/**
 * A table or view as the Glue Data Catalog names it: in lower case, without the Spark catalog that
 * names of Iceberg tables begin with.
 */
public record GovernedTable(String database, String name) {
  public GovernedTable {
    database = database.toLowerCase(Locale.ROOT);
    name = name.toLowerCase(Locale.ROOT);
  }

  public static GovernedTable of(Relation relation) {
    return new GovernedTable(relation.schema(), relation.identifier());
  }

  @Override
  public String toString() {
    return database + "." + name;
  }
}
