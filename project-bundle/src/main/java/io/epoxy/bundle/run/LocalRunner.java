package io.epoxy.bundle.run;

import io.epoxy.model.config.Project;
import io.epoxy.model.config.ProjectFlags;
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
   * Parses the project and tells what it touches.
   *
   * @throws io.epoxy.model.error.EpoxyException when project or profile is wrong
   */
  ProjectPlaces findPlaces(Invocation invocation, Folders folders);

  /**
   * Reads dbt_project.yml for a command that needs no profile.
   *
   * @throws io.epoxy.model.error.EpoxyException when the file is missing or wrong
   */
  Project loadProjectAlone(FlagValues flags, Folders folders);

  /**
   * Parses the YAML of a flag. The launcher has no YAML of its own.
   *
   * @param option for example {@code --vars}
   * @return as {@link io.epoxy.model.config.Data} describes; empty for an empty text
   * @throws io.epoxy.model.error.EpoxyException with code USAGE when it is not a YAML mapping
   */
  Map<String, Object> parseYaml(String option, String text);

  /**
   * Looks whether {@code --sample} names a window of time.
   *
   * @throws io.epoxy.model.error.EpoxyException with code USAGE when it does not
   */
  void checkSample(String text);

  /**
   * What dbt_project.yml, or the {@code config} of profiles.yml, says about flags, before anything
   * else is read of them. A file that cannot be read gives nothing: its command will say why.
   *
   * @throws io.epoxy.model.error.EpoxyException when both files have flags
   */
  ProjectFlags readProjectFlags(Folders folders);

  /**
   * Reads the files that ask for packages.
   *
   * @param vars {@code --vars}, which packages.yml may use
   */
  PackageReader packages(Map<String, Object> vars);
}
