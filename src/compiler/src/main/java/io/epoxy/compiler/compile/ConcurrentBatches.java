package io.epoxy.compiler.compile;

import io.epoxy.compiler.context.ContextFactory;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.graph.Node;
import io.epoxy.model.relation.FormatFeature;
import io.epoxy.model.relation.TableFormat;
import java.util.Optional;

/**
 * Whether batches of a microbatch model run at once. dbt decides by the config and by what the
 * adapter declares (dbt-core 1.12 {@code should_run_in_parallel}); dbt-spark and dbt-glue declare
 * nothing, so that a model that says nothing runs them one by one, as there.
 */
public record ConcurrentBatches(ContextFactory contexts) {
  /** Whether the model asks for it. */
  public static boolean areWanted(Node model) {
    return model.info().config().flag("concurrent_batches", false);
  }

  /** Whether the model asks for it and nothing is against it. */
  public boolean areRun(Node model) {
    return areWanted(model) && obstacle(model).isEmpty();
  }

  /** Why batches of a model cannot run at once; the end of a sentence that has its {@code but}. */
  public Optional<String> obstacle(Node model) {
    boolean byMacro =
        new StrategyMacros(contexts).isMacro(model)
            || contexts.materializations().find(model.materialization()).isPresent();
    if (byMacro) {
      return Optional.of(
          "a macro of the project writes them, of which it is not known whether it may run beside"
              + " itself");
    }
    NodeConfig config = model.info().config();
    Optional<TableFormat> format = TableFormat.find(config.string("file_format").orElse("parquet"));
    if (format.filter(known -> !known.supports(FormatFeature.CONCURRENT_BATCHES)).isPresent()) {
      return Optional.of("a table of file_format " + format.get().dbtName() + " has one writer");
    }
    String time = config.string("event_time").orElse("");
    boolean apart = config.strings("partition_by").stream().anyMatch(time::equalsIgnoreCase);
    // It compares commits by partitions alone (seen with Delta 3.3.2: ConcurrentAppendException).
    return format.filter(known -> known == TableFormat.DELTA && !apart).isPresent()
        ? Optional.of(
            "Delta tells rows of two commits apart by their partitions only, and partition_by does"
                + " not name the event_time column")
        : Optional.empty();
  }
}
