package io.epoxy.compiler.context.relation;

import io.epoxy.model.relation.Relation;

/** Names in SQL. */
public final class Identifiers {
  private Identifiers() {}

  public static String quote(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** Quoted when asked for or when Spark could not read the name bare. */
  static String written(String name, boolean quoted) {
    return quoted || name.isEmpty() ? quote(name) : Relation.of("", name).render();
  }
}
