package io.epoxy.launcher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Versions in the form of {@code dbt --version}; tools look for its {@code installed} line. */
final class VersionText implements IVersionProvider {
  private static final String RESOURCE = "version.properties";

  @Override
  public String[] getVersion() {
    Properties versions = new Properties();
    try (InputStream in = VersionText.class.getResourceAsStream(RESOURCE)) {
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new String[] {
      "Core:",
      "  - installed: " + versions.getProperty("dbt"),
      "",
      "Plugins:",
      "  - glue: epoxy " + versions.getProperty("epoxy")
    };
  }
}
