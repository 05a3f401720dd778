package io.epoxy.compiler.parse;

import io.epoxy.compiler.cache.Fact;
import io.epoxy.compiler.context.ContextFactory;
import io.epoxy.compiler.context.macro.MacroSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/** What the names of generic tests mean, beside what {@link ContextFactory#answers} knows. */
final class TestAnswers implements Fact.Source {
  private final ContextFactory contexts;
  private final ToLongFunction<String> digest;
  private final Fact.Source others;
  private final MacroCalls calls;
  private final Map<String, Long> known = new ConcurrentHashMap<>();

  TestAnswers(ContextFactory contexts, ToLongFunction<String> digest) {
    this.contexts = contexts;
    this.digest = digest;
    this.others = contexts.answers(digest);
    this.calls = new MacroCalls(contexts);
  }

  @Override
  public long value(Fact.Kind kind, String owner, String name) {
    return kind == Fact.Kind.TEST_MACRO
        ? known.computeIfAbsent(
            owner + "\n" + name, asked -> digest.applyAsLong(answer(owner, name)))
        : others.value(kind, owner, name);
  }

  private String answer(String owner, String name) {
    return Fact.Kind.TEST_MACRO
        + "\n"
        + contexts.macros().findAnywhere(owner, name).isPresent()
        + calls.ofTest(owner, name).macros().stream().map(MacroSource::id).toList();
  }
}
