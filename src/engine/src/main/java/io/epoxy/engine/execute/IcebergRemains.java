package io.epoxy.engine.execute;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of Iceberg tables whose names were taken. Nothing in their folders says whose they are,
 * so what is left there is noted in the folder of the table that has the name now, with the
 * metadata file that was the last: whoever has written there since has another.
 */
final class IcebergRemains {
  private static final String NOTE = "_epoxy_iceberg";

  private final Configuration conf;

  IcebergRemains(Configuration conf) {
    this.conf = conf;
  }

  static boolean isNote(FileStatus file) {
    return file.getPath().getName().equals(NOTE);
  }

  void note(String root, String location) throws IOException {
    Optional<String> last = lastMetadata(location);
    if (last.isEmpty()) {
      return; // its metadata lies elsewhere
    }
    Path note = new Path(root, NOTE);
    try (OutputStream out = note.getFileSystem(conf).create(note, true)) {
      out.write((location + "\n" + last.get() + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Metadata goes first: rows without it are nobody's. */
  void delete(String root, String location) throws IOException {
    for (String folder : new String[] {"metadata", "data"}) {
      Path path = new Path(location, folder);
      path.getFileSystem(conf).delete(path, true);
    }
    forget(root);
  }

  /** Deletes what a run that died has noted and left. */
  void deleteNoted(String root) throws IOException {
    Optional<String> text = read(new Path(root, NOTE));
    if (text.isEmpty()) {
      return;
    }
    Iterator<String> lines = text.get().lines().iterator();
    String location = lines.next();
    Optional<String> last = lastMetadata(location);
    if (last.isEmpty() || last.get().equals(lines.next())) {
      delete(root, location);
    } else {
      forget(root);
    }
  }

  private void forget(String root) throws IOException {
    Path note = new Path(root, NOTE);
    note.getFileSystem(conf).delete(note, false);
  }

  private Optional<String> read(Path file) throws IOException {
    try (FSDataInputStream in = file.getFileSystem(conf).open(file)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private Optional<String> lastMetadata(String location) throws IOException {
    Path folder = new Path(location, "metadata");
    FileSystem files = folder.getFileSystem(conf);
    try {
      return Arrays.stream(files.listStatus(folder))
          .filter(file -> file.getPath().getName().endsWith(".metadata.json"))
          .max(
              Comparator.comparingLong(FileStatus::getModificationTime)
                  .thenComparing(file -> file.getPath().getName()))
          .map(file -> file.getPath().getName());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }
}
