package io.epoxy.engine.execute;

import io.epoxy.engine.catalog.LiveCatalog;
import io.epoxy.engine.catalog.PartitionState;
import io.epoxy.engine.catalog.StorageState;
import io.epoxy.engine.catalog.TableState;
import io.epoxy.engine.plan.NameStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The table by which Athena reads a Delta table: Hive's reader of symlinks on Delta's manifests, as
 * dbt-glue's {@code delta_create_table} and {@code delta_update_manifest} make it.
 */
record AthenaMirror(LiveCatalog live, VersionFolders folders, SparkSession session) {
  private static final String SERDE = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe";
  private static final String INPUT = "org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat";
  private static final String OUTPUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";

  void write(NameStep.MirrorDelta step) throws IOException {
    session.sql(step.manifests());
    Row detail = session.sql("describe detail " + step.relation()).first();
    List<String> partitionColumns = detail.getList(detail.fieldIndex("partitionColumns"));
    String manifests = detail.getAs("location") + "/_symlink_format_manifest";
    StructType columns = session.table(step.relation().render()).schema();
    TableState mirror = mirror(step, manifests, columns, partitionColumns);
    live.publish(mirror);
    if (partitionColumns.isEmpty()) {
      return;
    }
    long now = System.currentTimeMillis();
    Map<Map<String, String>, String> found = folders.partitions(manifests, partitionColumns);
    List<PartitionState> partitions = new ArrayList<>();
    found.forEach(
        (spec, path) ->
            partitions.add(
                new PartitionState(spec, mirror.storage().movedTo(path), Map.of(), now, -1)));
    live.putPartitions(mirror, partitions);
    live.dropPartitions(
        mirror,
        live.partitions(mirror).keySet().stream()
            .filter(spec -> !found.containsKey(spec))
            .toList());
  }

  /** Hive has partition columns last. */
  private TableState mirror(
      NameStep.MirrorDelta step,
      String manifests,
      StructType columns,
      List<String> partitionColumns) {
    StructType ordered = new StructType();
    for (var field : columns.fields()) {
      ordered = partitionColumns.contains(field.name()) ? ordered : ordered.add(field);
    }
    for (String column : partitionColumns) {
      ordered = ordered.add(columns.apply(column));
    }
    return new TableState(
        lower(step.mirror().schema()),
        lower(step.mirror().identifier()),
        TableState.Kind.EXTERNAL,
        new StorageState(
            Optional.of(manifests),
            Optional.of(INPUT),
            Optional.of(OUTPUT),
            Optional.of(SERDE),
            false,
            Map.of()),
        ordered.json(),
        Optional.of("hive"),
        partitionColumns,
        Optional.empty(),
        new TableState.Ownership("", System.currentTimeMillis(), -1, session.version()),
        Map.of("EXTERNAL", "TRUE"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new TableState.Flags(!partitionColumns.isEmpty(), false, List.of()));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
