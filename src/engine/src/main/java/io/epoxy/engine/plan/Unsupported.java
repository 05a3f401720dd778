package io.epoxy.engine.plan;

import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Language;
import io.epoxy.model.graph.Node;

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
}
