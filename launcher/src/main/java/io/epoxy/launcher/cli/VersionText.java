package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.Versions;
import picocli.CommandLine.IVersionProvider;

/** Versions in the form of {@code dbt --version}; tools look for its {@code installed} line. */
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "Core:",
      "  - installed: " + Versions.current().dbt(),
      "",
      "Plugins:",
      "  - glue: epoxy " + Versions.current().epoxy()
    };
  }
}
