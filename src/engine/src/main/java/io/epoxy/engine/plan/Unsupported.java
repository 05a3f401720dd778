package io.epoxy.engine.plan;

import io.epoxy.model.config.Flag;
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
    for (String key : List.of("lf_tags_config", "lf_grants")) {
      if (isLakeFormationOn(config.find(key).orElse(Map.of()))) {
        throw error(node, key + " cannot be applied yet");
      }
    }
    boolean hudi = config.string("file_format").filter("hudi"::equalsIgnoreCase).isPresent();
    if (materialization == Materialization.INCREMENTAL
        && hudi
        && !config.strings("substitute_variables").isEmpty()) {
      throw error(
          node,
          "substitute_variables are Python expressions, which Epoxy does not evaluate; put the"
              + " values into the query by Jinja instead, for example with var() or run_query()");
    }
  }

  private static boolean isLakeFormationOn(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return false;
    }
    Object filters = map.get("data_cell_filters");
    Object enabled = map.get("enabled");
    return enabled != null && Flag.find(enabled).orElse(true)
        || filters instanceof Map<?, ?> && isLakeFormationOn(filters);
  }
}
