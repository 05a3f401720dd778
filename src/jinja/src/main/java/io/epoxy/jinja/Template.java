package io.epoxy.jinja;

import java.util.List;

/** A parsed template. Immutable and shared by threads. */
public interface Template {
  /** As given to {@link JinjaEngine#parse}. */
  String name();

  /**
   * What jinja2 does when it compiles: every filter and test must be there, but for those inside of
   * conditions.
   *
   * @throws JinjaException {@code No filter named 'x'.}
   */
  void check();

  /**
   * Renders to text.
   *
   * @throws JinjaException with place and macro stack
   */
  String render(Scope scope);

  /**
   * dbt's native rendering of a YAML string (dbt-common {@code quoted_native_concat}): a template
   * of one expression gives that expression's value, several pieces give their text joined. The
   * filters {@code as_native}, {@code as_bool} and {@code as_number} read the text as a Python
   * literal, {@code as_text} keeps it. A constant expression such as {@code {{ 5 }}} gives text, as
   * in dbt.
   *
   * @return a template value, see {@link JinjaObject}; it may be Undefined
   * @throws JinjaException with place and macro stack; {@code Could not convert value 'x' into type
   *     'bool'} when a marked value does not read as its type
   */
  Object evaluate(Scope scope);

  /** The macros defined at top level, in order, those of registered macro tags included. */
  List<MacroDefinition> macros();

  /** The calls written anywhere in the template, macros included, in order. */
  List<Call> calls();
}
