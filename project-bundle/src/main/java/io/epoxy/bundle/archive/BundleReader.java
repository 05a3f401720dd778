package io.epoxy.bundle.archive;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Unpacks a bundle that it does not trust. */
public final class BundleReader {
  private final Path zip;
  private final Path into;
  private final BundleLimits limits;

  private BundleReader(Path zip, Path into, BundleLimits limits) {
    this.zip = zip;
    this.into = into;
    this.limits = limits;
  }

  /**
   * Checks the hash before anything is opened and every entry before anything is written, then
   * unpacks.
   *
   * @param into a folder that does not exist yet, or is empty
   * @throws EpoxyException with code BUNDLE naming the entry that is refused: an absolute path, one
   *     with {@code ..}, a drive or a backslash, a symbolic link, a name that occurs twice, and
   *     everything beyond the limits
   */
  public static void unpack(Path zip, String expectedSha256, Path into) {
    unpack(zip, expectedSha256, into, BundleLimits.DEFAULT);
  }

  static void unpack(Path zip, String expectedSha256, Path into, BundleLimits limits) {
    String sha256 = Sha256.of(zip);
    if (!sha256.equals(expectedSha256)) {
      throw refused(
          "the bundle's sha256 is "
              + sha256
              + ", not "
              + expectedSha256
              + ": it is damaged, or another one than was submitted. Submit again");
    }
    try {
      new BundleReader(zip, into.toAbsolutePath().normalize(), limits).unpack();
    } catch (ZipException e) {
      throw new EpoxyException(
          ErrorCode.BUNDLE, "the bundle is no zip file: " + e.getMessage(), null, e);
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "cannot unpack the bundle: " + e, null, e);
    }
  }

  private void unpack() throws IOException {
    try (ZipFile archive = new ZipFile(zip.toFile())) {
      List<ZipEntry> entries = checked(archive);
      createFresh();
      long total = 0;
      for (ZipEntry entry : entries) {
        total += extract(archive, entry, limits.totalBytes() - total);
      }
    }
  }

  private List<ZipEntry> checked(ZipFile archive) throws IOException {
    if (archive.size() > limits.entries()) {
      throw refused(
          "the bundle has " + archive.size() + " entries; at most " + limits.entries() + " may be");
    }
    List<ZipEntry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ZipEntry entry :
        (Iterable<ZipEntry>) archive.stream().map(ZipEntry.class::cast)::iterator) {
      Optional<String> fault = EntryNames.fault(entry.getName());
      if (fault.isPresent()) {
        throw refused(entry, fault.get());
      }
      if (!names.add(entry.getName())) {
        throw refused(entry, "it occurs twice");
      }
      if (entry.getSize() > limits.fileBytes()) {
        throw refused(entry, "it has " + entry.getSize() + " bytes");
      }
      if (entry.getSize() / limits.ratio() > entry.getCompressedSize()) {
        throw refused(entry, "it unpacks to more than " + limits.ratio() + " times its size");
      }
      entries.add(entry);
    }
    Optional<String> link = SymbolicLinks.findFirst(zip);
    if (link.isPresent()) {
      throw refused("the bundle's entry '" + link.get() + "' is refused: a symbolic link");
    }
    return entries;
  }

  private void createFresh() throws IOException {
    Files.createDirectories(into);
    try (Stream<Path> present = Files.list(into)) {
      if (present.findAny().isPresent()) {
        throw refused("the folder to unpack into is not empty: " + into);
      }
    }
  }

  /** Counts what comes out, whatever the entry's header says. */
  private long extract(ZipFile archive, ZipEntry entry, long left) throws IOException {
    Path file = pathOf(entry);
    if (!file.startsWith(into)) {
      throw refused(entry, "a path that leaves the bundle");
    }
    try {
      Files.createDirectories(file.getParent());
    } catch (FileAlreadyExistsException e) {
      throw refused(entry, "another entry is its folder's name");
    }
    long most = Math.min(left, limits.fileBytes());
    long written = 0;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = archive.getInputStream(entry);
        OutputStream out =
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        written += n;
        if (written > most) {
          throw refused(entry, "the bundle unpacks to more than " + limits.totalBytes() + " bytes");
        }
        out.write(buffer, 0, n);
      }
    }
    return written;
  }

  private Path pathOf(ZipEntry entry) {
    try {
      return into.resolve(entry.getName()).normalize();
    } catch (InvalidPathException e) {
      throw refused(entry, "this machine's locale has no such file name. Set LC_ALL=C.UTF-8");
    }
  }

  private static EpoxyException refused(ZipEntry entry, String why) {
    return refused("the bundle's entry '" + entry.getName() + "' is refused: " + why);
  }

  private static EpoxyException refused(String why) {
    return new EpoxyException(ErrorCode.BUNDLE, why);
  }
}
