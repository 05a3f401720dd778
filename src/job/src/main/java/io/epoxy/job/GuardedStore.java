package io.epoxy.job;

import io.epoxy.model.port.ObjectStore;
import io.epoxy.model.port.ReadThroughStore;
import java.nio.file.Path;
import java.util.Optional;

/** Another store, which is written to only after a look whether that is allowed. */
final class GuardedStore extends ReadThroughStore {
  private final Runnable guard;

  /**
   * @param guard throws when nothing may be written any more
   */
  GuardedStore(ObjectStore store, Runnable guard) {
    super(store);
    this.guard = guard;
  }

  @Override
  public void put(String key, byte[] content) {
    guard.run();
    store().put(key, content);
  }

  @Override
  public boolean putIfAbsent(String key, Path file) {
    guard.run();
    return store().putIfAbsent(key, file);
  }

  @Override
  public Optional<String> replace(String key, byte[] content, Optional<String> seen) {
    guard.run();
    return store().replace(key, content, seen);
  }
}
