package io.epoxy.model.config;

import java.util.Optional;

/** Which table format a seed has. */
public final class SeedFormat {
  private static final String KEY = "seed_format";

  private SeedFormat() {}

  /**
   * The seed's own {@code seed_format}, else the profile's (dbt-glue's key), else the {@code
   * file_format} that dbt-spark goes by; empty when none is given.
   */
  public static Optional<String> of(NodeConfig seed, Target target) {
    return seed.string(KEY).or(() -> target.string(KEY)).or(() -> seed.string("file_format"));
  }
}
