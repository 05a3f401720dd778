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

  /**
   * The text with {@code catalog.} gone before the name of a relation that lies in no catalog of
   * its own: a view over Iceberg tables, which dbt-glue made as an Iceberg table.
   */
  public static String absent(String sql, String catalog, Relation relation) {
    String name = relation.render();
    if (!sql.contains(name)) {
      return sql;
    }
    return Pattern.compile(
            "(?<![\\w.`])(?i:`?"
                + Pattern.quote(catalog)
                + "`?)\\s*\\.\\s*(?="
                + Pattern.quote(name)
                + "(?![\\w.`]))")
        .matcher(sql)
        .replaceAll("");
  }
}
