package io.epoxy.compiler.context.relation;

import io.epoxy.jinja.value.Python;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a relation's name; each may be absent.
 *
 * @param catalog the Spark catalog, only where a name without it would not resolve
 * @param database dbt's part, which Spark's names never show
 */
record RelationName(
    Optional<String> catalog,
    Optional<String> database,
    Optional<String> schema,
    Optional<String> identifier) {

  /** This name with the parts of a template's dict; a part that is none is taken away. */
  RelationName with(Map<?, ?> parts) {
    return new RelationName(
        catalog,
        part(parts, "database", database),
        part(parts, "schema", schema),
        part(parts, "identifier", identifier));
  }

  static Optional<String> text(Object value) {
    return Optional.ofNullable(value).map(Python::str);
  }

  Optional<String> find(String part) {
    return switch (part) {
      case "database" -> database;
      case "schema" -> schema;
      default -> identifier;
    };
  }

  /** The name in SQL; a part that Spark could not read bare is quoted whatever the policy says. */
  String render(Policy quote, Policy include) {
    List<String> parts = new ArrayList<>(3);
    if (include.database()) {
      database.ifPresent(part -> parts.add(Relation.part(part, quote.database())));
    }
    if (include.schema() && schema.isPresent()) {
      catalog.ifPresent(part -> parts.add(Relation.part(part, false)));
      schemaParts(quote, parts);
    }
    if (include.identifier()) {
      identifier.ifPresent(part -> parts.add(Relation.part(part, quote.identifier())));
    }
    return String.join(".", parts);
  }

  /** A schema may be written with its catalog, as users of dbt-glue do: {@code glue_catalog.db}. */
  private void schemaParts(Policy quote, List<String> parts) {
    String text = schema.orElseThrow();
    int dot = text.indexOf('.');
    if (dot > 0 && !quote.schema()) {
      parts.add(Relation.part(text.substring(0, dot), false));
      parts.add(Relation.part(text.substring(dot + 1), false));
    } else {
      parts.add(Relation.part(text, quote.schema()));
    }
  }

  boolean isSameInLowerCase(String part, String wanted) {
    String have = find(part).orElse("None");
    return bare(have).equals(bare(wanted));
  }

  private static String bare(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("^`+|`+$", "");
  }

  private static Optional<String> part(Map<?, ?> parts, String key, Optional<String> current) {
    return parts.containsKey(key) ? text(parts.get(key)) : current;
  }
}
