package io.epoxy.job.command;

import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.compiler.select.Selection;
import io.epoxy.compiler.select.Selection.EmptyNodes;
import io.epoxy.compiler.select.spec.IndirectSelection;
import io.epoxy.compiler.state.ComparisonOptions;
import io.epoxy.compiler.state.ComparisonOptions.SourceNames;
import io.epoxy.compiler.state.PreviousState;
import io.epoxy.compiler.state.StateComparison;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.RunEvent;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From a command's flags to the ids that it works on. */
final class Selecting {
  /** dbt's behaviour flag, true since 1.12: sources compare by their names as written. */
  private static final String UNRENDERED = "state_modified_compare_more_unrendered_values";

  private final CommandContext context;
  private final FlagValues flags;

  Selecting(CommandContext context) {
    this.context = context;
    this.flags = context.invocation().flags();
  }

  /**
   * The selected ids, parents first.
   *
   * @param byDefault the types when no {@code --resource-type} is given
   * @param all the types that can be asked for
   */
  List<UniqueId> select(Set<ResourceType> byDefault, Set<ResourceType> all, EmptyNodes emptyNodes) {
    Selection selection =
        new Selection(
            flags.list(Flag.SELECT),
            flags.list(Flag.EXCLUDE),
            flags.text(Flag.SELECTOR),
            flags
                .text(Flag.INDIRECT_SELECTION)
                .flatMap(IndirectSelection::find)
                .orElse(IndirectSelection.EAGER),
            types(byDefault, all),
            emptyNodes);
    return context.compiler().select(context.manifest(), selection, state());
  }

  /** dbt-core 1.12 {@code task/base.py}, resource_types_from_args. */
  private Set<ResourceType> types(Set<ResourceType> byDefault, Set<ResourceType> all) {
    Set<ResourceType> types = new LinkedHashSet<>();
    for (String name : flags.list(Flag.RESOURCE_TYPES)) {
      switch (name) {
        case "default" -> types.addAll(byDefault);
        case "all" -> types.addAll(all);
        default -> types.add(type(name));
      }
    }
    if (flags.list(Flag.RESOURCE_TYPES).isEmpty()) {
      types.addAll(byDefault);
    }
    flags.list(Flag.EXCLUDE_RESOURCE_TYPES).forEach(name -> types.remove(type(name)));
    types.retainAll(all);
    return types;
  }

  private static ResourceType type(String name) {
    return ResourceType.find(name)
        .orElseThrow(
            () ->
                new EpoxyException(
                    ErrorCode.USAGE, "'" + name + "' is not a resource type of dbt"));
  }

  private StateComparison state() {
    Optional<Path> folder = context.setting().folders().state();
    if (folder.isEmpty()) {
      return StateComparison.NONE;
    }
    Path target = context.artifacts().folder();
    if (folder.get().equals(target)) {
      context
          .events()
          .message(
              RunEvent.Level.WARN,
              "WarnStateTargetEqual",
              "The state and target directories are the same: '"
                  + flags.text(Flag.STATE).orElseGet(() -> folder.get().toString())
                  + "'. This could lead to missing changes due to overwritten state including"
                  + " non-idempotent retries.",
              Map.of(
                  "state_path", flags.text(Flag.STATE).orElseGet(() -> folder.get().toString())));
    }
    PreviousState previous = new StateFolder(folder.get()).read(target);
    ComparisonOptions options =
        new ComparisonOptions(
            Boolean.FALSE.equals(flags.values().get(UNRENDERED))
                ? SourceNames.RENDERED
                : SourceNames.UNRENDERED,
            flags.number(Flag.MAXIMUM_SEED_SIZE_MIB).orElse(1),
            context.startedAt(),
            context.events().sink());
    return StateComparison.of(previous, context.artifacts().shown(context.manifest()), options);
  }
}
