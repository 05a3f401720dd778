package io.epoxy.bundle.archive;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;

/**
 * A written bundle.
 *
 * @param sha256 of the zip, 64 lower-case hex digits: its name in the object store
 * @param size of the zip, in bytes
 * @param files the names in it, sorted
 */
public record BundleManifest(String sha256, long size, List<String> files) {
  public BundleManifest {
    Objects.requireNonNull(sha256, "sha256");
    files = ImmutableList.copyOf(files);
  }
}
