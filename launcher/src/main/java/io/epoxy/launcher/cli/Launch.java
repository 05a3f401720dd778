package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.LocalRunner;
import io.epoxy.bundle.run.WarnErrors;
import io.epoxy.launcher.target.JobTarget;
import io.epoxy.launcher.target.SubmitOptions;
import io.epoxy.model.config.ProjectFlags;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.result.RunEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Runs one parsed command at its place and answers the exit code. */
final class Launch {
  private final Surroundings surroundings;
  private final CommandLineParser.Parsed parsed;
  private final String commandLine;

  /**
   * Launches the command of one command line.
   *
   * @param commandLine the words as typed
   */
  Launch(Surroundings surroundings, CommandLineParser.Parsed parsed, String commandLine) {
    this.surroundings = surroundings;
    this.parsed = parsed;
    this.commandLine = commandLine;
  }

  /**
   * Runs the command.
   *
   * @throws EpoxyException with code USAGE before anything was printed, when a flag's value is
   *     wrong
   */
  int run(CommandSyntax syntax) {
    LocalRunner runner = surroundings.runner().get();
    Flags flags =
        new Flags(
            parsed.given(),
            new EnvironmentFlags(surroundings.env()),
            new FlagYaml(runner, surroundings, syntax));
    FolderFlags places = new FolderFlags(flags, surroundings);
    Folders folders = places.folders(syntax);
    ProjectFlags project = projectFlags(runner, folders, flags, syntax);
    FlagValues settled = selectModels(syntax, flags.settle(syntax.settled(), project.values()));
    WarnErrors.of(settled);
    settled.text(Flag.SAMPLE).ifPresent(runner::checkSample);
    refuseLater(syntax);
    String id = invocationId(settled);
    Path logFolder = places.logFolder(folders, project);
    try (Logs logs = Logs.open(settings(settled, flags, logFolder, id))) {
      tellOfForeignWarnings(settled, logs);
      // A job of Glue's writes its log elsewhere.
      FlagValues here =
          parsed.submit().isPresent() ? settled : settled.with(Flag.LOG_PATH, logFolder.toString());
      return run(syntax, runner, folders, here, id, logs);
    }
  }

  /** A submit that is tried again under its first id finds the run that it has started. */
  private String invocationId(FlagValues settled) {
    Optional<String> given = settled.text(Flag.INVOCATION_ID);
    boolean resumes =
        parsed.submit().filter(how -> how.again() == SubmitOptions.Again.RESUME).isPresent();
    if (resumes && given.isEmpty()) {
      throw new EpoxyException(
          ErrorCode.USAGE,
          "'--resume' needs '--invocation-id': which run is to go on ('epoxy status' tells it).");
    }
    if (parsed.submit().isEmpty() || given.isEmpty()) {
      return UUID.randomUUID().toString();
    }
    try {
      return UUID.fromString(given.get()).toString();
    } catch (IllegalArgumentException e) {
      throw new EpoxyException(
          ErrorCode.USAGE,
          "Invalid value for '--invocation-id': '" + given.get() + "' is not a valid UUID.",
          null,
          e);
    }
  }

  private int run(
      CommandSyntax syntax,
      LocalRunner runner,
      Folders folders,
      FlagValues settled,
      String id,
      Logs logs) {
    Instant start = surroundings.clock().instant();
    ExitCode exit = ExitCode.COULD_NOT_RUN;
    try {
      exit = dispatch(syntax, runner, folders, settled, id, logs);
    } catch (EpoxyException e) {
      if (e.code() == ErrorCode.USAGE) {
        throw e;
      }
      fail(logs, e.code().heading(), e.describe());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      fail(
          logs,
          ErrorCode.INTERNAL.heading(),
          FaultLog.record(folders.project(), surroundings.workingFolder(), e));
    }
    if (exit != ExitCode.NEEDS_MORE) {
      logs.on(CommandEnd.event(syntax, exit, start, surroundings.clock().instant()));
    }
    return exit.number();
  }

  private ExitCode dispatch(
      CommandSyntax syntax,
      LocalRunner runner,
      Folders folders,
      FlagValues settled,
      String id,
      Logs logs) {
    if (ClientCommand.is(syntax)) {
      return new ClientCommand(syntax, surroundings, runner).run(settled, folders, id, logs);
    }
    if (GlueCommand.is(syntax)) {
      return new GlueCommand(syntax, runner, surroundings).run(settled, folders, id, logs);
    }
    return target(runner).run(invocation(syntax, settled, id), folders, logs);
  }

  private void tellOfForeignWarnings(FlagValues settled, Logs logs) {
    Told told = new Told(logs, surroundings.clock());
    for (String name : WarnErrors.foreignNames(settled)) {
      told.info(
          "Note", name + " is not being used because it's specific to the dbt Fusion engine.");
    }
  }

  private Invocation invocation(CommandSyntax syntax, FlagValues settled, String id) {
    return new Invocation(id, syntax.job().orElseThrow(), settled, commandLine);
  }

  /** A project whose flags contradict each other is told so by the console that it did not get. */
  private ProjectFlags projectFlags(
      LocalRunner runner, Folders folders, Flags flags, CommandSyntax syntax) {
    try {
      return runner.readProjectFlags(folders);
    } catch (EpoxyException e) {
      flags.settle(syntax.settled(), Map.of());
      throw new EpoxyException(ErrorCode.USAGE, e.describe(), null, e);
    }
  }

  /** {@code --models} means {@code --select}, but to ls it also means models only. */
  private static FlagValues selectModels(CommandSyntax syntax, FlagValues flags) {
    List<String> models = flags.list(Flag.MODELS);
    if (models.isEmpty()) {
      return flags;
    }
    if (syntax.job().equals(Optional.of(Command.LS))) {
      return selectOnlyModels(flags, models);
    }
    List<String> both = new ArrayList<>(flags.list(Flag.SELECT));
    both.addAll(models);
    return flags.with(Flag.SELECT, both);
  }

  /** dbt-core 1.12 {@code task/list.py}. */
  private static FlagValues selectOnlyModels(FlagValues flags, List<String> models) {
    if (!flags.list(Flag.SELECT).isEmpty()) {
      throw new EpoxyException(
          ErrorCode.USAGE, "\"models\" and \"select\" are mutually exclusive arguments");
    }
    if (!flags.list(Flag.RESOURCE_TYPES).isEmpty()) {
      throw new EpoxyException(
          ErrorCode.USAGE, "\"models\" and \"resource_type\" are mutually exclusive arguments");
    }
    return flags.with(Flag.SELECT, models).with(Flag.RESOURCE_TYPES, List.of("model"));
  }

  private void refuseLater(CommandSyntax syntax) {
    boolean isOurs = ClientCommand.is(syntax) || GlueCommand.is(syntax);
    if (parsed.submit().isPresent() && isOurs) {
      throw new EpoxyException(
          ErrorCode.USAGE, "'" + syntax.text() + "' works on this machine; it is not submitted.");
    }
    if (syntax.job().isEmpty() && !isOurs) {
      throw new EpoxyException(
          ErrorCode.USAGE,
          "This version of Epoxy does not have the command '" + syntax.text() + "' yet.");
    }
  }

  private Logs.Settings settings(FlagValues settled, Flags flags, Path folder, String id) {
    return new Logs.Settings(
        settled,
        flags.path(Flag.TARGET_PATH).orElse("target"),
        surroundings.terminalColours(),
        surroundings.env(),
        folder,
        id,
        surroundings.out(),
        surroundings.clock());
  }

  private JobTarget target(LocalRunner runner) {
    return parsed
        .submit()
        .map(options -> surroundings.targets().glue(runner, options))
        .orElseGet(() -> surroundings.targets().local(runner));
  }

  private void fail(Logs logs, String heading, String text) {
    logs.on(new RunEvent.CommandFailed(surroundings.clock().instant(), heading, text));
  }
}
