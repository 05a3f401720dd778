package io.epoxy.compiler.cache;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The file: a head that says for what it is good, then segments, each with its length and checksum.
 * A run that found little new appends a segment; of two entries with one key the later counts.
 *
 * @param digest with the file's salt
 * @param segments the bytes of each
 */
record CacheFile(Digest digest, List<ByteBuffer> segments) {
  private static final byte[] MAGIC = "EPOXYP01".getBytes(StandardCharsets.US_ASCII);
  private static final int SEGMENT_HEAD = Integer.BYTES + Long.BYTES;
  private static final long MAX_SIZE = 1L << 30;

  static CacheFile empty() {
    return new CacheFile(Digest.withNewSalt(), List.of());
  }

  /**
   * Reads a file.
   *
   * @param identity what the file must have been written for
   * @throws IOException when there is no such file, or it is damaged or written for something else
   */
  static CacheFile read(Path file, byte[] identity) throws IOException {
    if (Files.size(file) > MAX_SIZE) {
      throw new IOException("it is too large");
    }
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
    if (in.remaining() < MAGIC.length + Digest.SALT + Digest.SIZE) {
      throw new IOException("it is too short");
    }
    if (!Arrays.equals(take(in, MAGIC.length), MAGIC)) {
      throw new IOException("it has another form");
    }
    Digest digest = Digest.withSalt(take(in, Digest.SALT));
    if (!Arrays.equals(take(in, Digest.SIZE), digest.of(identity))) {
      throw new IOException("it was written by another version, or for another target or project");
    }
    List<ByteBuffer> segments = new ArrayList<>();
    do {
      segments.add(segment(in));
    } while (in.hasRemaining());
    return new CacheFile(digest, segments);
  }

  private static ByteBuffer segment(ByteBuffer in) throws IOException {
    if (in.remaining() < SEGMENT_HEAD) {
      throw new IOException("it ends too early");
    }
    int length = in.getInt();
    long checksum = in.getLong();
    if (length < 0 || length > in.remaining()) {
      throw new IOException("it ends too early");
    }
    ByteBuffer segment = in.slice(in.position(), length);
    in.position(in.position() + length);
    if (checksum(segment) != checksum) {
      throw new IOException("it is damaged");
    }
    return segment;
  }

  private static long checksum(ByteBuffer bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.duplicate());
    return checksum.getValue();
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] taken = new byte[length];
    in.get(taken);
    return taken;
  }

  /** Replaces a file: a reader sees the old one or the new one. */
  void write(Path file, byte[] identity) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path temporary = Files.createTempFile(folder, "." + file.getFileName(), ".new");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
        out.write(MAGIC);
        out.write(digest.salt());
        out.write(digest.of(identity));
        for (ByteBuffer segment : segments) {
          ByteBuffer head = ByteBuffer.allocate(SEGMENT_HEAD);
          head.putInt(segment.limit()).putLong(checksum(segment));
          out.write(head.array());
          out.write(segment.array(), segment.arrayOffset(), segment.limit());
        }
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
