package io.epoxy.model.relation;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a table or view. A part that is given in backticks is the name between them, quoted.
 *
 * @param catalog the Spark catalog, only where a name without it would not resolve (Iceberg)
 * @param schema the Glue database
 * @param identifier the table name
 * @param type what it is, as far as known
 * @param format how a table is stored, as far as a catalog has told
 * @param quoting which parts are quoted although they need not be
 */
public record Relation(
    Optional<String> catalog,
    String schema,
    String identifier,
    Optional<RelationType> type,
    Optional<TableFormat> format,
    Quoting quoting) {
  /** What Spark's lexer would take for a number: 2015, 1e5, 10L, 1BD. */
  private static final Pattern NUMBER_LIKE = Pattern.compile("[0-9]+([eE][0-9]+)?[a-zA-Z]{0,2}");

  public Relation {
    Objects.requireNonNull(catalog, "catalog");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(identifier, "identifier");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(quoting, "quoting");
    if (identifier.isEmpty()) {
      throw new IllegalArgumentException("a relation needs an identifier");
    }
    quoting =
        new Quoting(
            quoting.database() || catalog.filter(Relation::hasBackticks).isPresent(),
            quoting.schema() || hasBackticks(schema),
            quoting.identifier() || hasBackticks(identifier));
    catalog = catalog.map(Relation::withoutBackticks);
    schema = withoutBackticks(schema);
    identifier = withoutBackticks(identifier);
  }

  /**
   * Users of dbt-glue write {@code schema: "`my-db`"}, because it quotes nothing: the name without
   * them is what a catalog knows.
   */
  private static boolean hasBackticks(String part) {
    return part.length() > 2 && part.startsWith("`") && part.endsWith("`");
  }

  private static String withoutBackticks(String part) {
    return hasBackticks(part) ? part.substring(1, part.length() - 1).replace("``", "`") : part;
  }

  public static Relation of(String schema, String identifier) {
    return new Relation(
        Optional.empty(), schema, identifier, Optional.empty(), Optional.empty(), Quoting.NONE);
  }

  public Relation inCatalog(String name) {
    return new Relation(Optional.of(name), schema, identifier, type, format, quoting);
  }

  public Relation ofType(RelationType newType) {
    return new Relation(catalog, schema, identifier, Optional.of(newType), format, quoting);
  }

  public Relation storedAs(TableFormat newFormat) {
    return new Relation(catalog, schema, identifier, type, Optional.of(newFormat), quoting);
  }

  public Relation named(String newIdentifier) {
    return new Relation(catalog, schema, newIdentifier, type, format, quoting);
  }

  public Relation quoted(Quoting newQuoting) {
    return new Relation(catalog, schema, identifier, type, format, newQuoting);
  }

  /**
   * dbt's quoting policy for Spark: nothing, unless a project or a source asks for it.
   *
   * @param database the catalog, where there is one
   */
  public record Quoting(boolean database, boolean schema, boolean identifier) {
    public static final Quoting NONE = new Quoting(false, false, false);
  }

  /**
   * The name as it stands in SQL. A part is quoted with backticks only when Spark could not read it
   * bare, because dbt-glue renders names unquoted and users compare compiled SQL.
   */
  public String render() {
    StringBuilder sql = new StringBuilder();
    catalog.ifPresent(name -> sql.append(part(name, quoting.database())).append('.'));
    if (!schema.isEmpty()) {
      sql.append(part(schema, quoting.schema())).append('.');
    }
    return sql.append(part(identifier, quoting.identifier())).toString();
  }

  @Override
  public String toString() {
    return render();
  }

  private static String part(String part, boolean quoted) {
    if (quoted) {
      return '`' + part.replace("`", "``") + '`';
    }
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
