package io.epoxy.engine.catalog;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Keeps a second run away from a project's local catalog. The operating system holds the lock, so a
 * killed run leaves none behind; the file's text only says who holds it.
 */
public final class LocalLock implements AutoCloseable {
  private final FileChannel channel;

  private LocalLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of a state folder, which is made if missing.
   *
   * @throws EpoxyException CATALOG_LOCKED naming the other run
   */
  public static LocalLock take(Path stateDir) {
    Path file = stateDir.resolve("lock");
    try {
      Files.createDirectories(stateDir);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      Optional<FileLock> lock = tryLock(channel);
      if (lock.isEmpty()) {
        String holder = Files.readString(file, StandardCharsets.UTF_8).strip();
        channel.close();
        throw new EpoxyException(
            ErrorCode.CATALOG_LOCKED,
            "Another run ("
                + (holder.isEmpty() ? "just starting" : holder)
                + ") is using the local catalog under "
                + stateDir
                + ". Wait until it has ended or stop it, then run again; to run two at the same"
                + " time, give each its own copy of the project.");
      }
      String self =
          "process "
              + ProcessHandle.current().pid()
              + ", started "
              + Instant.now().truncatedTo(ChronoUnit.SECONDS);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((self + "\n").getBytes(StandardCharsets.UTF_8)), 0);
      return new LocalLock(channel);
    } catch (IOException e) {
      throw new EpoxyException(
          ErrorCode.IO, "Could not lock " + file + ": " + e.getMessage(), null, e);
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
