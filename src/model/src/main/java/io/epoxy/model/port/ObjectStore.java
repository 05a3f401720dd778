package io.epoxy.model.port;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Flat key to bytes storage (S3, or a folder). Keys have no leading slash. Thread-safe. Methods
 * throw {@link io.epoxy.model.error.EpoxyException} with code AWS or IO naming the key.
 */
public interface ObjectStore {
  /** Overwrites. */
  void put(String key, byte[] content);

  /** Writes only when the key is absent; answers whether this call wrote it. */
  boolean putIfAbsent(String key, Path file);

  /**
   * Writes only over the version that the caller has seen, or where there was nothing.
   *
   * @param seen as {@link #findVersion} named it; empty when there was no such key
   * @return the new version; empty when somebody else was faster, and then nothing is written
   */
  Optional<String> replace(String key, byte[] content, Optional<String> seen);

  boolean exists(String key);

  /** The content; empty when there is no such key. */
  Optional<byte[]> find(String key);

  /** The content with the name of its version; empty when there is no such key. */
  Optional<Version> findVersion(String key);

  /** Writes the object to a file, which is replaced whole. */
  void download(String key, Path file);

  /** Every key with the prefix, in the order of UTF-8 bytes, all pages. */
  List<String> list(String prefix);

  /**
   * What an object was when it was read.
   *
   * @param name differs from that of every other content of the key
   */
  record Version(byte[] content, String name) {}
}
