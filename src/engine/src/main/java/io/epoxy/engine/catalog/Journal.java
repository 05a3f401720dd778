package io.epoxy.engine.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * An append-only file of JSON lines. A record counts once its line break is written, so a run that
 * dies in the middle of a write loses that record and nothing else. The caller holds {@link
 * LocalLock}. Not thread-safe.
 */
final class Journal implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEADER = "{\"epoxy-catalog\":1}\n";

  /** Replayed lines beyond twice the live ones that make a rewrite worth its time. */
  private static final int SLACK = 64;

  private final Path file;
  private final CatalogState state = new CatalogState();
  private FileChannel channel;
  private int lines;

  private Journal(Path file) {
    this.file = file;
  }

  /** Reads the journal, which need not exist, and makes it ready for more. */
  static Journal open(Path file) {
    Journal journal = new Journal(file);
    try {
      Files.createDirectories(file.getParent());
      journal.replay();
      if (journal.lines > 2 * journal.state.size() + SLACK) {
        journal.compact();
      }
    } catch (IOException e) {
      throw new EpoxyException(
          ErrorCode.IO,
          "Could not open the local catalog " + file + ": " + e.getMessage(),
          null,
          e);
    }
    return journal;
  }

  CatalogState state() {
    return state;
  }

  void append(ObjectNode record) throws IOException {
    long start = channel.position();
    try {
      writeFully(
          channel, (JSON.writeValueAsString(record) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // Half a record must not run into the next one.
      channel.truncate(start);
      throw e;
    }
    state.apply(record);
    lines++;
  }

  private void replay() throws IOException {
    byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    String text = new String(Arrays.copyOf(bytes, end), StandardCharsets.UTF_8);
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (number == 1) {
        requireHeader(line);
      } else {
        apply(line, number);
      }
    }
    lines = number;
    channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.truncate(end);
    channel.position(end);
    if (end == 0) {
      writeFully(channel, HEADER.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void requireHeader(String line) {
    if (!line.equals(HEADER.strip())) {
      throw damaged(1, "it was written by another version of Epoxy");
    }
  }

  private void apply(String line, int number) {
    try {
      state.apply(JSON.readTree(line));
    } catch (JsonProcessingException | RuntimeException e) {
      throw damaged(number, e.getMessage());
    }
  }

  private EpoxyException damaged(int line, String why) {
    return new EpoxyException(
        ErrorCode.IO,
        "The local catalog "
            + file
            + " cannot be read at line "
            + line
            + ": "
            + why
            + ". Repair the line, or remove the file to start with an empty catalog (tables are"
            + " built again by the next run).");
  }

  /** Writes the live records to a new file, which then takes the old one's place at once. */
  private void compact() throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    List<ObjectNode> records = state.records();
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      StringBuilder text = new StringBuilder(HEADER);
      for (ObjectNode record : records) {
        text.append(JSON.writeValueAsString(record)).append('\n');
      }
      writeFully(out, text.toString().getBytes(StandardCharsets.UTF_8));
      out.force(true);
    }
    channel.close();
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    lines = records.size() + 1;
  }

  private static void writeFully(FileChannel out, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
  }

  @Override
  public void close() throws IOException {
    channel.force(false);
    channel.close();
  }
}
