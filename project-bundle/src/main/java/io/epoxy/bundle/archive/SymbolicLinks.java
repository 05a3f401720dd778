package io.epoxy.bundle.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks for symbolic links in a zip. They are told by Unix file modes in the central directory,
 * which java.util.zip does not show; the layout is that of PKWARE's APPNOTE 6.3, sections 4.3.12 to
 * 4.3.16. Call it after ZipFile has opened the file: it relies on a directory that holds together.
 */
final class SymbolicLinks {
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int END64_LOCATOR = 0x07064b50;
  private static final int END64_LOCATOR_SIZE = 20;
  private static final int HEADER = 0x02014b50;
  private static final int HEADER_SIZE = 46;
  private static final int MADE_ON_UNIX = 3;
  private static final int TYPE_MASK = 0xf000;
  private static final int LINK_TYPE = 0xa000;

  private SymbolicLinks() {}

  /** The name of the first one. */
  static Optional<String> findFirst(Path zip) throws IOException {
    try (FileChannel channel = FileChannel.open(zip)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new IOException(zip + " is larger than any bundle");
      }
      ByteBuffer bytes =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN);
      int at = Math.toIntExact(directoryStart(bytes));
      while (at + HEADER_SIZE <= bytes.capacity() && bytes.getInt(at) == HEADER) {
        int nameSize = bytes.getShort(at + 28) & 0xffff;
        if (bytes.get(at + 5) == MADE_ON_UNIX
            && (bytes.getInt(at + 38) >>> 16 & TYPE_MASK) == LINK_TYPE) {
          byte[] name = new byte[nameSize];
          bytes.position(at + HEADER_SIZE).get(name);
          return Optional.of(new String(name, StandardCharsets.UTF_8));
        }
        int extraSize = bytes.getShort(at + 30) & 0xffff;
        int commentSize = bytes.getShort(at + 32) & 0xffff;
        at += HEADER_SIZE + nameSize + extraSize + commentSize;
      }
      return Optional.empty();
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw new IOException("the directory of the zip does not hold together", e);
    }
  }

  private static long directoryStart(ByteBuffer bytes) throws IOException {
    for (int end = bytes.capacity() - END_SIZE; end >= 0; end--) {
      boolean endsTheFile =
          end + END_SIZE + (bytes.getShort(end + 20) & 0xffff) == bytes.capacity();
      if (bytes.getInt(end) == END && endsTheFile) {
        int locator = end - END64_LOCATOR_SIZE;
        boolean large = locator >= 0 && bytes.getInt(locator) == END64_LOCATOR;
        return large
            ? bytes.getLong(Math.toIntExact(bytes.getLong(locator + 8)) + 48)
            : bytes.getInt(end + 16) & 0xffffffffL;
      }
    }
    throw new IOException("no end of a zip's directory");
  }
}
