package io.epoxy.model.relation;

import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * The name of a table or view. A part that is given in backticks is the name between them, quoted.
 * A part may be the empty text, as a macro of the project made it: {@code .orders} is what dbt
 * renders then, and what Spark refuses.
 *
 * @param catalog the Spark catalog, only where a name without it would not resolve (Iceberg)
 * @param schema the Glue database
 * @param identifier the table name
 * @param type what it is, as far as known
 * @param format how a table is stored, as far as a catalog has told
 * @param quoting which parts are quoted although they need not be
 * @param parts which parts the name has; one that it has not may still be shown as text
 */
public record Relation(
    Optional<String> catalog,
    String schema,
    String identifier,
    Optional<RelationType> type,
    Optional<TableFormat> format,
    Quoting quoting,
    Parts parts) {
  /** What Spark's lexer would take for a number: 2015, 1e5, 10L, 1BD. */
  private static final Pattern NUMBER_LIKE = Pattern.compile("[0-9]+([eE][0-9]+)?[a-zA-Z]{0,2}");

  public Relation {
    Objects.requireNonNull(catalog, "catalog");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(identifier, "identifier");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(quoting, "quoting");
    Objects.requireNonNull(parts, "parts");
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
        Optional.empty(),
        schema,
        identifier,
        Optional.empty(),
        Optional.empty(),
        Quoting.NONE,
        Parts.ALL);
  }

  public Relation inCatalog(String name) {
    return new Relation(Optional.of(name), schema, identifier, type, format, quoting, parts);
  }

  public Relation ofType(RelationType newType) {
    return new Relation(catalog, schema, identifier, Optional.of(newType), format, quoting, parts);
  }

  public Relation storedAs(TableFormat newFormat) {
    return new Relation(catalog, schema, identifier, type, Optional.of(newFormat), quoting, parts);
  }

  public Relation named(String newIdentifier) {
    return new Relation(catalog, schema, newIdentifier, type, format, quoting, parts);
  }

  public Relation quoted(Quoting newQuoting) {
    return new Relation(catalog, schema, identifier, type, format, newQuoting, parts);
  }

  /** The same with only some of its parts in its name. */
  public Relation having(Parts newParts) {
    return new Relation(catalog, schema, identifier, type, format, quoting, newParts);
  }

  /** Whether the name has a schema that is not empty. */
  public boolean hasSchema() {
    return parts.schema() && !schema.isEmpty();
  }

  /** Whether a table can have this name. */
  public boolean isWhole() {
    return hasSchema() && parts.identifier() && !identifier.isEmpty();
  }

  /**
   * What is part of a name: a view of the session has no schema, and a macro that names nodes may
   * answer none for either.
   */
  public record Parts(boolean schema, boolean identifier) {
    public static final Parts ALL = new Parts(true, true);
    public static final Parts IDENTIFIER = new Parts(false, true);
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
    return joined(
        catalog.map(name -> part(name, quoting.database())),
        part(schema, quoting.schema()),
        part(identifier, quoting.identifier()));
  }

  /** Schema and identifier as they are, as messages show them. */
  public String plain() {
    return joined(Optional.empty(), schema, identifier);
  }

  private String joined(Optional<String> first, String second, String third) {
    StringJoiner name = new StringJoiner(".");
    first.ifPresent(name::add);
    if (parts.schema()) {
      name.add(second);
    }
    if (parts.identifier()) {
      name.add(third);
    }
    return name.toString();
  }

  @Override
  public String toString() {
    return render();
  }

  /** One part of a name in SQL: quoted when asked for, or when Spark could not read it bare. */
  public static String part(String part, boolean quoted) {
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
