package io.epoxy.bundle.archive;

/**
 * What writer and reader alike refuse. Generous for text (50,000 models with their packages), small
 * beside a job's disk.
 *
 * @param entries the most files
 * @param fileBytes the most bytes of one file, unpacked
 * @param totalBytes the most bytes of all files, unpacked
 * @param ratio the most unpacked bytes for one packed byte
 */
record BundleLimits(int entries, long fileBytes, long totalBytes, int ratio) {
  static final BundleLimits DEFAULT = new BundleLimits(200_000, 256L << 20, 1L << 30, 200);
}
