package io.epoxy.launcher.cli;

import io.epoxy.bundle.console.ConsoleListener;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.LocalRunner;
import io.epoxy.launcher.target.JobTarget;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Runs one parsed command at its place and answers the exit code. */
final class Launch {
  private static final int COULD_NOT_RUN = 2;

  private final Surroundings surroundings;
  private final GlobalOptions options;
  private final Optional<SubmitCommand> submit;
  private final String commandLine;

  /**
   * Launches commands of one command line.
   *
   * @param submit present when they are to run as a Glue job
   * @param commandLine the words as typed
   */
  Launch(
      Surroundings surroundings,
      GlobalOptions options,
      Optional<SubmitCommand> submit,
      String commandLine) {
    this.surroundings = surroundings;
    this.options = options;
    this.submit = submit;
    this.commandLine = commandLine;
  }

  /**
   * Runs the command.
   *
   * @throws EpoxyException with code USAGE before anything was printed, when a flag's value is
   *     wrong
   */
  int run(ProjectCommand command) {
    EnvironmentFlags env = new EnvironmentFlags(surroundings.env());
    Flags flags = new Flags(options, env, surroundings.workingFolder());
    Folders folders = flags.folders();
    String id = UUID.randomUUID().toString();
    RunListener console =
        new ConsoleListener(flags.console(surroundings.terminalColours()), id, surroundings.out());
    try {
      LocalRunner runner = surroundings.runner().get();
      Invocation invocation = invocation(id, command, flags, runner);
      return target(runner).run(invocation, folders, console).number();
    } catch (EpoxyException e) {
      if (e.code() == ErrorCode.USAGE) {
        throw e;
      }
      return fail(console, e.code().heading(), e.describe());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return fail(
          console,
          ErrorCode.INTERNAL.heading(),
          FaultLog.record(folders.project(), surroundings.workingFolder(), e));
    }
  }

  private JobTarget target(LocalRunner runner) {
    return submit
        .map(command -> surroundings.targets().glue(runner, command.waiting()))
        .orElseGet(() -> surroundings.targets().local(runner));
  }

  private Invocation invocation(
      String id, ProjectCommand command, Flags flags, LocalRunner runner) {
    return new Invocation(
        id,
        command.command(),
        flags.profile(),
        flags.target(),
        flags.vars().map(runner::parseVars).orElse(Map.of()),
        command.selection().select(),
        command.selection().exclude(),
        flags.resourceTypes(command.resourceTypes()),
        flags.fullRefresh(command.fullRefresh()),
        flags.threads(),
        command.list(),
        commandLine);
  }

  private int fail(RunListener console, String heading, String text) {
    console.on(new RunEvent.CommandFailed(surroundings.clock().instant(), heading, text));
    return COULD_NOT_RUN;
  }
}
