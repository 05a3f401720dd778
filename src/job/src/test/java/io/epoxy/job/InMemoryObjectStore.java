package io.epoxy.job;

import io.epoxy.bundle.archive.Sha256;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.port.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** An object store in a map, which can be told to refuse. */
class InMemoryObjectStore implements ObjectStore {
  private final TreeMap<String, byte[]> objects = new TreeMap<>();
  private boolean refusing;

  synchronized void refuse(boolean refuse) {
    refusing = refuse;
  }

  @Override
  public synchronized void put(String key, byte[] content) {
    if (refusing) {
      throw new EpoxyException(ErrorCode.AWS, "Could not write " + key + ": SlowDown");
    }
    objects.put(key, content.clone());
  }

  @Override
  public synchronized boolean putIfAbsent(String key, Path file) {
    if (exists(key)) {
      return false;
    }
    try {
      put(key, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  @Override
  public synchronized Optional<String> replace(String key, byte[] content, Optional<String> seen) {
    if (!findVersion(key).map(Version::name).equals(seen)) {
      return Optional.empty();
    }
    put(key, content);
    return findVersion(key).map(Version::name);
  }

  @Override
  public synchronized Optional<Version> findVersion(String key) {
    return find(key).map(content -> new Version(content, Sha256.of(content)));
  }

  @Override
  public synchronized boolean exists(String key) {
    return objects.containsKey(key);
  }

  @Override
  public synchronized Optional<byte[]> find(String key) {
    return Optional.ofNullable(objects.get(key)).map(byte[]::clone);
  }

  @Override
  public void download(String key, Path file) {
    try {
      Files.write(
          file,
          find(key)
              .orElseThrow(
                  () ->
                      new EpoxyException(ErrorCode.AWS, "Could not read " + key + ": NoSuchKey")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized List<String> list(String prefix) {
    return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }
}
