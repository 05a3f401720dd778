package io.epoxy.engine.format;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What stands between a table's name and its query.
 *
 * @param provider the word after USING
 * @param partitionBy columns or Iceberg transforms, as the user wrote them
 * @param buckets only where the format can
 * @param options of the format's writer and reader, kept with the table
 * @param location empty leaves the choice to the catalog
 */
public record Ddl(
    String provider,
    List<String> partitionBy,
    Optional<Buckets> buckets,
    Map<String, String> options,
    Map<String, String> properties,
    Optional<String> location,
    Optional<String> comment) {
  public Ddl {
    Objects.requireNonNull(provider, "provider");
    partitionBy = ImmutableList.copyOf(partitionBy);
    Objects.requireNonNull(buckets, "buckets");
    options = ImmutableMap.copyOf(options);
    properties = ImmutableMap.copyOf(properties);
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(comment, "comment");
  }

  /** One clause a line, in dbt-glue's order, each line ended. */
  public String clauses() {
    StringBuilder sql = new StringBuilder(provided());
    if (!partitionBy.isEmpty()) {
      sql.append("partitioned by (").append(String.join(", ", partitionBy)).append(")\n");
    }
    buckets.ifPresent(spec -> sql.append(spec.clause()).append('\n'));
    if (!properties.isEmpty()) {
      sql.append("tblproperties (").append(pairs(properties)).append(")\n");
    }
    location.ifPresent(path -> sql.append("location ").append(literal(path)).append('\n'));
    comment.ifPresent(text -> sql.append("comment ").append(literal(text)).append('\n'));
    return sql.toString();
  }

  /** The writer and its options, as a clause. */
  public String provided() {
    String using = "using " + provider + "\n";
    return options.isEmpty() ? using : using + "options (" + pairs(options) + ")\n";
  }

  /** A Spark string literal that reads back as {@code text}. */
  public static String literal(String text) {
    return "'"
        + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
        + "'";
  }

  private static String pairs(Map<String, String> map) {
    return map.entrySet().stream()
        .map(entry -> literal(entry.getKey()) + "=" + literal(entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
