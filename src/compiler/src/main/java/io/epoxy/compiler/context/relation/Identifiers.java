package io.epoxy.compiler.context.relation;

/** Names in SQL. */
public final class Identifiers {
  private Identifiers() {}

  public static String quote(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
