package io.epoxy.compiler.context.relation;

import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.Python;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which parts of a name are quoted, or written (dbt-adapters {@code contracts.relation.Policy}).
 */
record Policy(boolean database, boolean schema, boolean identifier) {
  /** Spark's: nothing is quoted (dbt-spark {@code SparkQuotePolicy}). */
  static final Policy QUOTE = new Policy(false, false, false);

  /** Spark's: there is no database in a name (dbt-spark {@code SparkIncludePolicy}). */
  static final Policy INCLUDE = new Policy(false, true, true);

  /** This policy with the parts that a template gives; none and absent parts stay. */
  Policy with(Object newDatabase, Object newSchema, Object newIdentifier) {
    return new Policy(
        chosen(newDatabase, database),
        chosen(newSchema, schema),
        chosen(newIdentifier, identifier));
  }

  /** This policy with the parts of a template's dict. */
  Policy with(Object dict) {
    Map<?, ?> map =
        dict instanceof NameParts policy
            ? policy.parts()
            : dict instanceof Map<?, ?> given ? given : Map.of();
    return with(map.get("database"), map.get("schema"), map.get("identifier"));
  }

  JinjaObject toTemplate(String className) {
    return new NameParts(className, toDict());
  }

  Map<String, Object> toDict() {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("database", database);
    parts.put("schema", schema);
    parts.put("identifier", identifier);
    return parts;
  }

  private static boolean chosen(Object given, boolean current) {
    return given == null ? current : Python.isTruthy(given);
  }
}
