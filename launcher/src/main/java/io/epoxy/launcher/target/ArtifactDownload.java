package io.epoxy.launcher.target;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.port.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Brings a run's artifacts into the target folder, and nowhere else. */
public final class ArtifactDownload {
  private final ObjectStore store;
  private final Path folder;

  public ArtifactDownload(ObjectStore store, Path folder) {
    this.store = store;
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Downloads every object below the prefix; answers the names of the files, relative to the
   * folder.
   *
   * @param prefix with its closing slash
   * @throws EpoxyException when a name would lead out of the folder
   */
  public List<String> run(String prefix) {
    List<String> names = new ArrayList<>();
    for (String key : store.list(prefix)) {
      String relative = key.substring(prefix.length());
      if (!relative.isEmpty() && !relative.endsWith("/")) {
        store.download(key, place(key, relative));
        names.add(relative);
      }
    }
    return names;
  }

  private Path place(String key, String relative) {
    try {
      Path file = folder.resolve(relative).normalize();
      boolean plain = !relative.contains("\\") && !Path.of(relative).isAbsolute();
      if (plain && file.startsWith(folder) && !file.equals(folder) && staysBelow(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      throw outside(key, e);
    }
    throw outside(key, null);
  }

  /** Whether no symbolic link on the way leads out. */
  private boolean staysBelow(Path file) {
    try {
      Files.createDirectories(folder);
      Path existing = file.getParent();
      while (!Files.exists(existing)) {
        existing = existing.getParent();
      }
      return existing.toRealPath().startsWith(folder.toRealPath());
    } catch (IOException e) {
      throw new EpoxyException(
          ErrorCode.IO, "Could not write artifacts to " + folder + ": " + e, null, e);
    }
  }

  private EpoxyException outside(String key, Throwable cause) {
    return new EpoxyException(
        ErrorCode.BUNDLE,
        "The artifact '" + key + "' would be written outside of " + folder + "; it was refused.",
        null,
        cause);
  }
}
