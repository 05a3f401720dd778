package io.epoxy.engine.plan;

import io.epoxy.engine.format.FormatSupport;
import io.epoxy.engine.plan.ModelSpec.Incremental;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.relation.FormatFeature;
import io.epoxy.model.relation.TableFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a model's config: dbt-glue's keys, defaults and sentences (reference: its incremental
 * validation macros). A key that would be silently less than asked for is refused here.
 */
final class ModelSpecReader {
  static final Duration DEFAULT_GRACE = Duration.ofMinutes(60);

  private final Node node;
  private final CompiledNode compiled;
  private final NodeConfig config;

  private ModelSpecReader(CompiledNode compiled) {
    this.node = compiled.node();
    this.compiled = compiled;
    this.config = node.info().config();
  }

  static ModelSpec read(CompiledNode compiled, RefreshMode mode) {
    ModelSpecReader reader = new ModelSpecReader(compiled);
    Materialization materialization = reader.materialization();
    Unsupported.check(compiled.node(), materialization);
    FormatSupport format =
        materialization == Materialization.VIEW
            ? viewFormat()
            : reader.format(reader.config.string("file_format"));
    return reader.spec(compiled.sql(), mode, materialization, format);
  }

  /**
   * A seed as the table that it becomes.
   *
   * @param rows a query for its rows
   */
  static ModelSpec seed(CompiledNode compiled, Optional<String> format, String rows) {
    ModelSpecReader reader = new ModelSpecReader(compiled);
    Unsupported.check(compiled.node(), Materialization.TABLE);
    return reader.spec(rows, RefreshMode.NORMAL, Materialization.TABLE, reader.format(format));
  }

  private ModelSpec spec(
      String sql, RefreshMode mode, Materialization materialization, FormatSupport format) {
    if (format.format().supports(FormatFeature.OWN_CATALOG)
        && node.relation().catalog().isEmpty()) {
      throw notSupported(
          "file_format: "
              + format.format().dbtName()
              + " needs a catalog name, so the profile's custom_iceberg_catalog_namespace must not"
              + " be empty");
    }
    // Of batches the caller knows: only the first of a full refresh builds the table anew.
    boolean fullRefresh =
        compiled.batch().isPresent()
            ? mode == RefreshMode.FULL_REFRESH
            : config.flag("full_refresh", mode == RefreshMode.FULL_REFRESH);
    Map<String, Object> persist = config.map("persist_docs");
    return new ModelSpec(
        node.uniqueId(),
        node.info().location(),
        node.relation(),
        materialization,
        format,
        fullRefresh ? RefreshMode.FULL_REFRESH : RefreshMode.NORMAL,
        Sql.withoutSemicolon(sql),
        stamp(materialization, format),
        format.format() == TableFormat.HUDI ? texts("hudi_options") : Map.of(),
        partitionBy(format),
        texts("table_properties"),
        config.string("custom_location").filter(path -> !path.isBlank()),
        contract(),
        isOn(persist, "relation")
            ? Optional.of(node.info().description()).filter(text -> !text.isEmpty())
            : Optional.empty(),
        isOn(persist, "columns") ? columnComments() : Map.of(),
        materialization == Materialization.INCREMENTAL
            ? new IncrementalReader(compiled, format.format()).read()
            : Incremental.NONE,
        grace());
  }

  private Materialization materialization() {
    String name = node.materialization();
    return Materialization.find(name)
        .orElseThrow(() -> notSupported("materialized: " + name + " cannot be built yet"));
  }

  private Optional<Contract> contract() {
    return node instanceof ModelNode model && isOn(config.map("contract"), "enforced")
        ? Optional.of(Contract.of(model))
        : Optional.empty();
  }

  /** A view has no files; dbt-glue's file_format says nothing about it here. */
  private static FormatSupport viewFormat() {
    return FormatSupport.find(TableFormat.PARQUET).orElseThrow();
  }

  /** By which Hudi tells the newer of two rows with the same key, as in dbt-glue. */
  private static Optional<String> stamp(Materialization materialization, FormatSupport format) {
    return format.format() == TableFormat.HUDI && materialization == Materialization.INCREMENTAL
        ? Optional.of("update_hudi_ts")
        : Optional.empty();
  }

  private FormatSupport format(Optional<String> given) {
    String name = given.orElse("parquet");
    if (name.equalsIgnoreCase("jdbc") || name.equalsIgnoreCase("libsvm")) {
      throw notSupported("file_format: " + name + " cannot be built yet");
    }
    TableFormat format =
        TableFormat.find(name)
            .orElseThrow(
                () ->
                    error(
                        "Invalid file format provided: "
                            + name
                            + "\n    Expected one of: text, csv, json, jdbc, parquet, orc, hive,"
                            + " delta, iceberg, libsvm, hudi, s3tables"));
    return FormatSupport.find(format)
        .orElseThrow(() -> notSupported("file_format: " + name + " cannot be built yet"));
  }

  /** Files know columns only, so that a text with commas is taken apart; Iceberg has transforms. */
  private List<String> partitionBy(FormatSupport format) {
    List<String> written = config.strings("partition_by");
    if (format.format().supports(FormatFeature.OWN_CATALOG)) {
      return written;
    }
    List<String> columns = new ArrayList<>();
    for (String item : written) {
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
    config
        .map(key)
        .forEach((name, value) -> texts.put(name, value == null ? "" : value.toString()));
    return texts;
  }

  private Map<String, String> columnComments() {
    Map<String, String> comments = new LinkedHashMap<>();
    node.info()
        .columns()
        .forEach(
            (name, column) -> {
              if (!column.description().isEmpty()) {
                comments.put(column.name(), column.description());
              }
            });
    return comments;
  }

  private Duration grace() {
    Optional<String> minutes = config.string("old_files_grace_minutes");
    try {
      return minutes.map(text -> Duration.ofMinutes(Long.parseLong(text))).orElse(DEFAULT_GRACE);
    } catch (NumberFormatException e) {
      throw error("config 'old_files_grace_minutes' must be a number, not '" + minutes.get() + "'");
    }
  }

  private static boolean isOn(Map<String, Object> map, String key) {
    return Boolean.parseBoolean(String.valueOf(map.get(key)));
  }

  private EpoxyException notSupported(String what) {
    return Unsupported.error(node, what);
  }

  private EpoxyException error(String message) {
    return new EpoxyException(ErrorCode.COMPILATION, message, node.info().location());
  }
}
