package io.epoxy.engine.execute;

import io.epoxy.engine.catalog.DatabaseState;
import io.epoxy.engine.catalog.LiveCatalog;
import io.epoxy.engine.catalog.TableState;
import io.epoxy.engine.format.Buckets;
import io.epoxy.engine.format.Ddl;
import io.epoxy.engine.plan.Locations;
import io.epoxy.engine.plan.PassingName;
import io.epoxy.engine.plan.RelationState;
import io.epoxy.engine.plan.Sql;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import io.epoxy.model.relation.SchemaDescription;
import io.epoxy.model.relation.TableDescription;
import io.epoxy.model.relation.TableFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Spark's catalogs and SQL behind the port. Thread-safe. */
public final class SparkWarehouse implements Warehouse {
  /** What Spark's CREATE SCHEMA takes; Glue also has databases with hyphens, which Spark reads. */
  private static final Pattern SPARK_NAME = Pattern.compile("\\w+");

  private final SparkSessions sessions;
  private final SparkSession session;
  private final LiveCatalog live;
  private final Optional<IcebergTables> iceberg;
  private final Locations locations;
  private final CatalogChanges changes;

  /**
   * @param changes told after every statement that may have changed the catalog
   */
  public SparkWarehouse(
      SparkSessions sessions, LiveCatalog live, Locations locations, CatalogChanges changes) {
    this(
        sessions,
        sessions.base(),
        live,
        sessions.icebergCatalog().map(catalog -> new IcebergTables(sessions.base(), catalog)),
        locations,
        changes);
  }

  private SparkWarehouse(
      SparkSessions sessions,
      SparkSession session,
      LiveCatalog live,
      Optional<IcebergTables> iceberg,
      Locations locations,
      CatalogChanges changes) {
    this.sessions = sessions;
    this.session = session;
    this.live = live;
    this.iceberg = iceberg;
    this.locations = locations;
    this.changes = changes;
  }

  /** The same catalogs; statements run in another session, with its own temporary views. */
  SparkWarehouse in(SparkSession other) {
    return new SparkWarehouse(sessions, other, live, iceberg, locations, changes);
  }

  /** One that waits for its first rows is none; see {@link RelationState#FIRST_BUILD}. */
  @Override
  public Optional<Relation> findRelation(Relation name) {
    return guard(
        () -> {
          Optional<Relation> found =
              isIceberg(name)
                  ? Optional.empty()
                  : findInSession(name.schema(), name.identifier())
                      .filter(SparkWarehouse::isFinished)
                      .map(this::relation);
          return found.filter(relation -> !isIceberg(relation)).isPresent()
              ? found
              : iceberg
                  .filter(tables -> tables.isFinished(name.schema(), name.identifier()))
                  .map(tables -> tables.relation(name.schema(), name.identifier()));
        });
  }

  /**
   * As {@link #findRelation}; but no listing tells whether an Iceberg table waits for its first
   * rows, so that it is among them.
   */
  @Override
  public List<Relation> listRelations(String schema) {
    return guard(
        () -> {
          List<Relation> relations = new ArrayList<>();
          List<String> known = new ArrayList<>();
          for (TableState table : live.tables(lower(schema))) {
            known.add(lower(table.name()));
            if (isFinished(table)) {
              relations.add(relation(table));
            }
          }
          iceberg.ifPresent(
              tables ->
                  tables.list(schema).stream()
                      .filter(table -> !known.contains(lower(table)))
                      .forEach(table -> relations.add(tables.relation(schema, table))));
          return relations;
        });
  }

  @Override
  public List<Column> columns(Relation relation) {
    return guard(
        () -> {
          Optional<TableState> table =
              isIceberg(relation)
                  ? Optional.empty()
                  : live.findTable(lower(relation.schema()), lower(relation.identifier()));
          if (table.filter(SparkWarehouse::isListed).isPresent()) {
            return listed(table.get());
          }
          return columns(session.table(relation.render()).schema());
        });
  }

  @Override
  public QueryResult query(String sql) {
    QueryResult last = new QueryResult(List.of(), List.of());
    for (String statement : Sql.statements(sql)) {
      last =
          guard(
              Statement.of(statement),
              () -> {
                QueryResult result = Rows.fetch(session.sql(statement));
                changes.anywhere();
                return result;
              });
    }
    return last;
  }

  @Override
  public boolean schemaExists(String schema) {
    return guard(() -> live.databaseExists(lower(schema)));
  }

  @Override
  public void createSchema(String schema) {
    Optional<String> location = locations.schemaLocation(schema);
    if (location.isPresent() && !SPARK_NAME.matcher(schema).matches()) {
      String uri = new org.apache.hadoop.fs.Path(location.get()).toUri().toString();
      guard(() -> live.createDatabase(lower(schema), uri));
      changes.anywhere();
    } else {
      run(
          "create schema if not exists spark_catalog."
              + Sql.quote(schema)
              + location.map(path -> " location " + Ddl.literal(path)).orElse(""));
    }
    iceberg.ifPresent(tables -> guard(() -> tables.createNamespace(schema)));
    guard(sessions::useSchema);
  }

  @Override
  public void dropSchema(String schema) {
    run("drop schema if exists spark_catalog." + Sql.quote(schema) + " cascade");
    iceberg.ifPresent(tables -> guard(() -> tables.dropNamespace(schema)));
  }

  @Override
  public void dropRelation(Relation relation) {
    Optional<Relation> found = guard(() -> findEvenUnfinished(relation));
    if (found.isPresent()) {
      boolean view = found.get().type().filter(type -> type == RelationType.VIEW).isPresent();
      run("drop " + (view ? "view" : "table") + " if exists " + found.get());
    }
  }

  /** Sessions that read tables before ask for their files again. */
  void forgetFileLists() {
    sessions.forgetFileLists();
  }

  /** What a planner needs to know of a name. */
  public RelationState inspect(Relation relation) {
    return guard(
        () -> {
          boolean schemaExists =
              live.databaseExists(lower(relation.schema()))
                  && iceberg.map(tables -> tables.hasNamespace(relation.schema())).orElse(true);
          return new RelationState(
              schemaExists,
              isOldInSession(relation)
                  ? inSession(relation).or(() -> inIceberg(relation))
                  : inIceberg(relation).or(() -> inSession(relation)));
        });
  }

  /**
   * Whether the relation of a passing name was made by a run of ours: a view, a table in the folder
   * of its version, or a second entry of files that its owner's folder holds.
   */
  public boolean isOurs(PassingName name) {
    Relation relation = name.relation();
    return guard(
        () -> {
          Optional<TableState> made = findInSession(relation.schema(), relation.identifier());
          Optional<String> location = made.flatMap(table -> table.storage().location());
          return made.filter(SparkWarehouse::isView).isPresent()
              || location.filter(name::liesIn).isPresent()
              || location.isPresent()
                  && findInSession(relation.schema(), name.owner().identifier())
                      .flatMap(owner -> owner.storage().location())
                      .filter(own -> sharesFolder(own, location.get()))
                      .isPresent();
        });
  }

  /** The same, or versions of one table. */
  private static boolean sharesFolder(String one, String other) {
    return PassingName.withoutVersion(one).equals(PassingName.withoutVersion(other));
  }

  private Optional<TableState> findInSession(String schema, String table) {
    return live.findTable(lower(schema), lower(table));
  }

  /**
   * Which catalog is asked first. Where each has names of its own, a run that died before the old
   * relation went leaves two: the old one is in the other catalog.
   */
  private boolean isOldInSession(Relation relation) {
    return (locations.site() == Locations.Site.HERE) == isIceberg(relation);
  }

  private Optional<RelationState.Existing> inSession(Relation name) {
    return live.findTable(lower(name.schema()), lower(name.identifier())).map(this::existing);
  }

  private Optional<RelationState.Existing> inIceberg(Relation name) {
    return iceberg.flatMap(tables -> tables.inspect(name.schema(), name.identifier()));
  }

  /**
   * What the catalogs know of some relations of a schema, which is listed once. Only a table whose
   * columns no listing tells (Iceberg, Delta) is asked for by itself.
   *
   * @param names in lower case; what does not exist is left out
   */
  public SchemaDescription describe(String schema, Set<String> names) {
    Map<String, TableDescription> found = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (LiveCatalog.Counted counted : guard(() -> live.counted(lower(schema)))) {
      if (names.contains(lower(counted.table().name()))) {
        add(counted.table().name(), () -> description(counted), found, problems);
      }
    }
    if (iceberg.isPresent()) {
      IcebergTables tables = iceberg.get();
      for (String name : guard(() -> tables.list(schema))) {
        if (names.contains(lower(name)) && !found.containsKey(lower(name))) {
          Relation relation = tables.relation(schema, name);
          add(name, () -> tables.describe(relation), found, problems);
        }
      }
    }
    return new SchemaDescription(List.copyOf(found.values()), problems);
  }

  /** A table that cannot be read costs its own entry only. */
  private void add(
      String name,
      Supplier<TableDescription> described,
      Map<String, TableDescription> found,
      List<String> problems) {
    try {
      found.put(lower(name), guard(described));
    } catch (EpoxyException e) {
      problems.add("Cannot describe " + name + ": " + e.describe().strip());
    }
  }

  private TableDescription description(LiveCatalog.Counted counted) {
    TableState table = counted.table();
    Relation relation = relation(table);
    if (isIceberg(relation)) {
      return iceberg.orElseThrow().describe(relation);
    }
    return new TableDescription(
        relation,
        table.comment(),
        Optional.of(table.ownership().owner()).filter(owner -> !owner.isEmpty()),
        isListed(table) ? listed(table) : columns(relation),
        counted.bytes(),
        counted.rows());
  }

  /** The database's own location, where it has one. */
  Optional<String> schemaLocation(String schema) {
    return live.findDatabase(lower(schema)).map(DatabaseState::location);
  }

  private RelationState.Existing existing(TableState table) {
    Relation relation = relation(table);
    if (isIceberg(relation)) {
      return inIceberg(relation)
          .orElseThrow(
              () ->
                  new EpoxyException(
                      ErrorCode.DATABASE,
                      relation
                          + " is listed as an Iceberg table, but Iceberg knows none of that name:"
                          + " it was dropped meanwhile, or its metadata are gone.",
                      null));
    }
    return new RelationState.Existing(
        relation.type().orElse(RelationType.TABLE),
        isView(table) ? Optional.empty() : format(table),
        isListed(table) ? listed(table) : columns(relation),
        table.partitionColumns(),
        files(table),
        RelationState.Existing.Build.of(table.properties()));
  }

  /** Whether the catalog's entry itself tells the columns. */
  private static boolean isListed(TableState table) {
    return (format(table).isPresent() || isView(table))
        && !table.schemaJson().equals(new StructType().json());
  }

  private static List<Column> listed(TableState table) {
    return columns((StructType) DataType.fromJson(table.schemaJson()));
  }

  private static RelationState.Files files(TableState table) {
    Map<String, String> options = new LinkedHashMap<>(table.storage().properties());
    options.remove("path"); // Spark's and Hive's own
    options.remove("serialization.format");
    return new RelationState.Files(
        table.storage().location(),
        options,
        table.buckets().map(spec -> new Buckets(spec.columns(), spec.count())),
        Optional.ofNullable(table.properties().get(RelationState.LEFT_BEHIND)));
  }

  private Optional<Relation> findEvenUnfinished(Relation name) {
    Optional<Relation> found =
        isIceberg(name)
            ? Optional.empty()
            : findInSession(name.schema(), name.identifier()).map(this::relation);
    return found.or(
        () ->
            iceberg
                .filter(tables -> tables.exists(name.schema(), name.identifier()))
                .map(tables -> tables.relation(name.schema(), name.identifier())));
  }

  private static boolean isFinished(TableState table) {
    return RelationState.Existing.Build.of(table.properties()) == RelationState.Existing.Build.DONE;
  }

  private boolean isIceberg(Relation relation) {
    return relation.catalog().isPresent()
        && iceberg.filter(tables -> tables.isNamed(relation.catalog().get())).isPresent();
  }

  private Relation relation(TableState table) {
    Relation relation = Relation.of(table.database(), table.name());
    if (isView(table)) {
      return relation.ofType(RelationType.VIEW);
    }
    // In Glue an Iceberg table is listed beside the others, but is read through its own catalog.
    if (format(table).filter(TableFormat.ICEBERG::equals).isPresent() && iceberg.isPresent()) {
      return iceberg.get().relation(table.database(), table.name());
    }
    Relation stored = relation.ofType(RelationType.TABLE);
    return format(table).map(stored::storedAs).orElse(stored);
  }

  private static boolean isView(TableState table) {
    return table.kind() == TableState.Kind.VIEW;
  }

  private static Optional<TableFormat> format(TableState table) {
    if ("ICEBERG".equalsIgnoreCase(table.properties().get("table_type"))) {
      return Optional.of(TableFormat.ICEBERG);
    }
    return table.provider().flatMap(TableFormat::find);
  }

  static List<Column> columns(StructType schema) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : SizedTexts.declared(schema).fields()) {
      if (HudiTables.META_COLUMNS.contains(field.name())) {
        continue;
      }
      columns.add(
          new Column(
              field.name(),
              field.dataType().catalogString(),
              field.getComment().isDefined()
                  ? Optional.of(field.getComment().get())
                  : Optional.empty()));
    }
    return columns;
  }

  private void run(String sql) {
    guard(
        Statement.of(sql),
        () -> {
          session.sql(sql);
          changes.anywhere();
          return sql;
        });
  }

  private static <T> T guard(Supplier<T> work) {
    return guard(Statement.of(""), work);
  }

  private static void guard(Runnable work) {
    guard(
        () -> {
          work.run();
          return "";
        });
  }

  private static <T> T guard(Statement statement, Supplier<T> work) {
    try {
      return work.get();
    } catch (Exception e) {
      throw SparkErrors.translate(e, statement);
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
