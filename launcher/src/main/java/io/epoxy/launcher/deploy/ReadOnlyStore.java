package io.epoxy.launcher.deploy;

import io.epoxy.model.port.ObjectStore;
import io.epoxy.model.port.ReadThroughStore;
import java.nio.file.Path;
import java.util.Optional;

/** Another store as it is: whatever would be written is not. */
final class ReadOnlyStore extends ReadThroughStore {
  ReadOnlyStore(ObjectStore store) {
    super(store);
  }

  @Override
  public void put(String key, byte[] content) {}

  @Override
  public boolean putIfAbsent(String key, Path file) {
    return !exists(key);
  }

  @Override
  public Optional<String> replace(String key, byte[] content, Optional<String> seen) {
    return seen;
  }
}
