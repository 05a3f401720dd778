package io.epoxy.engine.plan;

import io.epoxy.engine.format.Buckets;
import io.epoxy.engine.format.FormatSupport;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.relation.FormatFeature;
import io.epoxy.model.relation.TableFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a model says of how and where its table lies. */
record LayoutReader(Node node, FormatSupport format) {
  /** Files know columns only, so that a text with commas is taken apart; Iceberg has transforms. */
  List<String> partitionBy() {
    return format.format().supports(FormatFeature.OWN_CATALOG)
        ? config().strings("partition_by")
        : columns("partition_by");
  }

  /**
   * @throws EpoxyException COMPILATION when only {@code buckets} is given, or a number is none
   */
  Optional<Buckets> buckets() {
    Optional<String> count = config().string("buckets");
    List<String> columns = columns("clustered_by");
    if (count.isEmpty()) {
      return Optional.empty();
    }
    if (columns.isEmpty()) {
      throw error("config 'buckets' needs 'clustered_by', the columns whose values make a bucket");
    }
    if (!format.format().supports(FormatFeature.BUCKETS)) {
      throw new EpoxyException(
          ErrorCode.NOT_SUPPORTED,
          "Model '"
              + node.name()
              + "': file_format "
              + format.format().dbtName()
              + " has no buckets. Take clustered_by and buckets out, or use partition_by.",
          node.info().location());
    }
    if (!count.get().matches("[1-9]\\d{0,8}")) {
      throw error(
          "config 'buckets' must be a whole number of at least 1, not '" + count.get() + "'");
    }
    return Optional.of(new Buckets(columns, Integer.parseInt(count.get())));
  }

  /** {@code write_options}; dbt-glue's {@code hudi_options} come after them. */
  Map<String, String> writeOptions() {
    Map<String, String> options = texts("write_options");
    if (format.format().supports(FormatFeature.OWN_CATALOG) && !options.isEmpty()) {
      throw error(
          "config 'write_options': "
              + format.format().dbtName()
              + " keeps its write options with the table. Put them into table_properties, for"
              + " example 'write.parquet.compression-codec'.");
    }
    if (format.format() == TableFormat.HUDI) {
      options.putAll(texts("hudi_options"));
    }
    return format.format() == TableFormat.CSV ? CsvOptions.added(options) : options;
  }

  Map<String, String> tableProperties() {
    return texts("table_properties");
  }

  /** As it is written; {@code empty} is how dbt-glue's macros say that there is none. */
  Optional<String> customLocation() {
    return config()
        .string("custom_location")
        .filter(path -> !path.isBlank() && !path.equals("empty"));
  }

  private NodeConfig config() {
    return node.info().config();
  }

  private List<String> columns(String key) {
    List<String> columns = new ArrayList<>();
    for (String item : config().strings(key)) {
      for (String part : List.of(item.split(",", -1))) {
        String column = part.strip().replace("`", "");
        if (!column.isEmpty()) {
          columns.add(column);
        }
      }
    }
    return columns;
  }

  private Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    config()
        .map(key)
        .forEach((name, value) -> texts.put(name, value == null ? "" : value.toString()));
    return texts;
  }

  private EpoxyException error(String message) {
    return new EpoxyException(ErrorCode.COMPILATION, message, node.info().location());
  }
}
