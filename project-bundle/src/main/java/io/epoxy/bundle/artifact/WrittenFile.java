package io.epoxy.bundle.artifact;

import com.google.common.io.CountingOutputStream;
import io.epoxy.bundle.archive.AtomicFile;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * What tells an artifact that we wrote from one that somebody wrote since.
 *
 * @param size in bytes
 * @param checksum CRC32C
 */
public record WrittenFile(long size, long checksum) {
  static WrittenFile write(Path file, AtomicFile.Content content) {
    CRC32C checksum = new CRC32C();
    AtomicLong size = new AtomicLong();
    AtomicFile.write(
        file,
        out -> {
          CountingOutputStream counted =
              new CountingOutputStream(new CheckedOutputStream(out, checksum));
          content.writeTo(counted);
          counted.flush();
          size.set(counted.getCount());
        });
    return new WrittenFile(size.get(), checksum.getValue());
  }

  /** The bytes of a file that is still this one. */
  Optional<MappedByteBuffer> open(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != size || size > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file)) {
      MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
      CRC32C found = new CRC32C();
      found.update(bytes.duplicate());
      return found.getValue() == checksum ? Optional.of(bytes) : Optional.empty();
    }
  }
}
