package io.epoxy.compiler.context.node;

import com.google.common.collect.ImmutableList;
import io.epoxy.compiler.context.macro.NodeScope;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A template that does nothing but call {@code ref}, {@code source} and {@code config} with
 * literals, as most models do. To parse such a node its calls are enough: what it renders to is
 * thrown away. Everything that is not surely of this kind, errors included, is left to the engine.
 */
public final class PlainTemplate {
  private static final int MAX_LENGTH = 1_000_000;
  private static final Set<String> VERSION = Set.of("v", "version");

  private final List<Call> calls;

  private PlainTemplate(List<Call> calls) {
    this.calls = ImmutableList.copyOf(calls);
  }

  /** A call; its arguments are of the number and kinds that the function takes. */
  record Call(String function, List<Object> positional, Map<String, Object> keyword) {
    boolean isUnderstood() {
      return switch (function) {
        case "ref" ->
            hasTexts(1, 2)
                && keyword.size() <= 1
                && VERSION.containsAll(keyword.keySet())
                && keyword.values().stream()
                    .allMatch(value -> value instanceof String || value instanceof Long);
        case "source" -> hasTexts(2, 2) && keyword.isEmpty();
        case "config" -> positional.isEmpty() && !keyword.isEmpty();
        default -> false;
      };
    }

    private boolean hasTexts(int least, int most) {
      return positional.size() >= least
          && positional.size() <= most
          && positional.stream().allMatch(String.class::isInstance);
    }
  }

  /** The calls of a template; empty when it has to be rendered to know them. */
  public static Optional<PlainTemplate> of(String text) {
    if (text.length() > MAX_LENGTH || text.indexOf('\r') >= 0) {
      return Optional.empty();
    }
    return new PlainReader(text).calls().map(PlainTemplate::new);
  }

  /**
   * Makes the calls, unless the project has hidden one of the functions behind a macro.
   *
   * @return whether they were made
   */
  public boolean callIn(NodeScope scope) {
    for (Call call : calls) {
      if (scope.findOwn(call.function()).isEmpty()) {
        return false;
      }
    }
    for (Call call : calls) {
      JinjaCallable function = (JinjaCallable) scope.findOwn(call.function()).get().get();
      function.call(new Arguments(call.positional(), call.keyword()));
    }
    return true;
  }
}
