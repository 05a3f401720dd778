package io.epoxy.engine.execute;

import io.epoxy.engine.plan.PlanStep;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import io.epoxy.model.relation.TableFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NamespaceAlreadyExistsException;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.analysis.NonEmptyNamespaceException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.connector.catalog.TableCatalog;

/** The catalog of Iceberg tables, through Spark's connector interface. */
final class IcebergTables {
  private final SparkSession session;
  private final String catalogName;

  IcebergTables(SparkSession session, String catalogName) {
    this.session = session;
    this.catalogName = catalogName;
  }

  boolean isNamed(String name) {
    return catalogName.equals(name);
  }

  Relation relation(String schema, String table) {
    return Relation.of(schema, table)
        .inCatalog(catalogName)
        .ofType(RelationType.TABLE)
        .storedAs(TableFormat.ICEBERG);
  }

  boolean exists(String schema, String table) {
    return catalog().tableExists(Identifier.of(new String[] {schema}, table));
  }

  Optional<String> location(Relation table) {
    try {
      Identifier name = Identifier.of(new String[] {table.schema()}, table.identifier());
      return Optional.ofNullable(
          catalog().loadTable(name).properties().get(TableCatalog.PROP_LOCATION));
    } catch (NoSuchTableException e) {
      return Optional.empty(); // dropped by somebody else since it was found
    }
  }

  /** The table's own properties, {@code comment} and {@code owner} among them. */
  Map<String, String> properties(Relation table) {
    try {
      return catalog()
          .loadTable(Identifier.of(new String[] {table.schema()}, table.identifier()))
          .properties();
    } catch (NoSuchTableException e) {
      return Map.of(); // dropped by somebody else since it was found
    }
  }

  boolean hasNamespace(String schema) {
    return namespaces().namespaceExists(new String[] {schema});
  }

  List<String> list(String schema) {
    List<String> names = new ArrayList<>();
    if (!hasNamespace(schema)) {
      return names;
    }
    try {
      for (Identifier table : catalog().listTables(new String[] {schema})) {
        names.add(table.name());
      }
    } catch (NoSuchNamespaceException e) {
      names.clear(); // dropped since the question above
    }
    return names;
  }

  void createNamespace(String schema) {
    if (hasNamespace(schema)) {
      return;
    }
    try {
      namespaces().createNamespace(new String[] {schema}, Map.of());
    } catch (NamespaceAlreadyExistsException e) {
      return; // made by another node at the same moment
    }
  }

  void dropNamespace(String schema) {
    for (String table : list(schema)) {
      catalog().dropTable(Identifier.of(new String[] {schema}, table));
    }
    try {
      namespaces().dropNamespace(new String[] {schema}, true);
    } catch (NoSuchNamespaceException | NonEmptyNamespaceException e) {
      return; // gone already, or kept by files that are no tables
    }
  }

  /** Forgets every snapshot before the newest. */
  static void expireSnapshots(PlanStep.ExpireSnapshots step, Statements statements) {
    String newest =
        statements
            .run(
                "select date_format(max(committed_at), 'yyyy-MM-dd HH:mm:ss.SSS') from "
                    + step.relation()
                    + ".snapshots")
            .first()
            .getString(0);
    if (newest != null) {
      statements.run(step.print().replace("<the newest commit>", "timestamp '" + newest + "'"));
    }
  }

  private TableCatalog catalog() {
    return (TableCatalog) session.sessionState().catalogManager().catalog(catalogName);
  }

  private SupportsNamespaces namespaces() {
    return (SupportsNamespaces) catalog();
  }
}
