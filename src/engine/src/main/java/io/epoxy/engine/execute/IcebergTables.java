package io.epoxy.engine.execute;

import io.epoxy.engine.plan.PlanStep;
import io.epoxy.engine.plan.RelationState;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import io.epoxy.model.relation.TableDescription;
import io.epoxy.model.relation.TableFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NamespaceAlreadyExistsException;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.analysis.NonEmptyNamespaceException;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.StructType;

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

  /** Whether there is one that is not waiting for its first rows. */
  boolean isFinished(String schema, String table) {
    return inspect(schema, table).filter(found -> !found.isUnfinished()).isPresent();
  }

  /** What one reading of the table's metadata tells a planner. */
  Optional<RelationState.Existing> inspect(String schema, String table) {
    try {
      Table found = catalog().loadTable(Identifier.of(new String[] {schema}, table));
      return Optional.of(
          new RelationState.Existing(
              RelationType.TABLE,
              Optional.of(TableFormat.ICEBERG),
              SparkWarehouse.columns(schema(found)),
              Arrays.stream(found.partitioning()).map(Transform::describe).toList(),
              new RelationState.Files(
                  Optional.ofNullable(found.properties().get(TableCatalog.PROP_LOCATION)),
                  Map.of(),
                  Optional.empty(),
                  Optional.empty()),
              RelationState.Existing.Build.of(found.properties())));
    } catch (NoSuchTableException e) {
      return Optional.empty();
    }
  }

  /**
   * What one reading of the table's metadata tells; rows and bytes are those of the current
   * snapshot, as its writer counted them.
   */
  TableDescription describe(Relation relation) {
    Table table;
    try {
      table =
          catalog()
              .loadTable(Identifier.of(new String[] {relation.schema()}, relation.identifier()));
    } catch (NoSuchTableException e) {
      throw new EpoxyException(
          ErrorCode.DATABASE, relation + " was dropped by somebody else meanwhile.", null, e);
    }
    Map<String, String> properties = table.properties();
    Map<String, String> counts = IcebergSummary.of(table);
    return new TableDescription(
        relation,
        Optional.ofNullable(properties.get(TableCatalog.PROP_COMMENT)),
        Optional.ofNullable(properties.get(TableCatalog.PROP_OWNER)),
        SparkWarehouse.columns(schema(table)),
        count(counts, "total-files-size"),
        count(counts, "total-records"));
  }

  private static StructType schema(Table table) {
    StructType schema = new StructType();
    for (Column column : table.columns()) {
      schema =
          column.comment() == null
              ? schema.add(column.name(), column.dataType(), column.nullable())
              : schema.add(column.name(), column.dataType(), column.nullable(), column.comment());
    }
    return schema;
  }

  private static OptionalLong count(Map<String, String> counts, String key) {
    String count = counts.get(key);
    return count == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(count));
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
