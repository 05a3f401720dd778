package io.epoxy.engine.plan;

import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Language;
import io.epoxy.model.graph.Node;
import java.util.List;
import java.util.Map;

/** Refuses configs that the engine would otherwise pass over, before anything is touched. */
final class Unsupported {
  private Unsupported() {}

  static EpoxyException error(Node node, String what) {
    return new EpoxyException(
        ErrorCode.NOT_SUPPORTED,
        "Model '" + node.name() + "': " + what + ".",
        node.info().location());
  }

  static void check(Node node, Materialization materialization) {
    NodeConfig config = node.info().config();
    if (node.info().language() == Language.PYTHON) {
      throw error(node, "Python models cannot be run; write the model in SQL");
    }
    if (!config.map("grants").isEmpty()) {
      throw error(node, "grants cannot be applied yet");
    }
    for (String key : List.of("lf_tags_config", "lf_grants")) {
      if (isLakeFormationOn(config.find(key).orElse(Map.of()))) {
        throw error(node, key + " cannot be applied yet");
      }
    }
    if (config.string("sql_header").filter(text -> !text.isBlank()).isPresent()) {
      throw error(node, "sql_header cannot be run yet; a pre_hook can hold the statement");
    }
    if (materialization == Materialization.TABLE
        || materialization == Materialization.INCREMENTAL) {
      checkTable(node, config);
    }
  }

  private static void checkTable(Node node, NodeConfig config) {
    if (config.find("clustered_by").isPresent() && config.find("buckets").isPresent()) {
      throw error(node, "clustered_by with buckets cannot be built yet");
    }
    if (config.flag("add_iceberg_timestamp", false)) {
      throw error(node, "add_iceberg_timestamp cannot be done yet");
    }
  }

  private static boolean isLakeFormationOn(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return false;
    }
    Object filters = map.get("data_cell_filters");
    return Boolean.parseBoolean(String.valueOf(map.get("enabled")))
        || filters instanceof Map<?, ?> && isLakeFormationOn(filters);
  }
}
