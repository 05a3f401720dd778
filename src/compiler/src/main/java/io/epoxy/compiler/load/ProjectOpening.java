package io.epoxy.compiler.load;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.context.function.RunSettings;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.Target;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** dbt_project.yml, vars.yml, the profile and the packages, in the order that dbt reads them. */
public final class ProjectOpening {
  private final RunSettings settings;
  private final ProjectLoader loader;
  private final Optional<Map<String, Object>> fileVars;

  /**
   * Reads dbt_project.yml and vars.yml.
   *
   * @throws io.epoxy.model.error.EpoxyException when one of them cannot be read
   */
  public ProjectOpening(Path root, RunSettings settings) {
    this.settings = settings;
    this.loader = ProjectLoader.read(root, "", settings.messages());
    this.fileVars = VarsFile.read(root, loader.vars(), settings.messages());
  }

  /** The rendered target of the profile. */
  public Target target(ProfileLoader.Request request) {
    return new ProfileLoader(settings, request)
        .load(loader.profile(YamlScope.ofProfiles(settings)), loader.flags());
  }

  /** As {@link #target}; but where nothing names a profile, the only one that there is. */
  public Target onlyTarget(ProfileLoader.Request request) {
    return new ProfileLoader(settings, request)
        .loadOnly(loader.profile(YamlScope.ofProfiles(settings)), loader.flags());
  }

  /** What the root project's files are rendered with. */
  public YamlScope scope(Target target) {
    return YamlScope.ofProject(settings, target, fileVars.orElse(Map.of()));
  }

  /** The root project, for a command that needs no profile. */
  public Project projectAlone() {
    YamlScope scope = YamlScope.ofProjectAlone(settings, fileVars.orElse(Map.of()));
    return loader.load(scope, fileVars, versionCheck());
  }

  /** The root project. */
  public Project project(Target target) {
    return loader.load(scope(target), fileVars, versionCheck());
  }

  /** The root project and its packages by name, the root first. */
  public Map<String, Project> packages(Project project, Target target) {
    return new PackageLoader(project, YamlScope.ofPackage(settings, target), settings.messages())
        .load(YamlScope.ofProfiles(settings), versionCheck());
  }

  private ProjectLoader.VersionCheck versionCheck() {
    return Boolean.FALSE.equals(settings.flags().get("VERSION_CHECK"))
        ? ProjectLoader.VersionCheck.OFF
        : ProjectLoader.VersionCheck.ON;
  }
}
