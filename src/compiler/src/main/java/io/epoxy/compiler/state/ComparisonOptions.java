package io.epoxy.compiler.state;

import io.epoxy.model.port.MessageSink;
import java.time.Instant;
import java.util.Objects;

/**
 * How resources are compared.
 *
 * @param sourceNames which names of a source count
 * @param maximumSeedMib {@code --maximum-seed-size-mib}
 * @param now what deprecation dates are measured by
 * @param messages told what cannot be compared, and what breaks a contract
 */
public record ComparisonOptions(
    SourceNames sourceNames, long maximumSeedMib, Instant now, MessageSink messages) {
  public ComparisonOptions {
    Objects.requireNonNull(sourceNames, "sourceNames");
    Objects.requireNonNull(now, "now");
    Objects.requireNonNull(messages, "messages");
  }

  /** Which names of a source's schema and database are compared. */
  public enum SourceNames {
    /** As written; dbt's flag {@code state_modified_compare_more_unrendered_values}. */
    UNRENDERED,
    RENDERED
  }
}
