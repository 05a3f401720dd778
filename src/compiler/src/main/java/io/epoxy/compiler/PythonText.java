package io.epoxy.compiler;

import io.epoxy.compiler.context.template.TemplateValues;

/** Values as Python writes them, for those who know nothing of Jinja: dbt's log lines show them. */
public final class PythonText {
  private PythonText() {}

  /** As {@code str(value)}. */
  public static String str(Object value) {
    return TemplateValues.str(value);
  }

  /** As {@code repr(value)}. */
  public static String repr(Object value) {
    return TemplateValues.repr(value);
  }
}
