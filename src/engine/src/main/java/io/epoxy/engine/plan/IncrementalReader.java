package io.epoxy.engine.plan;

import io.epoxy.engine.plan.ModelSpec.ExpireSnapshots;
import io.epoxy.engine.plan.ModelSpec.Incremental;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.relation.FormatFeature;
import io.epoxy.model.relation.TableFormat;
import java.util.List;
import java.util.Locale;

/** What an incremental model says of itself: dbt-glue's keys, defaults and sentences. */
record IncrementalReader(Node node, TableFormat format) {
  private static final String EXPIRE = "iceberg_expire_snapshots";

  Incremental read() {
    NodeConfig config = node.info().config();
    StrategyName strategy = strategy();
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
    boolean partial = !update.isEmpty() || !exclude.isEmpty() || !predicates.isEmpty();
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
        key,
        predicates,
        update,
        exclude,
        OnSchemaChange.of(config.string("on_schema_change").orElse("ignore")),
        expireSnapshots());
  }

  private ExpireSnapshots expireSnapshots() {
    NodeConfig config = node.info().config();
    if (!can(FormatFeature.EXPIRE_SNAPSHOTS) || !config.flag(EXPIRE, true)) {
      return ExpireSnapshots.NO;
    }
    return config.find(EXPIRE).isPresent() ? ExpireSnapshots.YES : ExpireSnapshots.BY_DEFAULT;
  }

  private StrategyName strategy() {
    // dbt-glue reads no strategy for Hudi and always upserts: that is what none means there.
    String standard = format == TableFormat.HUDI ? "merge" : "insert_overwrite";
    String name = node.info().config().string("incremental_strategy").orElse(standard);
    StrategyName strategy =
        StrategyName.find(name.toLowerCase(Locale.ROOT)).orElseThrow(() -> unknown(name));
    if (strategy == StrategyName.MERGE && !can(FormatFeature.MERGE)) {
      throw notForFormat(name, "'delta' or 'iceberg' or 'hudi' or 's3tables'");
    }
    if (strategy == StrategyName.DELETE_INSERT && !can(FormatFeature.DELETE_INSERT)) {
      throw notForFormat(name, "'delta' or 'iceberg' or 's3tables'");
    }
    return strategy;
  }

  private boolean can(FormatFeature feature) {
    return format.supports(feature);
  }

  private EpoxyException unknown(String name) {
    if (name.equals("microbatch")) {
      return Unsupported.error(node, "incremental_strategy: microbatch cannot be run yet");
    }
    return error(
        "Invalid incremental strategy provided: "
            + name
            + "\n    Expected one of: 'append', 'merge', 'insert_overwrite', 'delete+insert'");
  }

  private EpoxyException notForFormat(String strategy, String formats) {
    return error(
        "Invalid incremental strategy provided: "
            + strategy
            + "\n    You can only choose this strategy when file_format is set to "
            + formats);
  }

  private EpoxyException error(String message) {
    return new EpoxyException(ErrorCode.COMPILATION, message, node.info().location());
  }
}
