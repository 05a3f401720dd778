package io.epoxy.engine.execute;

import io.epoxy.engine.catalog.LiveCatalog;
import io.epoxy.engine.catalog.TableState;
import io.epoxy.engine.format.Ddl;
import io.epoxy.engine.plan.Sql;
import io.epoxy.model.config.Data;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.ColumnInfo;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Makes a project's source tables from files on this machine, as dbt-external-tables describes them
 * under {@code external:}.
 */
public final class ExternalSources {
  private final SparkSession session;
  private final SparkWarehouse warehouse;
  private final Path projectDir;
  private final CatalogChanges changes;

  public ExternalSources(
      SparkSessions sessions, SparkWarehouse warehouse, Path projectDir, CatalogChanges changes) {
    this.session = sessions.base();
    this.warehouse = warehouse;
    this.projectDir = projectDir;
    this.changes = changes;
  }

  /** Makes those that are missing; every unusable one is reported, none is half made. */
  public List<Relation> register(Collection<SourceTable> sources) {
    Problems problems = new Problems();
    List<Relation> made = new ArrayList<>();
    for (SourceTable source : sources) {
      try {
        register(source).ifPresent(made::add);
      } catch (EpoxyException e) {
        problems.add(e);
      }
    }
    problems.throwIfAny();
    return made;
  }

  private Optional<Relation> register(SourceTable source) {
    Optional<String> location = source.external().flatMap(map -> text(map, "location"));
    if (location.isEmpty()) {
      return Optional.empty();
    }
    Path folder = projectDir.resolve(location.get()).normalize();
    if (warehouse.findRelation(source.relation()).isPresent()) {
      refreshPartitions(source.relation(), folder);
      return Optional.empty();
    }
    Map<String, Object> external = source.external().orElseThrow();
    if (!Files.isReadable(folder)) {
      throw error(
          source,
          "external location '" + location.get() + "' was not found: there is no " + folder);
    }
    String provider =
        text(external, "file_format")
            .or(() -> text(external, "using"))
            .orElse("parquet")
            .toLowerCase(Locale.ROOT);
    Map<String, String> options = options(external);
    StructType schema = schema(source, folder, provider, options);
    List<String> partitions = new ArrayList<>();
    StructType ordered = partitionsLast(source, schema, partitions(source, external), partitions);
    create(source, ordered, new Made(provider, options, partitions, folder));
    return Optional.of(source.relation().ofType(RelationType.TABLE));
  }

  /**
   * A catalog lists partitions once; folders that came or went since are looked for by their
   * number.
   */
  private void refreshPartitions(Relation relation, Path folder) {
    LiveCatalog catalog = new LiveCatalog(session);
    Optional<TableState> stale =
        catalog
            .findTable(relation.schema(), relation.identifier())
            .filter(table -> !table.partitionColumns().isEmpty() && isAt(table, folder))
            .filter(
                table ->
                    partitionFolders(folder, table.partitionColumns().size())
                        != catalog.partitions(table).size());
    if (stale.isPresent()) {
      session.sql("msck repair table " + relation + " sync partitions");
      changes.anywhere();
    }
  }

  private static boolean isAt(TableState table, Path folder) {
    return table
        .storage()
        .location()
        .map(URI::create)
        .filter(uri -> "file".equals(uri.getScheme()) && Path.of(uri.getPath()).equals(folder))
        .isPresent();
  }

  private static long partitionFolders(Path folder, int depth) {
    try (Stream<Path> paths = Files.walk(folder, depth)) {
      return paths
          .filter(path -> folder.relativize(path).getNameCount() == depth)
          .filter(path -> path.getFileName().toString().contains("=") && Files.isDirectory(path))
          .count();
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "Cannot list " + folder + ": " + e, null, e);
    }
  }

  private record Made(
      String provider, Map<String, String> options, List<String> partitions, Path folder) {}

  private void create(SourceTable source, StructType schema, Made made) {
    Relation relation = source.relation();
    if (!warehouse.schemaExists(relation.schema())) {
      warehouse.createSchema(relation.schema());
    }
    StringBuilder sql = new StringBuilder("create table ").append(relation);
    sql.append(" (").append(schema.toDDL()).append(") using ").append(made.provider());
    if (!made.options().isEmpty()) {
      List<String> pairs = new ArrayList<>();
      made.options()
          .forEach((key, value) -> pairs.add(Ddl.literal(key) + "=" + Ddl.literal(value)));
      sql.append(" options (").append(String.join(", ", pairs)).append(')');
    }
    if (!made.partitions().isEmpty()) {
      sql.append(" partitioned by (")
          .append(String.join(", ", made.partitions().stream().map(Sql::quote).toList()))
          .append(')');
    }
    sql.append(" location ").append(Ddl.literal(made.folder().toUri().toString()));
    try {
      session.sql(sql.toString());
      if (!made.partitions().isEmpty()) {
        recoverPartitions(source, relation);
      }
      changes.anywhere();
    } catch (Exception e) {
      warehouse.dropRelation(relation);
      EpoxyException told = SparkErrors.translate(e, Statement.of(sql.toString()));
      throw error(source, told.getMessage());
    }
  }

  private void recoverPartitions(SourceTable source, Relation relation) {
    session.catalog().recoverPartitions(relation.render());
    if (session.sql("show partitions " + relation).isEmpty()) {
      throw error(
          source,
          "no partition folders (name=value) were found under '"
              + source.external().orElseThrow().get("location")
              + "'");
    }
  }

  /** What the files say; declared columns win for formats that know no types. */
  private StructType schema(
      SourceTable source, Path folder, String provider, Map<String, String> options) {
    StructType declared = declared(source);
    try {
      var reader = session.read().format(provider).options(options);
      if (declared.length() > 0 && (provider.equals("csv") || provider.equals("json"))) {
        reader = reader.schema(declared);
      }
      StructType found = reader.load(folder.toUri().toString()).schema();
      if (found.length() == 0) {
        throw error(source, "no " + provider + " files were found in " + folder);
      }
      return found;
    } catch (EpoxyException e) {
      throw e;
    } catch (Exception e) {
      String sentence = SparkErrors.translate(e, Statement.of("")).getMessage();
      throw error(source, "could not read " + folder + " as " + provider + ": " + sentence);
    }
  }

  private static StructType declared(SourceTable source) {
    StructType schema = new StructType();
    for (ColumnInfo column : source.info().columns().values()) {
      if (column.dataType().isEmpty()) {
        return new StructType();
      }
      schema = schema.add(column.name(), DataType.fromDDL(column.dataType().get()));
    }
    return schema;
  }

  /** Partition columns, each with its declared type; those that the folders show when none are. */
  private Map<String, Optional<String>> partitions(
      SourceTable source, Map<String, Object> external) {
    Map<String, Optional<String>> partitions = new LinkedHashMap<>();
    Object written = external.get("partitions");
    if (written instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map && map.get("name") != null) {
          partitions.put(
              map.get("name").toString(),
              Optional.ofNullable(map.get("data_type")).map(Object::toString));
        } else if (item instanceof String name) {
          partitions.put(name, Optional.empty());
        } else {
          throw error(source, "external partitions must be names, or mappings with a name");
        }
      }
    } else if (written != null) {
      throw error(source, "external partitions must be a list");
    }
    return partitions;
  }

  private StructType partitionsLast(
      SourceTable source,
      StructType schema,
      Map<String, Optional<String>> wanted,
      List<String> partitions) {
    List<StructField> data = new ArrayList<>(List.of(schema.fields()));
    List<StructField> last = new ArrayList<>();
    wanted.forEach(
        (name, type) -> {
          StructField field =
              data.stream()
                  .filter(candidate -> candidate.name().equalsIgnoreCase(name))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          error(
                              source,
                              "external partition '"
                                  + name
                                  + "' is neither a folder (name=value) nor a column; found "
                                  + String.join(", ", schema.fieldNames())));
          data.remove(field);
          partitions.add(field.name());
          DataType declared = type.map(DataType::fromDDL).orElse(field.dataType());
          last.add(new StructField(field.name(), declared, true, field.metadata()));
        });
    data.addAll(last);
    return new StructType(data.toArray(new StructField[0]));
  }

  private static Map<String, String> options(Map<String, Object> external) {
    Map<String, String> options = new LinkedHashMap<>();
    if (external.get("options") instanceof Map<?, ?> map) {
      map.forEach((key, value) -> options.put(String.valueOf(key), String.valueOf(value)));
    }
    return options;
  }

  private static Optional<String> text(Map<String, Object> map, String key) {
    return Optional.ofNullable(Data.copyValue(map.get(key))).map(Object::toString);
  }

  private static EpoxyException error(SourceTable source, String message) {
    return new EpoxyException(
        ErrorCode.PROJECT,
        "Source '" + source.sourceName() + "." + source.info().name() + "': " + message + ".",
        source.info().location());
  }
}
