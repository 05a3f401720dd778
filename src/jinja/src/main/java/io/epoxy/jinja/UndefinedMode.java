package io.epoxy.jinja;

/** What a template gets for a name, attribute or item that does not exist. */
public enum UndefinedMode {
  /**
   * jinja2's default Undefined: prints as nothing, is false and iterates over nothing; using it any
   * other way is an error.
   */
  STRICT,
  /**
   * As dbt parses (dbt-common {@code create_undefined}): an attribute, an item or a call of an
   * undefined value is undefined again. Arithmetic on it is still an error.
   */
  PERMISSIVE
}
