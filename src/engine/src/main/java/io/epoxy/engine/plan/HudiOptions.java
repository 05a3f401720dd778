package io.epoxy.engine.plan;

import com.google.common.base.Splitter;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Options of Hudi's writer: dbt-glue's defaults ({@code hudi_merge_table}), the model's {@code
 * hudi_options} last.
 */
final class HudiOptions {
  private HudiOptions() {}

  /** Hudi's {@code hoodie.datasource.write.operation}. */
  enum Operation {
    /** A new table. */
    BULK_INSERT,
    UPSERT,
    INSERT,
    /** Of the partitions that there are rows for. */
    INSERT_OVERWRITE,
    INSERT_OVERWRITE_TABLE;

    private String hudiName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The columns of {@code unique_key}, which may be names with commas between them. */
  static List<String> recordKey(ModelSpec model) {
    return model.incremental().uniqueKey().stream()
        .flatMap(key -> Splitter.on(',').trimResults().omitEmptyStrings().splitToStream(key))
        .toList();
  }

  /**
   * All of them.
   *
   * @param columns of the rows: Hudi finds columns by case, Spark and its users do not
   */
  static Map<String, String> of(
      ModelSpec model, List<Column> columns, Operation operation, Locations.Site site) {
    String partitions = spelled(model.partitionBy(), columns);
    Map<String, String> options = new LinkedHashMap<>();
    options.put("hoodie.table.name", model.relation().identifier());
    options.put("hoodie.datasource.write.operation", operation.hudiName());
    options.put("hoodie.datasource.write.hive_style_partitioning", "true");
    options.put("hoodie.index.type", "GLOBAL_BLOOM");
    options.put("hoodie.bloom.index.update.partition.path", "true");
    if (!model.incremental().uniqueKey().isEmpty()) {
      options.put("hoodie.datasource.write.recordkey.field", spelled(recordKey(model), columns));
    }
    model
        .stamp()
        .ifPresent(column -> options.put("hoodie.datasource.write.precombine.field", column));
    if (model.partitionBy().isEmpty()) {
      options.put(
          "hoodie.datasource.write.keygenerator.class",
          "org.apache.hudi.keygen.NonpartitionedKeyGenerator");
    } else {
      options.put("hoodie.datasource.write.partitionpath.field", partitions);
    }
    if (operation == Operation.BULK_INSERT) {
      // A new folder has no columns yet: Hudi 0.15 then takes those of the table in the session's
      // schema that has the name, which is the one to be replaced.
      options.put("hoodie.datasource.write.schema.allow.auto.evolution.column.drop", "true");
      options.put("hoodie.internal.write.schema.canonicalize", "false");
    } else {
      options.put("hoodie.cleaner.policy", "KEEP_LATEST_COMMITS");
      options.put("hoodie.cleaner.commits.retained", "10");
    }
    if (site == Locations.Site.HERE) {
      // Services that cost more than they save on small tables (reference/stack.md section 3).
      options.put("hoodie.metadata.enable", "false");
      options.put("hoodie.embed.timeline.server", "false");
    } else if (operation != Operation.BULK_INSERT) {
      synchronise(model, partitions, options);
    }
    options.putAll(model.writeOptions());
    return options;
  }

  /** New partitions and columns reach the Glue Data Catalog; a new table is registered by us. */
  private static void synchronise(ModelSpec model, String partitions, Map<String, String> options) {
    Relation relation = model.relation();
    String sync = "hoodie.datasource.hive_sync.";
    options.put(sync + "enable", "true");
    options.put(sync + "use_jdbc", "false");
    options.put(sync + "database", relation.schema());
    options.put(sync + "table", relation.identifier());
    if (model.partitionBy().isEmpty()) {
      options.put(
          sync + "partition_extractor_class", "org.apache.hudi.hive.NonPartitionedExtractor");
    } else {
      options.put(
          sync + "partition_extractor_class", "org.apache.hudi.hive.MultiPartKeysValueExtractor");
      options.put(sync + "partition_fields", partitions);
    }
  }

  private static String spelled(List<String> names, List<Column> columns) {
    return names.stream()
        .map(
            name ->
                columns.stream()
                    .map(Column::name)
                    .filter(name::equalsIgnoreCase)
                    .findFirst()
                    .orElse(name))
        .collect(Collectors.joining(","));
  }
}
