package io.epoxy.engine.plan;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.relation.Relation;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where tables lie, by dbt-glue's rules (its {@code location} macros): {@code
 * <location>/<schema>/<table>}, without the schema under {@code root_location: true}, and a model's
 * {@code custom_location} as it is written.
 *
 * @param base {@code location} of the profile, or the local warehouse folder; no slash at the end
 * @param layout whether the schema is part of the path
 * @param site on this machine, paths into S3 are kept under {@code base}
 */
public record Locations(Optional<String> base, Layout layout, Site site) {
  private static final Pattern S3 = Pattern.compile("s3[an]?://(.*)");

  public Locations {
    base = base.map(Locations::withoutSlash);
    Objects.requireNonNull(layout, "layout");
    Objects.requireNonNull(site, "site");
  }

  /** dbt-glue's {@code root_location}. */
  public enum Layout {
    WITH_SCHEMA,
    WITHOUT_SCHEMA
  }

  /** Where paths are used. */
  public enum Site {
    HERE,
    CLOUD
  }

  /** The folder that holds a table's versions. */
  public String tableRoot(Relation relation, Optional<String> customLocation) {
    if (customLocation.isPresent()) {
      return custom(customLocation.get());
    }
    String root =
        base.orElseThrow(
            () -> new EpoxyException(ErrorCode.PROFILE, "'location' must be set in the profile"));
    return layout == Layout.WITH_SCHEMA
        ? root + "/" + relation.schema() + "/" + relation.identifier()
        : root + "/" + relation.identifier();
  }

  /** The LOCATION of an Iceberg table; its local catalog decides for itself. */
  Optional<String> icebergLocation(Relation relation, Optional<String> customLocation) {
    return site == Site.HERE ? Optional.empty() : Optional.of(tableRoot(relation, customLocation));
  }

  /** The LOCATION of a database. */
  public Optional<String> schemaLocation(String schema) {
    return base.map(root -> root + "/" + schema);
  }

  private String custom(String location) {
    Matcher s3 = S3.matcher(location);
    return site == Site.HERE && s3.matches() && base.isPresent()
        ? base.get() + "/" + s3.group(1)
        : location;
  }

  private static String withoutSlash(String path) {
    String result = path;
    while (result.endsWith("/") && result.length() > 1) {
      result = result.substring(0, result.length() - 1);
    }
    return result;
  }
}
