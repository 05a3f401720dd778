package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.LocalRunner;
import io.epoxy.launcher.runs.ProjectRuns;
import io.epoxy.launcher.target.GlueSettings;
import io.epoxy.model.config.Project;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.result.RunListener;
import java.time.Clock;
import java.util.Optional;

/**
 * A command about the project's Glue job and its runs. It says nothing but what it is asked for, so
 * that programs can read it.
 */
final class GlueCommand {
  private final CommandSyntax syntax;
  private final LocalRunner runner;
  private final Clock clock;

  GlueCommand(CommandSyntax syntax, LocalRunner runner, Clock clock) {
    this.syntax = syntax;
    this.runner = runner;
    this.clock = clock;
  }

  static boolean is(CommandSyntax syntax) {
    return switch (syntax) {
      case RUNS, STATUS, CANCEL, ARTIFACTS -> true;
      default -> false;
    };
  }

  /**
   * Runs it.
   *
   * @throws EpoxyException when project or profile is wrong, or AWS refuses
   */
  ExitCode run(FlagValues flags, Folders folders, String id, RunListener listener) {
    // The command does not matter to what is read.
    Invocation reading = new Invocation(id, Command.PARSE, flags, syntax.text());
    Project project = runner.loadProject(reading, folders);
    GlueSettings settings = GlueSettings.of(runner.loadTarget(reading, folders), project.name());
    Optional<String> run = flags.text(Flag.RUN_ID);
    ProjectRuns.Form form =
        flags.text(Flag.OUTPUT).filter("json"::equals).isPresent()
            ? ProjectRuns.Form.JSON
            : ProjectRuns.Form.TEXT;
    try (ProjectRuns runs = new ProjectRuns(settings, listener, clock)) {
      return switch (syntax) {
        case RUNS -> runs.list(flags.number(Flag.LIMIT).orElseThrow(), form);
        case STATUS -> runs.status(run, form);
        case CANCEL -> runs.cancel(run, form);
        case ARTIFACTS ->
            runs.artifacts(run, folders.target().orElseGet(project::targetFolder), form);
        default -> throw new EpoxyException(ErrorCode.INTERNAL, "no command of Glue: " + syntax);
      };
    }
  }
}
