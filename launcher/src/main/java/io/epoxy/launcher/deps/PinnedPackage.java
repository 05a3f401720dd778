package io.epoxy.launcher.deps;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** One package at one version: it can be looked into, locked and installed. */
interface PinnedPackage {
  /** As in {@code Installing <name>}. */
  String name();

  /** As in {@code Installed from <this>}. */
  String niceVersion();

  /** Its entry of package-lock.yml, without the project's name. */
  Map<String, Object> lockEntry();

  /**
   * Its name and the packages that it needs itself.
   *
   * @throws io.epoxy.model.error.EpoxyException when it cannot be fetched or is no dbt project
   */
  Metadata metadata();

  /** Puts the package at a path where nothing is yet. */
  void install(Path destination);

  /** The newest version that could be had; empty when versions are not counted. */
  default Optional<String> latestVersion() {
    return Optional.empty();
  }

  default Optional<String> version() {
    return Optional.empty();
  }

  default Optional<String> subdirectory() {
    return Optional.empty();
  }
}
