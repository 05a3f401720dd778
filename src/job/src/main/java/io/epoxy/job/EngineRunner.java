package io.epoxy.job;

import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.LocalRunner;
import io.epoxy.compiler.ProjectCompiler;
import io.epoxy.job.command.CommandRun;
import io.epoxy.job.command.RunSetting;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.Target;
import io.epoxy.model.result.RunListener;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The provider of {@link LocalRunner}: compiler and engine in the launcher's JVM. */
public final class EngineRunner implements LocalRunner {
  private final Map<String, String> env;
  private final Clock clock;

  /** For ServiceLoader: this process's environment and the system clock. */
  public EngineRunner() {
    this(System.getenv(), Clock.systemUTC());
  }

  EngineRunner(Map<String, String> env, Clock clock) {
    this.env = env;
    this.clock = clock;
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
  public Map<String, Object> parseVars(String yaml) {
    return ProjectCompiler.parseVars(yaml);
  }

  private RunSetting local(Folders folders) {
    return new RunSetting(RunSetting.Place.LOCAL, folders, env, Optional.empty(), Map.of());
  }
}
