package io.epoxy.model.config;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One output of a profile, rendered.
 *
 * @param profileName the profile's name
 * @param name the output's name, for example {@code dev}
 * @param type the adapter type; {@code glue} or {@code spark}
 * @param schema the default Glue database
 * @param threads at least 1
 * @param values every key of the output as the user wrote it; see {@link Data}
 */
public record Target(
    String profileName,
    String name,
    String type,
    String schema,
    int threads,
    Map<String, Object> values) {
  public Target {
    Objects.requireNonNull(profileName, "profileName");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(schema, "schema");
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
    values = Data.copy(values);
  }

  /** The value as text; empty when the key is absent or null. */
  public Optional<String> string(String key) {
    return Optional.ofNullable(values.get(key)).map(String::valueOf);
  }

  /**
   * The Spark catalog that names of Iceberg tables begin with; dbt-glue reads an empty {@code
   * custom_iceberg_catalog_namespace} as none.
   */
  public Optional<String> icebergCatalog() {
    String key = "custom_iceberg_catalog_namespace";
    return values.containsKey(key)
        ? string(key).filter(name -> !name.isBlank())
        : Optional.of("glue_catalog");
  }

  /** Whether the profile is dbt-glue's; else it is dbt-spark's. */
  public boolean isGlue() {
    return type.equals("glue");
  }

  /**
   * Whether a name can stand before a schema: the catalog of Iceberg tables, the session's own, and
   * those that the profile's {@code conf} (dbt-glue) or {@code server_side_parameters} (dbt-spark)
   * define as {@code spark.sql.catalog.NAME}.
   */
  public boolean hasCatalog(String catalog) {
    String defined = "\\bspark\\.sql\\.catalog\\." + Pattern.quote(catalog) + "(?![\\w-])";
    return catalog.equals("spark_catalog")
        || icebergCatalog().filter(catalog::equals).isPresent()
        || Stream.of("conf", "server_side_parameters")
            .flatMap(key -> string(key).stream())
            .anyMatch(text -> Pattern.compile(defined).matcher(text).find());
  }

  /**
   * A flag, in any spelling of {@link Flag}; off when the key is absent or null.
   *
   * @throws EpoxyException PROFILE when the value is neither true nor false
   */
  public boolean flag(String key) {
    Object value = values.get(key);
    return value != null
        && Flag.find(value)
            .orElseThrow(
                () ->
                    new EpoxyException(
                        ErrorCode.PROFILE,
                        "'"
                            + key
                            + "' of output '"
                            + name
                            + "' in profile '"
                            + profileName
                            + "' (profiles.yml) must be true or false, not '"
                            + value
                            + "'"));
  }
}
