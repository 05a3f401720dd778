package io.epoxy.bundle.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What is running.
 *
 * @param dbt the dbt whose behaviour this is; {@code require-dbt-version} is held against it
 * @param epoxy our own version
 */
public record Versions(String dbt, String epoxy) {
  private static final Versions CURRENT = read();

  public static Versions current() {
    return CURRENT;
  }

  private static Versions read() {
    Properties versions = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("version.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Versions(versions.getProperty("dbt"), versions.getProperty("epoxy"));
  }
}
