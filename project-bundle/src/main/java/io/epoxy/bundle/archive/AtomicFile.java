package io.epoxy.bundle.archive;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file so that a reader sees the old one or the new one, never a part. */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Lets {@code content} write a temporary file in the same folder, which is created when missing,
   * and renames it. When {@code content} throws, the old file stays and the temporary one goes.
   *
   * @throws EpoxyException with code IO naming the file
   */
  public static void write(Path file, Content content) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      // Not createTempFile: its files are for the owner alone, and artifacts are read by others.
      Path temporary =
          folder.resolve(
              "."
                  + file.getFileName()
                  + "."
                  + ProcessHandle.current().pid()
                  + "."
                  + Long.toHexString(System.nanoTime()));
      try {
        try (OutputStream out =
            new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
          content.writeTo(out);
        }
        Files.move(
            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "cannot write " + file + ": " + e, null, e);
    }
  }

  /** What goes into the file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }
}
