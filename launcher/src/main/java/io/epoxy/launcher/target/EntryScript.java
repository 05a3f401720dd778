package io.epoxy.launcher.target;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The Scala script of job-scripts/, which the build copies into the launcher. */
public final class EntryScript {
  private static final String RESOURCE = "/io/epoxy/launcher/job-scripts/epoxy.scala";

  private EntryScript() {}

  public static byte[] read() {
    try (InputStream in = EntryScript.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the launcher was built without " + RESOURCE);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
