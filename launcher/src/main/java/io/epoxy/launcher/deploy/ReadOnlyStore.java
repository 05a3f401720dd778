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

  /** As if it had been written, where it would have been: by the name of a version of its own. */
  @Override
  public Optional<String> replace(String key, byte[] content, Optional<String> seen) {
    boolean asSeen = findVersion(key).map(Version::name).equals(seen);
    return asSeen ? Optional.of("not written, after " + seen.orElse("nothing")) : Optional.empty();
  }
}
