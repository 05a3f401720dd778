package io.epoxy.compiler.context.node;

import com.google.common.collect.ImmutableList;
import io.epoxy.compiler.context.macro.NodeScope;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

  /** Config that dbt's static parser leaves to Jinja (dbt-extractor 0.6). */
  private static final Set<String> HOOKS = Set.of("pre_hook", "post_hook");

  private final List<Call> calls;
  private final boolean extractable;

  private PlainTemplate(List<Call> calls, boolean extractable) {
    this.calls = ImmutableList.copyOf(calls);
    this.extractable = extractable;
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

    boolean isConfig() {
      return function.equals("config");
    }

    boolean isExtractable() {
      return !isConfig()
          || keyword.entrySet().stream()
              .noneMatch(entry -> HOOKS.contains(entry.getKey()) || hasNumber(entry.getValue()));
    }

    private static boolean hasNumber(Object value) {
      return value instanceof Long
          || value instanceof List<?> list && list.stream().anyMatch(Call::hasNumber)
          || value instanceof Map<?, ?> map && map.values().stream().anyMatch(Call::hasNumber);
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
    PlainReader reader = new PlainReader(text);
    return reader.calls().map(calls -> new PlainTemplate(calls, reader.isExtractable()));
  }

  /**
   * The keywords of {@code config} as dbt's static parser finds them, the last one of a name; empty
   * when it leaves the template to Jinja (dbt-core 1.12 {@code ModelParser.populate}).
   */
  public Optional<Map<String, Object>> extractedConfig(NodeScope scope) {
    if (!isExtractable() || !isIn(scope)) {
      return Optional.empty();
    }
    Map<String, Object> config = new LinkedHashMap<>();
    calls.stream().filter(Call::isConfig).forEach(call -> config.putAll(call.keyword()));
    return Optional.of(config);
  }

  /**
   * Makes the calls, unless the project has hidden one of the functions behind a macro.
   *
   * @return whether they were made
   */
  public boolean callIn(NodeScope scope) {
    return call(calls, scope);
  }

  /**
   * As {@link #callIn} for the code of a model: dbt's static parser, where it understands it, has a
   * source once however often it is called (dbt-extractor 0.6 gives a set).
   */
  public boolean callInModel(NodeScope scope) {
    Set<Call> sources = new HashSet<>();
    return isExtractable()
        ? call(
            calls.stream()
                .filter(call -> !call.function().equals("source") || sources.add(call))
                .toList(),
            scope)
        : callIn(scope);
  }

  private boolean isExtractable() {
    return extractable && calls.stream().allMatch(Call::isExtractable);
  }

  private boolean call(List<Call> some, NodeScope scope) {
    if (!isIn(scope)) {
      return false;
    }
    for (Call call : some) {
      JinjaCallable function = (JinjaCallable) scope.findOwn(call.function()).get().get();
      function.call(new Arguments(call.positional(), call.keyword()));
    }
    return true;
  }

  private boolean isIn(NodeScope scope) {
    return calls.stream().allMatch(call -> scope.findOwn(call.function()).isPresent());
  }
}
