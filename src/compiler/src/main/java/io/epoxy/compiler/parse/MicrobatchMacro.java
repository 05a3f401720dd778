package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.macro.MacroRegistry;
import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;

/**
 * A microbatch strategy of the project's own that is to run outside of batches, as it did before
 * dbt had batches (dbt-core 1.12 {@code check_for_microbatch_deprecations}).
 */
record MicrobatchMacro(ParseInput input, Warnings warnings) {
  /** The strategy's macro. */
  static final String NAME = "get_incremental_microbatch_sql";

  void check(Manifest manifest) {
    boolean batched =
        BehaviourFlags.isOn(
            input.root().flags(), "require_batched_execution_for_custom_microbatch_strategy");
    if (!batched && isOwn() && manifest.nodes().values().stream().anyMatch(MicrobatchMacro::uses)) {
      warnings.warn(
          "MicrobatchMacroOutsideOfBatchesDeprecation",
          "The use of a custom microbatch macro outside of batched execution is deprecated. To use"
              + " it with batched execution, set"
              + " `flags.require_batched_execution_for_custom_microbatch_strategy` to `True` in"
              + " `dbt_project.yml`. In the future this will be the default behavior.");
    }
  }

  private boolean isOwn() {
    return input
        .contexts()
        .macros()
        .findAnywhere(input.root().name(), NAME)
        .filter(macro -> !macro.packageName().equals(MacroRegistry.INTERNAL))
        .isPresent();
  }

  private static boolean uses(Node node) {
    NodeConfig config = node.info().config();
    return node instanceof ModelNode model
        && model.materialization().equals("incremental")
        && config.string("incremental_strategy").filter("microbatch"::equals).isPresent();
  }
}
