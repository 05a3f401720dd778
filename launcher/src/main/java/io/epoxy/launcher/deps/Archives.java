package io.epoxy.launcher.deps;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Downloads and unpacks tarballs. An archive is not trusted: nothing is written outside of its
 * folder, links and devices are left out, and it may not grow without end.
 */
final class Archives {
  private static final long MAX_BYTES = 1L << 30;
  private static final int MAX_ENTRIES = 100_000;

  private final Path downloads;
  private final Web web;
  private final DepsLog log;

  Archives(Path downloads, Web web, DepsLog log) {
    this.downloads = downloads;
    this.web = web;
    this.log = log;
  }

  /**
   * The one folder at an archive's top, unpacked.
   *
   * @throws io.epoxy.model.error.EpoxyException when it cannot be had or is no such archive
   */
  Path fetch(String url) {
    return web.retrying(
        () -> {
          Path folder = Files.createTempDirectory(downloads, "tar");
          HttpResponse<InputStream> response = web.get(URI.create(url));
          try (InputStream body = response.body()) {
            Web.requireSuccess(response.statusCode(), log.scrub(url));
            unpack(body, folder, log.scrub(url), MAX_BYTES);
          }
          return onlyFolder(folder, log.scrub(url));
        });
  }

  /**
   * Unpacks what may be written.
   *
   * @param maximumBytes of all files together
   */
  static void unpack(InputStream in, Path folder, String shown, long maximumBytes)
      throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(in)))) {
      long left = maximumBytes;
      int entries = 0;
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (++entries > MAX_ENTRIES) {
          throw DependencyError.of(shown + " has more than " + MAX_ENTRIES + " entries");
        }
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder) || entry.getName().indexOf('\\') >= 0) {
          throw DependencyError.of(
              "Attempted Path Traversal in Tar File: '" + entry.getName() + "' of " + shown);
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else if (entry.isFile() && !entry.isSymbolicLink() && !entry.isLink()) {
          Files.createDirectories(target.getParent());
          left -= write(tar, target, left, shown);
        }
      }
    }
  }

  private static long write(InputStream in, Path file, long allowed, String shown)
      throws IOException {
    byte[] buffer = new byte[8192];
    long written = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        written += count;
        if (written > allowed) {
          throw DependencyError.of(shown + " unpacks to more than is allowed");
        }
        out.write(buffer, 0, count);
      }
    }
    return written;
  }

  private static Path onlyFolder(Path folder, String shown) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      List<Path> all = children.toList();
      if (all.size() != 1 || !Files.isDirectory(all.get(0))) {
        throw DependencyError.of(
            "Incorrect structure for package extracted from "
                + shown
                + ". The extracted package needs to follow the structure"
                + " <package name>/<package_contents>.");
      }
      return all.get(0);
    }
  }
}
