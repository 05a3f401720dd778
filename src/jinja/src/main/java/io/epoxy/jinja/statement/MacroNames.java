package io.epoxy.jinja.statement;

import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * How macros are named.
 *
 * @param tags tags beside {@code macro} that define macros, with how their header names one
 * @param prefix what stands before the name of the variable that holds a template's own macro
 */
public record MacroNames(Map<String, UnaryOperator<String>> tags, String prefix) {
  public static final MacroNames PLAIN = new MacroNames(Map.of(), "");

  public MacroNames {
    tags = Map.copyOf(tags);
    Objects.requireNonNull(prefix, "prefix");
  }
}
