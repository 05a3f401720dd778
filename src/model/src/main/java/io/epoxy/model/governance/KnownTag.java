package io.epoxy.model.governance;

import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * What an account says of an LF-tag before anything is tagged.
 *
 * @param values those that it may have, in lower case; none unless it is there
 * @param words why it is not told of; blank when it is
 */
public record KnownTag(Standing standing, Set<String> values, String words) {
  public KnownTag {
    Objects.requireNonNull(standing, "standing");
    values =
        values.stream()
            .map(value -> value.toLowerCase(Locale.ROOT))
            .collect(ImmutableSet.toImmutableSet());
    Objects.requireNonNull(words, "words");
  }

  /** A tag that may be assigned with one of the values. */
  public static KnownTag of(Set<String> values) {
    return new KnownTag(Standing.THERE, values, "");
  }

  /** Whether there is one. */
  public enum Standing {
    THERE,
    MISSING,
    /** Whoever asks may not know. */
    HIDDEN
  }
}
