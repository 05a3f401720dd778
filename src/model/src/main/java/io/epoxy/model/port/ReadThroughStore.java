package io.epoxy.model.port;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Another store, of which everything is read as it is; what becomes of writing is said below. */
public abstract class ReadThroughStore implements ObjectStore {
  private final ObjectStore store;

  protected ReadThroughStore(ObjectStore store) {
    this.store = Objects.requireNonNull(store, "store");
  }

  protected final ObjectStore store() {
    return store;
  }

  @Override
  public final boolean exists(String key) {
    return store.exists(key);
  }

  @Override
  public final Optional<byte[]> find(String key) {
    return store.find(key);
  }

  @Override
  public final Optional<Version> findVersion(String key) {
    return store.findVersion(key);
  }

  @Override
  public final void download(String key, Path file) {
    store.download(key, file);
  }

  @Override
  public final List<String> list(String prefix) {
    return store.list(prefix);
  }
}
