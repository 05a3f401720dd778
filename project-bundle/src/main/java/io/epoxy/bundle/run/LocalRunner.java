package io.epoxy.bundle.run;

import io.epoxy.model.config.Project;
import io.epoxy.model.config.Target;
import io.epoxy.model.result.RunListener;
import java.util.Map;

/**
 * Runs a command in this JVM. The job jar brings the one provider, found by ServiceLoader, so that
 * the launcher needs neither compiler nor engine at build time.
 */
public interface LocalRunner {
  /**
   * Runs the command to its end and writes its artifacts. User errors come as a {@code
   * CommandFailed} event and an exit code, not as an exception.
   */
  ExitCode run(Invocation invocation, Folders folders, RunListener listener);

  /**
   * Renders the chosen profile output, for {@code submit}.
   *
   * @throws io.epoxy.model.error.EpoxyException when project, profile or target is missing or wrong
   */
  Target loadTarget(Invocation invocation, Folders folders);

  /**
   * Reads dbt_project.yml, for {@code submit}, which needs its name, its target path and the
   * folders that go into the bundle.
   *
   * @throws io.epoxy.model.error.EpoxyException when the file is missing or wrong
   */
  Project loadProject(Invocation invocation, Folders folders);

  /**
   * Parses the text of {@code --vars}. The launcher has no YAML of its own.
   *
   * @return as {@link io.epoxy.model.config.Data} describes; empty for an empty text
   * @throws io.epoxy.model.error.EpoxyException with code USAGE when it is not a YAML mapping
   */
  Map<String, Object> parseVars(String yaml);
}
