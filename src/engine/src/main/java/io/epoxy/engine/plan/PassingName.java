package io.epoxy.engine.plan;

import io.epoxy.model.relation.Relation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a relation that is made beside the one whose name it will take: {@code
 * orders__epoxy_20260101t000000000z_0000000a}. It carries the version of the plan that makes it, so
 * that no two runs share one, and a table of that name lies in that version's folder, so that what
 * a killed run left is told from a table of somebody else.
 *
 * @param owner whose name it will take
 * @param version the folder name of {@link PlanContext#VERSION}
 */
public record PassingName(Relation owner, String version) {
  private static final Pattern NAME =
      Pattern.compile("(.+)__epoxy_(\\d{8}t\\d{9}z)_([0-9a-f]{8})", Pattern.CASE_INSENSITIVE);

  /** No job of AWS Glue runs longer (its Timeout is 10,080 minutes at most). */
  public static final Duration LONGEST_RUN = Duration.ofDays(7);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("'epoxy-'yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** What {@link #relation} has made a name of; empty for other names. */
  public static Optional<PassingName> read(Relation relation) {
    Matcher name = NAME.matcher(relation.identifier());
    return name.matches()
        ? Optional.of(
            new PassingName(
                relation.named(name.group(1)),
                "epoxy-" + name.group(2).toUpperCase(Locale.ROOT) + "-" + name.group(3)))
        : Optional.empty();
  }

  /** Whose name a relation will take; itself when it has its own name. */
  public static Relation ownerOf(Relation made) {
    return read(made).map(PassingName::owner).orElse(made);
  }

  /**
   * A version's folder name.
   *
   * @param random tells it from those of the same moment
   */
  public static String version(Instant at, int random) {
    return TIME.format(at) + "-" + String.format("%08x", random);
  }

  /** For the table of a version's folder. */
  public static Relation inFolder(Relation owner, String location) {
    return new PassingName(owner, lastName(location)).relation();
  }

  /** Under which it is made; in lower case, as Hive and Glue keep names. */
  public Relation relation() {
    return owner.named(
        owner.identifier() + "__" + version.replace('-', '_').toLowerCase(Locale.ROOT));
  }

  /** When its plan was made. */
  public Instant madeAt() {
    return madeAt(version);
  }

  /** When a version's plan was made. */
  public static Instant madeAt(String version) {
    return TIME.parse(version.substring(0, version.lastIndexOf('-')), Instant::from);
  }

  /** Whether a folder is the one of its version. */
  public boolean liesIn(String location) {
    return lastName(location).equals(version);
  }

  /** The folder of the table whose version a folder is; itself when it is none. */
  public static String withoutVersion(String location) {
    String folder = location.replaceFirst("/+$", "");
    return PlanContext.VERSION.matcher(lastName(folder)).matches()
        ? folder.substring(0, folder.lastIndexOf('/'))
        : folder;
  }

  private static String lastName(String location) {
    String folder = location.replaceFirst("/+$", "");
    return folder.substring(folder.lastIndexOf('/') + 1);
  }
}
