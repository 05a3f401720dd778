package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.LocalRunner;
import io.epoxy.bundle.run.PackageReader;
import io.epoxy.bundle.run.ProjectPlaces;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.ProjectFlags;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Remembers what it was asked to run. */
final class FakeRunner implements LocalRunner {
  Optional<Invocation> invocation = Optional.empty();
  Optional<Folders> folders = Optional.empty();
  ExitCode exitCode = ExitCode.OK;
  ProjectFlags projectFlags = ProjectFlags.NONE;
  Optional<Project> project = Optional.empty();
  Optional<PackageReader> packages = Optional.empty();
  Optional<RuntimeException> fault = Optional.empty();

  @Override
  public ExitCode run(Invocation given, Folders where, RunListener listener) {
    invocation = Optional.of(given);
    folders = Optional.of(where);
    if (fault.isPresent()) {
      throw fault.get();
    }
    listener.on(new RunEvent.Message(Instant.EPOCH, RunEvent.Level.INFO, "Note", "ran"));
    listener.on(new RunEvent.Output(Instant.EPOCH, "printed"));
    return exitCode;
  }

  @Override
  public Target loadTarget(Invocation given, Folders where) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Project loadProject(Invocation given, Folders where) {
    throw fault.orElseThrow();
  }

  @Override
  public ProjectPlaces findPlaces(Invocation invocation, Folders folders) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Project loadProjectAlone(FlagValues flags, Folders where) {
    return project.orElseThrow();
  }

  @Override
  public PackageReader packages(Map<String, Object> vars) {
    return packages.orElseThrow();
  }

  @Override
  public Map<String, Object> parseYaml(String option, String text) {
    if (option.equals("--vars") && text.contains("1: ")) {
      throw new EpoxyException(ErrorCode.PROJECT, "at path ['cli_vars']: 1 is no text");
    }
    if (text.contains("[")) {
      throw new EpoxyException(ErrorCode.USAGE, "It must be a dictionary.");
    }
    return Map.of("parsed", text);
  }

  @Override
  public void checkSample(String text) {
    if (!text.contains(" ")) {
      throw new EpoxyException(ErrorCode.USAGE, "Invalid value for '--sample': no window");
    }
  }

  @Override
  public ProjectFlags readProjectFlags(Folders where) {
    return projectFlags;
  }
}
