package io.epoxy.bundle.archive;

import java.nio.file.Path;

/** Unpacks a bundle that it does not trust. */
public final class BundleReader {
  private BundleReader() {}

  /**
   * Checks the hash before anything is opened, then unpacks.
   *
   * @param into a folder that does not exist yet, or is empty
   */
  public static void unpack(Path zip, String expectedSha256, Path into) {
    throw new UnsupportedOperationException(zip + expectedSha256 + into);
  }
}
