package io.epoxy.bundle.archive;

import java.nio.file.Path;
import java.util.SortedMap;

/** Packs a project. */
public final class BundleWriter {
  private BundleWriter() {}

  /** The files that {@link #write} would pack, by their names in the zip. */
  public static SortedMap<String, Path> files(BundleContents contents) {
    throw new UnsupportedOperationException(contents.toString());
  }

  /** Writes the zip, which is replaced whole. */
  public static BundleManifest write(BundleContents contents, Path zip) {
    throw new UnsupportedOperationException(contents.toString() + zip);
  }
}
