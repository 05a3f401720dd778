package io.epoxy.compiler.context;

import io.epoxy.compiler.cache.Fact;
import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.value.Python;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/** What a project's macros, vars and environment answer now, as digests. Thread-safe. */
final class FactAnswers implements Fact.Source {
  private final ContextFactory contexts;
  private final ToLongFunction<String> digest;
  private final Map<Asked, Long> known = new ConcurrentHashMap<>();

  private record Asked(Fact.Kind kind, String owner, String name) {}

  FactAnswers(ContextFactory contexts, ToLongFunction<String> digest) {
    this.contexts = contexts;
    this.digest = digest;
  }

  @Override
  public long value(Fact.Kind kind, String owner, String name) {
    return known.computeIfAbsent(
        new Asked(kind, owner, name), asked -> digest.applyAsLong(kind + "\n" + answer(asked)));
  }

  private String answer(Asked asked) {
    switch (asked.kind()) {
      case MACRO:
        return macro(contexts.macros().find(asked.owner(), asked.name()))
            + contexts.macros().hasPackage(asked.name());
      case PACKAGE_MACRO:
        return macro(contexts.macros().findIn(asked.owner(), asked.name()));
      case DISPATCHED_MACRO:
        int end = asked.name().indexOf('\n');
        return macro(
            contexts
                .dispatchOrder()
                .find(
                    asked.owner(),
                    asked.name().substring(end + 1),
                    Optional.of(asked.name().substring(0, end)).filter(name -> !name.isEmpty())));
      case VAR:
        return var(asked);
      case ENV_VAR:
        return Python.repr(contexts.settings().env().get(asked.name()));
      default:
        throw new IllegalStateException(asked.kind().name());
    }
  }

  private static String macro(Optional<MacroSource> macro) {
    return macro
        .map(found -> found.id() + "\n" + found.location().path() + "\n" + found.text())
        .orElse("none");
  }

  /** As Python shows it, so that the text "1" is not the number. */
  private String var(Asked asked) {
    for (Map<String, Object> source : contexts.varSources(asked.owner())) {
      if (source.containsKey(asked.name())) {
        return "is " + Python.repr(TemplateValues.toTemplate(source.get(asked.name())));
      }
    }
    return "none";
  }
}
