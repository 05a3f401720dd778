package io.epoxy.bundle.console;

import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * dbt.log: a run's events appended to a file. A full file is moved to dbt.log.1, that one to
 * dbt.log.2, and so on up to five (as Python's RotatingFileHandler, which dbt uses).
 */
public final class LogFile implements RunListener, AutoCloseable {
  private static final int KEPT = 5;

  private final Path file;
  private final long maximumBytes;
  private final LineListener lines;
  private OutputStream out;
  private long size;
  private IOException failure;

  /**
   * Opens the file, and makes its folder.
   *
   * @param maximumBytes when it is full; 0 for never
   * @throws IOException when it cannot be written
   */
  public LogFile(ConsoleOptions options, String invocationId, Path file, long maximumBytes)
      throws IOException {
    this.file = Objects.requireNonNull(file, "file");
    this.maximumBytes = maximumBytes;
    this.lines = new LineListener(options, invocationId, this::append);
    Files.createDirectories(file.getParent());
    open();
  }

  @Override
  public synchronized void on(RunEvent event) {
    lines.on(event);
  }

  /** Throws what kept lines from being written, which must not stop a run. */
  @Override
  public synchronized void close() throws IOException {
    out.close();
    if (failure != null) {
      throw failure;
    }
  }

  private void open() throws IOException {
    out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    size = Files.size(file);
  }

  private void append(String line) {
    if (failure != null) {
      return;
    }
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    try {
      if (maximumBytes > 0 && size + bytes.length > maximumBytes && size > 0) {
        out.close();
        roll();
        open();
      }
      out.write(bytes);
      size += bytes.length;
    } catch (IOException e) {
      failure = e;
    }
  }

  private void roll() throws IOException {
    for (int number = KEPT; number >= 1; number--) {
      Path from = number == 1 ? file : numbered(number - 1);
      if (Files.exists(from)) {
        Files.move(from, numbered(number), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private Path numbered(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }
}
