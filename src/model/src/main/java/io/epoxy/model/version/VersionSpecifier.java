package io.epoxy.model.version;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One bound of a version, {@code >=1.8.0} for example; without a sign it means exactly that
 * version. Grammar and order are dbt's ({@code dbt_common/semver.py}): three numbers are needed, no
 * blanks, and a pre-release may follow without its hyphen.
 *
 * @param build text after {@code +}; never compared
 */
public record VersionSpecifier(
    Sign sign,
    BigInteger major,
    BigInteger minor,
    BigInteger patch,
    Optional<String> prerelease,
    Optional<String> build) {
  private static final String NUMBER = "(0|[1-9]\\d*)";
  private static final String TAG = "(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)";
  private static final Pattern VERSION =
      Pattern.compile(
          "(>=|>|<=|<|=)?"
              + NUMBER
              + "\\."
              + NUMBER
              + "\\."
              + NUMBER
              + "(?:-?("
              + TAG
              + "(?:\\."
              + TAG
              + ")*))?(?:\\+([0-9A-Za-z-]*(?:\\.[0-9A-Za-z-]*)*))?");

  public VersionSpecifier {
    Objects.requireNonNull(sign, "sign");
    Objects.requireNonNull(major, "major");
    Objects.requireNonNull(minor, "minor");
    Objects.requireNonNull(patch, "patch");
    Objects.requireNonNull(prerelease, "prerelease");
    Objects.requireNonNull(build, "build");
  }

  /** What a bound asks for. */
  public enum Sign {
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    EXACT("=");

    private final String text;

    Sign(String text) {
      this.text = text;
    }

    boolean isLower() {
      return this == GREATER || this == GREATER_OR_EQUAL;
    }

    boolean isUpper() {
      return this == LESS || this == LESS_OR_EQUAL;
    }

    private static Sign of(String text) {
      for (Sign sign : values()) {
        if (sign.text.equals(text)) {
          return sign;
        }
      }
      return EXACT;
    }
  }

  /** The bound that a text means; empty when it is none. */
  public static Optional<VersionSpecifier> parse(String text) {
    Matcher match = VERSION.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new VersionSpecifier(
            Sign.of(match.group(1)),
            new BigInteger(match.group(2)),
            new BigInteger(match.group(3)),
            new BigInteger(match.group(4)),
            Optional.ofNullable(match.group(5)),
            Optional.ofNullable(match.group(6))));
  }

  /** The version with its sign, {@code =1.12.3} for example. */
  @Override
  public String toString() {
    return sign.text + version();
  }

  /** The version without its sign. */
  public String version() {
    return major
        + "."
        + minor
        + "."
        + patch
        + prerelease.map(tag -> "-" + tag).orElse("")
        + build.map(tag -> "+" + tag).orElse("");
  }

  /**
   * Orders bounds as dbt does: by version, then by how far their signs reach. Not a total order:
   * {@code <1.0.0} and the pre-releases of 1.0.0 are each before the other, so that no pre-release
   * is taken for a version below the release.
   */
  public int compareBound(VersionSpecifier other) {
    int numbers = NUMBERS.compare(this, other);
    if (numbers != 0) {
      return numbers;
    }
    if (prerelease.isPresent() || other.prerelease.isPresent()) {
      if (prerelease.isEmpty()) {
        return sign == Sign.LESS ? -1 : 1;
      }
      if (other.prerelease.isEmpty()) {
        return -1;
      }
      int tags = compareTags(prerelease.get(), other.prerelease.get());
      if (tags != 0) {
        return tags;
      }
    }
    return compareSigns(other.sign);
  }

  private static final Comparator<VersionSpecifier> NUMBERS =
      Comparator.comparing(VersionSpecifier::major)
          .thenComparing(VersionSpecifier::minor)
          .thenComparing(VersionSpecifier::patch);

  private int compareSigns(Sign other) {
    if (sign == Sign.GREATER_OR_EQUAL && other == Sign.LESS_OR_EQUAL
        || sign == Sign.LESS_OR_EQUAL && other == Sign.GREATER_OR_EQUAL) {
      return 0;
    }
    if (sign == Sign.LESS && other == Sign.LESS_OR_EQUAL
        || sign == Sign.GREATER_OR_EQUAL && other == Sign.GREATER
        || sign.isUpper() && other.isLower()) {
      return -1;
    }
    if (sign == Sign.LESS_OR_EQUAL && other == Sign.LESS
        || sign == Sign.GREATER && other == Sign.GREATER_OR_EQUAL
        || sign.isLower() && other.isUpper()) {
      return 1;
    }
    return 0;
  }

  private static int compareTags(String a, String b) {
    List<String> first = List.of(a.split("\\.", -1));
    List<String> second = List.of(b.split("\\.", -1));
    for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
      int parts = compareTag(first.get(i), second.get(i));
      if (parts != 0) {
        return parts;
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  private static int compareTag(String a, String b) {
    boolean number = a.chars().allMatch(Character::isDigit);
    boolean otherNumber = b.chars().allMatch(Character::isDigit);
    if (number && otherNumber) {
      return new BigInteger(a).compareTo(new BigInteger(b));
    }
    if (number || otherNumber) {
      return number ? -1 : 1;
    }
    return Integer.signum(a.compareTo(b));
  }
}
