package io.epoxy.launcher.deps;

import java.util.Map;

/** A URL with a secret in it cannot be locked as it is. */
final class SecretUrl {
  private SecretUrl() {}

  /** What is locked for a URL; when that is not the URL itself, the log is warned. */
  static String scrubbed(String url, DepsLog log) {
    String scrubbed = log.scrub(url);
    if (!scrubbed.equals(url)) {
      log.warn(
          "DepsScrubbedPackageName",
          "Detected secret env var in "
              + scrubbed
              + ". dbt will write a scrubbed representation to the lock file. This will cause"
              + " issues with subsequent 'dbt deps' using the lock file, requiring 'dbt deps"
              + " --upgrade'",
          Map.of("package_name", scrubbed));
    }
    return scrubbed;
  }
}
