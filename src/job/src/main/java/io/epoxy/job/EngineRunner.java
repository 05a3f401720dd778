package io.epoxy.job;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.EnvironmentFile;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.LocalRunner;
import io.epoxy.bundle.run.PackageReader;
import io.epoxy.bundle.run.ProjectPlaces;
import io.epoxy.compiler.ProjectCompiler;
import io.epoxy.compiler.load.ProjectFlagsReader;
import io.epoxy.job.command.CommandRun;
import io.epoxy.job.command.RunSetting;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.ProjectFlags;
import io.epoxy.model.config.Target;
import io.epoxy.model.result.RunListener;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** The provider of {@link LocalRunner}: compiler and engine in the launcher's JVM. */
public final class EngineRunner implements LocalRunner {
  private final Map<String, String> env;
  private final Clock clock;

  /** For ServiceLoader: this process's environment with its .env file, and the system clock. */
  public EngineRunner() {
    this(environment(), Clock.systemUTC());
  }

  EngineRunner(Map<String, String> env, Clock clock) {
    this.env = env;
    this.clock = clock;
  }

  private static Map<String, String> environment() {
    Map<String, String> process = System.getenv();
    return EnvironmentFile.read(Path.of(""), process).over(process);
  }

  @Override
  public ExitCode run(Invocation invocation, Folders folders, RunListener listener) {
    return new CommandRun(invocation, local(folders), listener, clock).run();
  }

  @Override
  public Target loadTarget(Invocation invocation, Folders folders) {
    return ProjectCompiler.loadTarget(
        CommandRun.compilerOptions(invocation, local(folders), clock.instant()));
  }

  @Override
  public Project loadProject(Invocation invocation, Folders folders) {
    return ProjectCompiler.loadProject(
        CommandRun.compilerOptions(invocation, local(folders), clock.instant()));
  }

  @Override
  public ProjectPlaces findPlaces(Invocation invocation, Folders folders) {
    ProjectCompiler compiler =
        ProjectCompiler.open(
            CommandRun.compilerOptions(invocation, local(folders), clock.instant()));
    return TouchedPlaces.of(compiler.parse(), compiler.target());
  }

  @Override
  public Map<String, Object> parseYaml(String option, String text) {
    return ProjectCompiler.parseYaml(option, text);
  }

  @Override
  public void checkSample(String text) {
    ProjectCompiler.checkSample(text, clock.instant());
  }

  @Override
  public ProjectFlags readProjectFlags(Folders folders) {
    return ProjectFlagsReader.read(folders.project(), folders.profiles());
  }

  @Override
  public Project loadProjectAlone(FlagValues flags, Folders folders) {
    // The command does not matter to what is read.
    Invocation reading = new Invocation("", Command.PARSE, flags, "");
    return ProjectCompiler.loadProjectAlone(
        CommandRun.compilerOptions(reading, local(folders), clock.instant()));
  }

  @Override
  public PackageReader packages(Map<String, Object> vars) {
    return new PackageFiles(vars, env, clock.instant());
  }

  private RunSetting local(Folders folders) {
    return RunSetting.here(folders, env);
  }
}
