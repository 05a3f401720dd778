package io.epoxy.compiler.compile;

import io.epoxy.compiler.context.ContextFactory;
import io.epoxy.compiler.context.macro.MacroRegistry;
import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which incremental strategies are macros of a project: those of its own, {@code
 * get_incremental_NAME_sql}, and built-in ones of which it replaces a part.
 */
public record StrategyMacros(ContextFactory contexts) {
  /**
   * The macros behind dbt-spark's and dbt-glue's strategies, which projects are known to replace.
   */
  private static final Map<String, List<String>> PARTS =
      Map.of(
          "append",
          List.of("get_insert_into_sql"),
          "insert_overwrite",
          List.of("get_insert_overwrite_sql", "get_insert_overwrite_merge_sql"),
          "merge",
          List.of("get_merge_sql", "get_merge_update_columns", "get_merge_unique_key_match"),
          "delete+insert",
          List.of("get_delete_insert_merge_sql"));

  /** dbt's name of a strategy's macro. */
  public static String macroName(String strategy) {
    return "get_incremental_" + strategy.replace("+", "_") + "_sql";
  }

  /** The strategy of an incremental model; dbt-glue's default where it names none. */
  public static String of(Node node) {
    return node.info().config().string("incremental_strategy").orElse("insert_overwrite");
  }

  /** Whether the node is incremental by a macro of a project. */
  boolean isMacro(Node node) {
    NodeConfig config = node.info().config();
    // dbt-glue asks no strategy of Hudi, so none is meant there.
    boolean hasStrategy =
        config.string("incremental_strategy").isPresent()
            || config.string("file_format").filter("hudi"::equals).isEmpty();
    return node.materialization().equals("incremental")
        && hasStrategy
        && isMacro(node.info().packageName(), of(node));
  }

  /**
   * Whether the node runs batch by batch. A microbatch macro of a project's own ran without before
   * dbt had batches, and a behaviour flag keeps it so (dbt-core 1.12 {@code
   * use_microbatch_batches}).
   */
  public boolean runsInBatches(Node node) {
    String root = contexts.macros().root();
    return node.materialization().equals("incremental")
        && node.info()
            .config()
            .string("incremental_strategy")
            .filter("microbatch"::equals)
            .isPresent()
        && (contexts.isOn("require_batched_execution_for_custom_microbatch_strategy")
            || contexts
                .macros()
                .findAnywhere(root, macroName("microbatch"))
                .filter(macro -> !MacroRegistry.isInternal(macro))
                .isEmpty());
  }

  private boolean isMacro(String nodePackage, String strategy) {
    return isReplaced(nodePackage, macroName(strategy))
        || PARTS.getOrDefault(strategy, List.of()).stream()
            .anyMatch(part -> isReplaced(nodePackage, part));
  }

  /** By a macro of the same name, or one that dispatch finds before ours. */
  private boolean isReplaced(String nodePackage, String name) {
    Optional<MacroSource> named = contexts.macros().find(nodePackage, name);
    Optional<MacroSource> dispatched =
        contexts.dispatchOrder().find(nodePackage, name, Optional.of(MacroRegistry.INTERNAL));
    return named.filter(macro -> !MacroRegistry.isInternal(macro)).isPresent()
        || dispatched.filter(macro -> !MacroRegistry.isInternal(macro)).isPresent();
  }
}
