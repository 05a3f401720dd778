package io.epoxy.model.relation;

import java.util.regex.Pattern;

/**
 * A catalog's name in SQL text. dbt-glue renders Iceberg tables without it, so its users write
 * {@code glue_catalog.{{ ref('orders') }}}; here the name is rendered too, and one of both counts.
 */
public final class WrittenCatalog {
  private WrittenCatalog() {}

  /** The text with each {@code catalog.catalog.} as {@code catalog.}, in any case and quoting. */
  public static String once(String sql, String catalog) {
    if (!sql.contains(catalog + ".") && !sql.contains(catalog + "`")) {
      return sql;
    }
    String name = "`?" + Pattern.quote(catalog) + "`?\\s*\\.\\s*";
    return Pattern.compile(
            "(?<![\\w.`])" + name + "(?=" + name + "[\\w`])", Pattern.CASE_INSENSITIVE)
        .matcher(sql)
        .replaceAll("");
  }
}
