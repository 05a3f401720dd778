package io.epoxy.job.command;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Folders;
import io.epoxy.compiler.RunScope;
import io.epoxy.compiler.RunScope.Preference;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code --defer}, {@code --favor-state} and {@code --defer-state}; clone always defers. */
final class Deferring {
  private Deferring() {}

  /**
   * The run of some nodes as the flags want it.
   *
   * @throws EpoxyException in dbt's words when there is nothing to defer to
   */
  static RunScope scope(CommandContext context, List<UniqueId> selected) {
    FlagValues flags = context.invocation().flags();
    if (!flags.isOn(Flag.DEFER) && context.invocation().command() != Command.CLONE) {
      return new RunScope(shown(context, selected), Optional.empty(), Preference.OWN_TABLES);
    }
    Folders folders = context.setting().folders();
    Path folder =
        folders
            .deferState()
            .or(folders::state)
            .orElseThrow(
                () ->
                    new EpoxyException(
                        ErrorCode.SELECTION,
                        "--state or --defer-state are required for deferral, but neither was"
                            + " provided"));
    return new RunScope(
        shown(context, selected),
        Optional.of(new StateFolder(folder).loadManifest(shown(flags, folder))),
        flags.isOn(Flag.FAVOR_STATE) ? Preference.OTHER_STATE : Preference.OWN_TABLES);
  }

  /** Unit tests stand in no queue of {@code build} (dbt-core 1.12 {@code task/build.py}). */
  private static List<UniqueId> shown(CommandContext context, List<UniqueId> selected) {
    return context.invocation().command() == Command.BUILD
        ? selected.stream().filter(id -> id.resourceType() != ResourceType.UNIT_TEST).toList()
        : selected;
  }

  private static String shown(FlagValues flags, Path folder) {
    return flags
        .text(Flag.DEFER_STATE)
        .or(() -> flags.text(Flag.STATE))
        .orElseGet(folder::toString);
  }
}
