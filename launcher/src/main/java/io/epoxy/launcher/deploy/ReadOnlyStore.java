package io.epoxy.launcher.deploy;

import io.epoxy.model.port.ObjectStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Another store as it is: whatever would be written is not. */
final class ReadOnlyStore implements ObjectStore {
  private final ObjectStore store;

  ReadOnlyStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public void put(String key, byte[] content) {}

  @Override
  public boolean putIfAbsent(String key, Path file) {
    return !store.exists(key);
  }

  @Override
  public Optional<String> replace(String key, byte[] content, Optional<String> seen) {
    return seen;
  }

  @Override
  public Optional<Version> findVersion(String key) {
    return store.findVersion(key);
  }

  @Override
  public boolean exists(String key) {
    return store.exists(key);
  }

  @Override
  public Optional<byte[]> find(String key) {
    return store.find(key);
  }

  @Override
  public void download(String key, Path file) {
    store.download(key, file);
  }

  @Override
  public List<String> list(String prefix) {
    return store.list(prefix);
  }
}
