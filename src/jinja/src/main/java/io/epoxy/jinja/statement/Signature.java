package io.epoxy.jinja.statement;

import com.google.common.collect.ImmutableList;
import io.epoxy.jinja.expression.Expression;
import java.util.List;

/**
 * The parameters of a macro or call block.
 *
 * @param names in order
 * @param defaults of the last parameters
 */
public record Signature(List<String> names, List<Expression> defaults) {
  public static final Signature EMPTY = new Signature(List.of(), List.of());

  public Signature {
    names = names.stream().map(String::intern).collect(ImmutableList.toImmutableList());
    defaults = ImmutableList.copyOf(defaults);
  }

  /** Whether the parameter has a default. */
  public boolean hasDefault(int index) {
    return index >= names.size() - defaults.size();
  }

  /** The default of a parameter that has one. */
  public Expression defaultOf(int index) {
    return defaults.get(index - names.size() + defaults.size());
  }
}
