package io.epoxy.engine.execute;

import io.epoxy.engine.catalog.LiveCatalog;
import io.epoxy.engine.catalog.PartitionState;
import io.epoxy.engine.catalog.StorageState;
import io.epoxy.engine.catalog.TableState;
import io.epoxy.engine.plan.NameStep;
import io.epoxy.engine.plan.TableStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Catalog entries of tables whose files lie in version folders. */
final class FileTables {
  private final LiveCatalog live;
  private final String sparkVersion;

  FileTables(LiveCatalog live, String sparkVersion) {
    this.live = live;
    this.sparkVersion = sparkVersion;
  }

  /** What a publication gave up. */
  record Replaced(Set<String> locations) {}

  Replaced publish(TableState definition, Map<Map<String, String>, String> partitions) {
    Optional<TableState> old = live.findTable(definition.database(), definition.name());
    Set<String> replaced = old.map(this::locations).orElse(Set.of());
    live.publish(definition, old);
    if (!definition.partitionColumns().isEmpty()) {
      Set<Map<String, String>> existing = live.partitions(definition).keySet();
      live.putPartitions(definition, states(definition, partitions), existing);
      List<Map<String, String>> vanished =
          existing.stream().filter(spec -> !partitions.containsKey(spec)).toList();
      live.dropPartitions(definition, vanished);
    }
    return new Replaced(replaced);
  }

  Replaced publishPartitions(
      TableStep.PublishPartitions step, Map<Map<String, String>, String> partitions) {
    TableState table =
        live.findTable(lower(step.relation().schema()), lower(step.relation().identifier()))
            .orElseThrow();
    Set<String> replaced = new LinkedHashSet<>();
    Map<Map<String, String>, PartitionState> existing = live.partitions(table);
    existing.forEach(
        (spec, partition) -> {
          if (partitions.containsKey(spec)) {
            partition.storage().location().ifPresent(replaced::add);
          }
        });
    live.putPartitions(table, states(table, partitions), existing.keySet());
    return new Replaced(replaced);
  }

  /** Every folder that the catalog names for a table. */
  Set<String> locations(TableState table) {
    Set<String> locations = new LinkedHashSet<>();
    table.storage().location().ifPresent(locations::add);
    if (!table.partitionColumns().isEmpty() && table.flags().tracksPartitions()) {
      live.partitions(table)
          .values()
          .forEach(partition -> partition.storage().location().ifPresent(locations::add));
    }
    return locations;
  }

  /** What is known of a table whose old files may go. */
  VersionFolders.Cleanup cleanup(
      NameStep.DeleteOldFiles step, String current, Set<String> justReplaced) {
    Optional<TableState> table =
        live.findTable(lower(step.relation().schema()), lower(step.relation().identifier()))
            .filter(found -> found.kind() != TableState.Kind.VIEW);
    return new VersionFolders.Cleanup(
        step.root(),
        step.relation(),
        current,
        table.map(this::locations).orElse(Set.of()),
        justReplaced,
        table
            .filter(found -> found.flags().tracksPartitions())
            .map(found -> found.partitionColumns().size())
            .orElse(0));
  }

  private static List<PartitionState> states(
      TableState table, Map<Map<String, String>, String> partitions) {
    long now = System.currentTimeMillis();
    List<PartitionState> states = new ArrayList<>();
    partitions.forEach(
        (spec, location) ->
            states.add(
                new PartitionState(
                    spec, table.storage().movedTo(uri(location)), Map.of(), now, -1)));
    return states;
  }

  /** What the catalog would say of a table of these columns. */
  TableState definition(TableStep.PublishTable step, StructType written) {
    List<String> partitionColumns = new ArrayList<>();
    StructType schema = layOut(step, written, partitionColumns);
    return new TableState(
        lower(step.relation().schema()),
        lower(step.relation().identifier()),
        TableState.Kind.EXTERNAL,
        StorageState.at(uri(step.ddl().location().orElseThrow()))
            .withProperties(step.ddl().options()),
        schema.json(),
        Optional.of(step.ddl().provider()),
        partitionColumns,
        step.ddl()
            .buckets()
            .map(spec -> new TableState.Buckets(spec.count(), spec.columns(), List.of())),
        new TableState.Ownership("", System.currentTimeMillis(), -1, sparkVersion),
        step.ddl().properties(),
        step.ddl().comment(),
        Optional.empty(),
        Optional.empty(),
        new TableState.Flags(!partitionColumns.isEmpty(), true, List.of()));
  }

  /** Nullable, with comments, partition columns last: as Spark's own CREATE TABLE AS SELECT. */
  private static StructType layOut(
      TableStep.PublishTable step, StructType written, List<String> partitionColumns) {
    Map<String, String> comments = new LinkedHashMap<>();
    step.columnComments().forEach((name, text) -> comments.put(lower(name), text));
    Map<String, StructField> fields = new LinkedHashMap<>();
    for (StructField field : ((StructType) nullable(written)).fields()) {
      String comment = comments.get(lower(field.name()));
      fields.put(lower(field.name()), comment == null ? field : field.withComment(comment));
    }
    List<StructField> last = new ArrayList<>();
    for (String column : step.ddl().partitionBy()) {
      StructField field = fields.remove(lower(column));
      last.add(field);
      partitionColumns.add(field.name());
    }
    List<StructField> all = new ArrayList<>(fields.values());
    all.addAll(last);
    return new StructType(all.toArray(new StructField[0]));
  }

  private static DataType nullable(DataType type) {
    if (type instanceof StructType struct) {
      StructField[] fields = struct.fields().clone();
      for (int i = 0; i < fields.length; i++) {
        fields[i] =
            new StructField(
                fields[i].name(), nullable(fields[i].dataType()), true, plain(fields[i]));
      }
      return new StructType(fields);
    }
    if (type instanceof org.apache.spark.sql.types.ArrayType array) {
      return new org.apache.spark.sql.types.ArrayType(nullable(array.elementType()), true);
    }
    if (type instanceof org.apache.spark.sql.types.MapType map) {
      return new org.apache.spark.sql.types.MapType(
          nullable(map.keyType()), nullable(map.valueType()), true);
    }
    return type;
  }

  /** A query carries over its inputs' comments and sizes and, from files, other marks. */
  private static Metadata plain(StructField field) {
    MetadataBuilder kept = new MetadataBuilder();
    if (field.getComment().isDefined()) {
      kept.putString("comment", field.getComment().get());
    }
    SizedTexts.copyMark(field.metadata(), kept);
    return kept.build();
  }

  private static String uri(String location) {
    return new org.apache.hadoop.fs.Path(location).toUri().toString();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
