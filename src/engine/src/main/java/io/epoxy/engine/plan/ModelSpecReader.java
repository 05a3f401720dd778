package io.epoxy.engine.plan;

import io.epoxy.engine.format.FormatSupport;
import io.epoxy.engine.plan.ModelSpec.Dropped;
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
import java.util.LinkedHashMap;
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
    ListConfigs.check(compiled.node());
    ModelSpecReader reader = new ModelSpecReader(compiled);
    Materialization materialization = reader.materialization();
    Unsupported.check(compiled.node(), materialization);
    FormatSupport format =
        materialization == Materialization.VIEW
            ? viewFormat()
            : reader.format(reader.config.string("file_format"));
    return reader.placed(compiled.sql(), mode, materialization, format);
  }

  /**
   * A seed or snapshot as the table that it becomes.
   *
   * @param format as written; empty for the default
   * @param rows a query for its rows
   */
  static ModelSpec table(CompiledNode compiled, Optional<String> format, String rows) {
    ListConfigs.check(compiled.node());
    ModelSpecReader reader = new ModelSpecReader(compiled);
    Unsupported.check(compiled.node(), Materialization.TABLE);
    return reader.placed(rows, RefreshMode.NORMAL, Materialization.TABLE, reader.format(format));
  }

  /** As {@link #spec}; an error has a place. */
  private ModelSpec placed(
      String sql, RefreshMode mode, Materialization materialization, FormatSupport format) {
    try {
      return spec(sql, mode, materialization, format);
    } catch (EpoxyException e) {
      throw e.location().isPresent()
          ? e
          : new EpoxyException(e.code(), e.getMessage(), node.info().location(), e);
    }
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
    LayoutReader layout = new LayoutReader(node, format);
    return new ModelSpec(
        node.uniqueId(),
        node.info().location(),
        node.relation(),
        materialization,
        format,
        fullRefresh ? RefreshMode.FULL_REFRESH : RefreshMode.NORMAL,
        Sql.withoutSemicolon(sql),
        stamp(materialization, format),
        materialization == Materialization.VIEW ? Map.of() : layout.writeOptions(),
        layout.partitionBy(),
        materialization == Materialization.VIEW ? Optional.empty() : layout.buckets(),
        layout.tableProperties(),
        layout.customLocation(),
        contract(),
        config.flag("persist_docs", "relation")
            ? Optional.of(node.info().description()).filter(text -> !text.isEmpty())
            : Optional.empty(),
        config.flag("persist_docs", "columns") ? columnComments() : Map.of(),
        materialization == Materialization.INCREMENTAL
            ? new IncrementalReader(compiled, format.format()).read()
            : Incremental.NONE,
        grace(),
        config.flag("purge_dropped_iceberg_data", false) ? Dropped.PURGED : Dropped.KEPT,
        NoEffect.of(node, format.format()));
  }

  private Materialization materialization() {
    String name = node.materialization();
    return Materialization.find(name)
        .orElseThrow(() -> notSupported("materialized: " + name + " cannot be built yet"));
  }

  private Optional<Contract> contract() {
    return node instanceof ModelNode model && config.flag("contract", "enforced")
        ? Optional.of(Contract.of(model))
        : Optional.empty();
  }

  /** A view has no files; dbt-glue's file_format says nothing about it here. */
  private static FormatSupport viewFormat() {
    return FormatSupport.find(TableFormat.PARQUET).orElseThrow();
  }

  /** By which Hudi tells the newer of two rows with the same key; Iceberg's is asked for. */
  private Optional<String> stamp(Materialization materialization, FormatSupport format) {
    boolean incremental = materialization == Materialization.INCREMENTAL;
    if (format.format() == TableFormat.HUDI && incremental) {
      return Optional.of("update_hudi_ts");
    }
    return format.format() == TableFormat.ICEBERG && config.flag("add_iceberg_timestamp", false)
        ? Optional.of("update_iceberg_ts")
        : Optional.empty();
  }

  private FormatSupport format(Optional<String> given) {
    String name = given.orElse("parquet");
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
        .orElseThrow(() -> notSupported("file_format: " + name + " " + reason(format)));
  }

  private static String reason(TableFormat format) {
    return switch (format) {
      case JDBC ->
          "needs the connection of a database, which no config holds; it can be read as a source"
              + " that is registered in the catalog, not built as a model";
      case LIBSVM ->
          "holds a label and a vector of features, and no SQL query gives a vector; build the"
              + " model as parquet, with an array";
      default -> "cannot be built yet";
    };
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

  private EpoxyException notSupported(String what) {
    return Unsupported.error(node, what);
  }

  private EpoxyException error(String message) {
    return new EpoxyException(ErrorCode.COMPILATION, message, node.info().location());
  }
}
