package io.epoxy.launcher.deps;

import io.epoxy.bundle.run.Deprecations;
import io.epoxy.bundle.run.PackageReader;
import io.epoxy.bundle.run.Versions;
import io.epoxy.bundle.run.WarnErrors;
import io.epoxy.launcher.target.Pause;
import io.epoxy.model.result.RunListener;
import io.epoxy.model.version.VersionSpecifier;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What the command depends on.
 *
 * @param root the project
 * @param upgrade {@code --upgrade}: resolve again although nothing has changed
 * @param lockOnly {@code --lock}: install nothing
 * @param versionCheck whether versions for another dbt are left out
 * @param deprecations counts what the command meets
 */
public record DepsSettings(
    Path root,
    boolean upgrade,
    boolean lockOnly,
    Optional<NewPackage> addPackage,
    boolean versionCheck,
    Map<String, String> env,
    WarnErrors warnErrors,
    Deprecations deprecations,
    RunListener listener,
    Pause pause,
    Clock clock) {
  /** dbt-core 1.12 {@code clients/registry.py}: the setting, and where packages are else. */
  private static final String REGISTRY_VARIABLE = "DBT_PACKAGE_HUB_URL";

  private static final String REGISTRY = "https://hub.getdbt.com/";

  /**
   * {@code --add-package}.
   *
   * @param source {@code hub}, {@code git} or {@code local}
   */
  public record NewPackage(String name, Optional<String> version, String source) {}

  DepsLog log() {
    return new DepsLog(listener, warnErrors, deprecations, env, clock);
  }

  PackageSources sources(Path downloads, PackageReader reader) {
    DepsLog log = log();
    Web web = new Web(pause, log);
    String given = env.getOrDefault(REGISTRY_VARIABLE, "");
    Optional<VersionSpecifier> dbt =
        versionCheck ? VersionSpecifier.parse(Versions.current().dbt()) : Optional.empty();
    return new PackageSources(
        root,
        reader,
        new GitRepositories(downloads, log),
        new HubRegistry(given.isEmpty() ? REGISTRY : given, dbt, web, log),
        new Archives(downloads, web, log),
        log);
  }
}
