package io.epoxy.job;

import io.epoxy.model.port.ObjectStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Another store, which is written to only after a look whether that is allowed. */
final class GuardedStore implements ObjectStore {
  private final ObjectStore store;
  private final Runnable guard;

  /**
   * @param guard throws when nothing may be written any more
   */
  GuardedStore(ObjectStore store, Runnable guard) {
    this.store = store;
    this.guard = guard;
  }

  @Override
  public void put(String key, byte[] content) {
    guard.run();
    store.put(key, content);
  }

  @Override
  public boolean putIfAbsent(String key, Path file) {
    guard.run();
    return store.putIfAbsent(key, file);
  }

  @Override
  public Optional<String> replace(String key, byte[] content, Optional<String> seen) {
    guard.run();
    return store.replace(key, content, seen);
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
  public Optional<Version> findVersion(String key) {
    return store.findVersion(key);
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
