package io.epoxy.job.command;

import io.epoxy.model.graph.SeedNode;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import java.util.List;

/** {@code seed --show}: some rows of each seed (dbt-core 1.12 {@code SeedTask.show_tables}). */
final class SeedSamples {
  private final CommandContext context;

  SeedSamples(CommandContext context) {
    this.context = context;
  }

  void tell(List<NodeResult> results) {
    for (NodeResult result : results) {
      if (result.status() == RunStatus.SUCCESS
          && context.manifest().nodes().get(result.uniqueId()) instanceof SeedNode seed) {
        tell(seed);
      }
    }
  }

  private void tell(SeedNode seed) {
    String header =
        "Random sample of table: " + seed.relation().schema() + "." + seed.relation().identifier();
    say("Formatting", "");
    say("SeedHeader", header);
    say("Formatting", "-".repeat(header.length()));
    String table = context.compiler().seedSample(seed);
    context.events().emit(new RunEvent.Output(context.events().clock().instant(), table));
    say("Formatting", "");
  }

  private void say(String event, String text) {
    context.events().message(RunEvent.Level.INFO, event, text);
  }
}
