package io.epoxy.model.relation;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a table or view.
 *
 * @param catalog the Spark catalog, only where a name without it would not resolve (Iceberg)
 * @param schema the Glue database
 * @param identifier the table name
 * @param type what it is, as far as known
 */
public record Relation(
    Optional<String> catalog, String schema, String identifier, Optional<RelationType> type) {
  /** What Spark's lexer would take for a number: 2015, 1e5, 10L, 1BD. */
  private static final Pattern NUMBER_LIKE = Pattern.compile("[0-9]+([eE][0-9]+)?[a-zA-Z]{0,2}");

  public Relation {
    Objects.requireNonNull(catalog, "catalog");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(identifier, "identifier");
    Objects.requireNonNull(type, "type");
    if (identifier.isEmpty()) {
      throw new IllegalArgumentException("a relation needs an identifier");
    }
  }

  public static Relation of(String schema, String identifier) {
    return new Relation(Optional.empty(), schema, identifier, Optional.empty());
  }

  public Relation inCatalog(String name) {
    return new Relation(Optional.of(name), schema, identifier, type);
  }

  public Relation ofType(RelationType newType) {
    return new Relation(catalog, schema, identifier, Optional.of(newType));
  }

  public Relation named(String newIdentifier) {
    return new Relation(catalog, schema, newIdentifier, type);
  }

  /**
   * The name as it stands in SQL. A part is quoted with backticks only when Spark could not read it
   * bare, because dbt-glue renders names unquoted and users compare compiled SQL.
   */
  public String render() {
    StringBuilder sql = new StringBuilder();
    catalog.ifPresent(name -> sql.append(quoteIfNeeded(name)).append('.'));
    if (!schema.isEmpty()) {
      sql.append(quoteIfNeeded(schema)).append('.');
    }
    return sql.append(quoteIfNeeded(identifier)).toString();
  }

  @Override
  public String toString() {
    return render();
  }

  private static String quoteIfNeeded(String part) {
    if (NUMBER_LIKE.matcher(part).matches()) {
      return '`' + part + '`';
    }
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean bare =
          c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!bare) {
        return '`' + part.replace("`", "``") + '`';
      }
    }
    return part;
  }
}
