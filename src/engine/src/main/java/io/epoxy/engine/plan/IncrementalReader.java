package io.epoxy.engine.plan;

import io.epoxy.engine.plan.ModelSpec.BatchRows;
import io.epoxy.engine.plan.ModelSpec.ExpireSnapshots;
import io.epoxy.engine.plan.ModelSpec.Incremental;
import io.epoxy.engine.plan.ModelSpec.MacroStrategy;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Batch;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.CompiledNode.StrategySource;
import io.epoxy.model.graph.Node;
import io.epoxy.model.relation.FormatFeature;
import io.epoxy.model.relation.TableFormat;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an incremental model says of itself: dbt-glue's keys, defaults and sentences. */
record IncrementalReader(CompiledNode compiled, TableFormat format) {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .appendLiteral("+00:00")
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final String EXPIRE = "iceberg_expire_snapshots";

  Incremental read() {
    NodeConfig config = node().info().config();
    Optional<MacroStrategy> macro =
        compiled.strategy() == StrategySource.MACRO ? Optional.of(macro()) : Optional.empty();
    StrategyName strategy = macro.isPresent() ? StrategyName.INSERT_OVERWRITE : strategy();
    List<String> key = config.strings("unique_key");
    if (format == TableFormat.HUDI && key.isEmpty()) {
      throw error(
          "unique_key model configuration is required for HUDI incremental materializations.");
    }
    List<String> update = config.strings("merge_update_columns");
    List<String> exclude = config.strings("merge_exclude_columns");
    if (!update.isEmpty() && !exclude.isEmpty()) {
      throw error(
          "Model cannot specify merge_update_columns and merge_exclude_columns. Please update model"
              + " to use only one config");
    }
    List<String> predicates = config.strings("predicates");
    if (predicates.isEmpty()) {
      predicates = config.strings("incremental_predicates");
    }
    boolean partial =
        macro.isEmpty() && (!update.isEmpty() || !exclude.isEmpty() || !predicates.isEmpty());
    if (partial && strategy == StrategyName.MERGE && !can(FormatFeature.PARTIAL_MERGE)) {
      throw error(
          "file_format "
              + format.dbtName()
              + " merges whole rows: merge_update_columns, merge_exclude_columns and"
              + " incremental_predicates cannot be applied. Take them out, or use file_format"
              + " iceberg or delta.");
    }
    return new Incremental(
        strategy,
        macro,
        compiled.batch().map(this::rows),
        key,
        predicates,
        update,
        exclude,
        config
            .string("on_schema_change")
            .flatMap(OnSchemaChange::find)
            .orElse(OnSchemaChange.IGNORE), // of another value NoEffect tells
        expireSnapshots());
  }

  private Node node() {
    return compiled.node();
  }

  private BatchRows rows(Batch batch) {
    String column =
        node().info().config().string("event_time").orElseThrow(); // checked when parsed
    return new BatchRows(
        column,
        TIME.format(batch.start()),
        TIME.format(batch.end()),
        !batch.isFirst() && !batch.isLast());
  }

  /** dbt-spark's rule, for formats that cannot replace the rows of a time. */
  private void requirePartitions() {
    NodeConfig config = node().info().config();
    if (config.strings("partition_by").isEmpty()) {
      throw error(
          "dbt-spark 'microbatch' incremental strategy requires a `partition_by` config.\n"
              + "Ensure you are using a `partition_by` column that is of grain "
              + config.string("batch_size").orElse("None")
              + ".");
    }
  }

  private ExpireSnapshots expireSnapshots() {
    NodeConfig config = node().info().config();
    if (!can(FormatFeature.EXPIRE_SNAPSHOTS) || !config.flag(EXPIRE, true)) {
      return ExpireSnapshots.NO;
    }
    return config.find(EXPIRE).isPresent() ? ExpireSnapshots.YES : ExpireSnapshots.BY_DEFAULT;
  }

  /** dbt-glue's name of the staging relation, so that macros find what they expect. */
  private MacroStrategy macro() {
    NodeConfig config = node().info().config();
    String suffix = config.string("custom_temp_suffix").orElse("tmp");
    return new MacroStrategy(
        config.string("incremental_strategy").orElse("insert_overwrite"),
        node().relation().identifier() + "_" + suffix);
  }

  private StrategyName strategy() {
    // dbt-glue reads no strategy for Hudi and always upserts: that is what none means there.
    String standard = format == TableFormat.HUDI ? "merge" : "insert_overwrite";
    String name = node().info().config().string("incremental_strategy").orElse(standard);
    StrategyName strategy =
        StrategyName.find(name.toLowerCase(Locale.ROOT)).orElseThrow(() -> unknown(name));
    if (strategy == StrategyName.MERGE && !can(FormatFeature.MERGE)) {
      throw notForFormat(name, "'delta' or 'iceberg' or 'hudi' or 's3tables'");
    }
    if (strategy == StrategyName.DELETE_INSERT && !can(FormatFeature.DELETE_INSERT)) {
      throw notForFormat(name, "'delta' or 'iceberg' or 's3tables'");
    }
    if (strategy == StrategyName.MICROBATCH && !can(FormatFeature.DELETE_INSERT)) {
      requirePartitions();
    }
    return strategy;
  }

  private boolean can(FormatFeature feature) {
    return format.supports(feature);
  }

  private EpoxyException unknown(String name) {
    return error(
        "Invalid incremental strategy provided: "
            + name
            + "\n    Expected one of: 'append', 'merge', 'insert_overwrite', 'delete+insert',"
            + " 'microbatch'\n"
            + "    or a strategy of your own, but dbt could not find an incremental strategy macro"
            + " with the name \"get_incremental_"
            + name.replace("+", "_")
            + "_sql\" in "
            + node().info().packageName());
  }

  private EpoxyException notForFormat(String strategy, String formats) {
    return error(
        "Invalid incremental strategy provided: "
            + strategy
            + "\n    You can only choose this strategy when file_format is set to "
            + formats);
  }

  private EpoxyException error(String message) {
    return new EpoxyException(ErrorCode.COMPILATION, message, node().info().location());
  }
}
