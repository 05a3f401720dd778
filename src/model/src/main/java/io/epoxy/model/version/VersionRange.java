package io.epoxy.model.version;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The versions that lie within all of some bounds (dbt's {@code reduce_versions}).
 *
 * @param start the lowest bound; empty when there is none
 * @param end the highest bound; empty when there is none
 */
public record VersionRange(Optional<VersionSpecifier> start, Optional<VersionSpecifier> end) {
  public static final VersionRange ANY = new VersionRange(Optional.empty(), Optional.empty());

  public VersionRange {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(end, "end");
  }

  /** The range of all bounds together; empty when no version can satisfy them. */
  public static Optional<VersionRange> of(List<VersionSpecifier> bounds) {
    Optional<VersionRange> range = Optional.of(ANY);
    for (int i = bounds.size() - 1; i >= 0 && range.isPresent(); i--) {
      range = range.get().and(of(bounds.get(i)));
    }
    return range;
  }

  private static VersionRange of(VersionSpecifier bound) {
    Optional<VersionSpecifier> one = Optional.of(bound);
    return switch (bound.sign()) {
      case EXACT -> new VersionRange(one, one);
      case GREATER, GREATER_OR_EQUAL -> new VersionRange(one, Optional.empty());
      case LESS, LESS_OR_EQUAL -> new VersionRange(Optional.empty(), one);
    };
  }

  /** As dbt shows it: {@code >=1.0.0, <2.0.0}, or ANY. */
  @Override
  public String toString() {
    String bounds =
        Stream.concat(start.stream(), end.stream())
            .map(VersionSpecifier::toString)
            .collect(Collectors.joining(", "));
    return bounds.isEmpty() ? "ANY" : bounds;
  }

  /** Whether an exact version lies within. */
  public boolean contains(VersionSpecifier version) {
    return and(of(version)).isPresent();
  }

  /** What both ranges have in common; empty when that is nothing. */
  public Optional<VersionRange> and(VersionRange other) {
    Optional<VersionSpecifier> lowest;
    Optional<VersionSpecifier> highest;
    if (isExact(start) && isExact(other.start)) {
      if (start.get().compareBound(other.start.get()) != 0) {
        return Optional.empty();
      }
      lowest = start;
      highest = start;
    } else {
      lowest = tighter(start, other.start, VersionSpecifier.Sign.GREATER_OR_EQUAL, -1);
      highest = tighter(end, other.end, VersionSpecifier.Sign.LESS_OR_EQUAL, 1);
      boolean lost =
          lowest.isEmpty() && (start.isPresent() || other.start.isPresent())
              || highest.isEmpty() && (end.isPresent() || other.end.isPresent());
      if (lost) {
        return Optional.empty();
      }
    }
    boolean reversed =
        lowest.isPresent() && highest.isPresent() && lowest.get().compareBound(highest.get()) > 0;
    return reversed ? Optional.empty() : Optional.of(new VersionRange(lowest, highest));
  }

  private static boolean isExact(Optional<VersionSpecifier> bound) {
    return bound.filter(found -> found.sign() == VersionSpecifier.Sign.EXACT).isPresent();
  }

  /**
   * The tighter of two bounds of one side; empty when one is exact and the other excludes it.
   *
   * @param inclusive the sign of that side that lets an equal version through
   * @param loose what comparing a loose bound with a tight one gives
   */
  private static Optional<VersionSpecifier> tighter(
      Optional<VersionSpecifier> a,
      Optional<VersionSpecifier> b,
      VersionSpecifier.Sign inclusive,
      int loose) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isPresent() ? a : b;
    }
    if (!isExact(a) && !isExact(b)) {
      return Integer.signum(a.get().compareBound(b.get())) == loose ? b : a;
    }
    VersionSpecifier exact = isExact(a) ? a.get() : b.get();
    VersionSpecifier bound = isExact(a) ? b.get() : a.get();
    int comparison = Integer.signum(bound.compareBound(exact));
    boolean within = comparison == loose || comparison == 0 && bound.sign() == inclusive;
    return within ? Optional.of(exact) : Optional.empty();
  }
}
