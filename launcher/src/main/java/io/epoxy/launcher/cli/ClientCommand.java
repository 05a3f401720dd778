package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.Deprecations;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.LocalRunner;
import io.epoxy.bundle.run.Versions;
import io.epoxy.bundle.run.WarnErrors;
import io.epoxy.launcher.deps.Deps;
import io.epoxy.launcher.deps.DepsSettings;
import io.epoxy.launcher.target.Pause;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.util.Map;

/**
 * A command that works on files of this machine, not on tables: neither profile nor Spark is
 * needed, and no job runs it.
 */
final class ClientCommand {
  private final CommandSyntax syntax;
  private final Surroundings surroundings;
  private final LocalRunner runner;

  ClientCommand(CommandSyntax syntax, Surroundings surroundings, LocalRunner runner) {
    this.syntax = syntax;
    this.surroundings = surroundings;
    this.runner = runner;
  }

  static boolean is(CommandSyntax syntax) {
    return switch (syntax) {
      case CLEAN, DEPS, INIT -> true;
      default -> false;
    };
  }

  /**
   * Runs it.
   *
   * @throws EpoxyException when it cannot
   */
  ExitCode run(FlagValues flags, Folders folders, String invocationId, RunListener listener) {
    listener.on(
        new RunEvent.RunStarted(
            surroundings.clock().instant(), invocationId, Versions.current().dbt()));
    Told told = new Told(listener, surroundings.clock());
    switch (syntax) {
      case CLEAN:
        new CleanCommand(runner.loadProjectAlone(flags, folders), flags, told).run();
        return ExitCode.OK;
      case DEPS:
        // For what is wrong in it: another dbt wanted, no name.
        runner.loadProjectAlone(flags, folders);
        new Deps(settings(flags, folders, listener), runner.packages(flags.data(Flag.VARS))).run();
        return ExitCode.OK;
      case INIT:
        new InitCommand(flags, folders, surroundings, runner.packages(Map.of()), told).run();
        return ExitCode.OK;
      default:
        throw new EpoxyException(ErrorCode.INTERNAL, "no command of the client: " + syntax);
    }
  }

  private DepsSettings settings(FlagValues flags, Folders folders, RunListener listener) {
    return new DepsSettings(
        folders.project(),
        flags.isOn(Flag.UPGRADE),
        flags.isOn(Flag.LOCK),
        AddPackageFlag.read(flags),
        flags.isOn(Flag.VERSION_CHECK),
        surroundings.env(),
        WarnErrors.of(flags),
        new Deprecations(flags),
        listener,
        Pause.sleeping(),
        surroundings.clock());
  }
}
