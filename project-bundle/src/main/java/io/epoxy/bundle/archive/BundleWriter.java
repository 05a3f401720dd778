package io.epoxy.bundle.archive;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs a project so that the same files give the same bytes on every machine: names sorted by
 * their UTF-16 units, one fixed time, no attributes, and nothing compressed, because two zlibs may
 * compress one text differently and the hash is the bundle's name.
 */
public final class BundleWriter {
  /**
   * Local, so that no time zone reaches the bytes. Not the first day of 1980, which ZipEntry takes
   * for an unset time and stores once more, as an instant.
   */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0, 0);

  private BundleWriter() {}

  /**
   * The files that {@link #write} would pack, by their names in the zip: dbt's files in the root
   * and everything below the folders, without profiles.yml, .env, the target folder, logs, .git,
   * .epoxy and what Python tools leave behind. Links are followed inside the project.
   *
   * @throws EpoxyException with code BUNDLE naming the file that cannot be packed
   */
  public static SortedMap<String, Path> files(BundleContents contents) {
    return ProjectFiles.of(contents);
  }

  /**
   * Writes the zip, which is replaced whole.
   *
   * @throws EpoxyException with code BUNDLE naming the file that cannot be packed
   */
  public static BundleManifest write(BundleContents contents, Path zip) {
    return write(contents, zip, BundleLimits.DEFAULT);
  }

  static BundleManifest write(BundleContents contents, Path zip, BundleLimits limits) {
    SortedMap<String, Path> files = files(contents);
    if (files.size() > limits.entries()) {
      throw refused(
          "the project has " + files.size() + " files; a bundle holds " + limits.entries());
    }
    AtomicFile.write(zip, out -> pack(files, out, limits));
    try {
      return new BundleManifest(Sha256.of(zip), Files.size(zip), List.copyOf(files.keySet()));
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "cannot read " + zip + ": " + e, null, e);
    }
  }

  private static void pack(SortedMap<String, Path> files, OutputStream out, BundleLimits limits)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out); // closed with the stream below it
    zip.setMethod(ZipOutputStream.STORED);
    long total = 0;
    for (Map.Entry<String, Path> file : files.entrySet()) {
      long size = Files.size(file.getValue());
      total += size;
      if (size > limits.fileBytes()) {
        throw refused(tooLarge(file.getKey(), size, limits.fileBytes()));
      }
      if (total > limits.totalBytes()) {
        throw refused(
            "the project's files are larger than the "
                + limits.totalBytes()
                + " bytes that a bundle holds; '"
                + file.getKey()
                + "' is the first too many");
      }
      add(zip, file.getKey(), Files.readAllBytes(file.getValue()));
    }
    zip.finish();
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static String tooLarge(String name, long size, long most) {
    return "'"
        + name
        + "' has "
        + size
        + " bytes; a file in a bundle has at most "
        + most
        + ". Data belongs into a source, not into the project";
  }

  private static EpoxyException refused(String why) {
    return new EpoxyException(ErrorCode.BUNDLE, why);
  }
}
