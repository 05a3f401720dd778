package io.epoxy.acceptance.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;

/**
 * Tells the script that {@code mvn verify} has built what it runs, so that it does not start a
 * Maven of its own inside this one. The mark is as old as the older jar: a source that changed
 * after it still makes the script build.
 */
final class BuiltMark {
  private BuiltMark() {}

  static synchronized void set(Path repository) {
    try {
      Path mark = repository.resolve("target/epoxy/built");
      FileTime packed = oldestJar(repository);
      if (Files.exists(mark) && Files.getLastModifiedTime(mark).compareTo(packed) >= 0) {
        return;
      }
      Files.createDirectories(mark.getParent());
      Files.write(mark, new byte[0]); // another JVM may be as far: both may make it
      Files.setLastModifiedTime(mark, packed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTime oldestJar(Path repository) throws IOException {
    FileTime launcher = shadedJar(repository.resolve("launcher/target"));
    FileTime job = shadedJar(repository.resolve("src/job/target"));
    return launcher.compareTo(job) < 0 ? launcher : job;
  }

  private static FileTime shadedJar(Path folder) throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "epoxy-*-all.jar")) {
      Iterator<Path> found = jars.iterator();
      if (found.hasNext()) {
        return Files.getLastModifiedTime(found.next());
      }
    }
    throw new IllegalStateException(
        "no shaded jar in " + folder + ": run mvn verify, not mvn test");
  }
}
