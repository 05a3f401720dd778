package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.ContextFactory;
import io.epoxy.compiler.context.macro.Dispatch;
import io.epoxy.compiler.context.macro.MacroRegistry;
import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.compiler.context.macro.MacrosInReach;
import io.epoxy.jinja.Call;
import io.epoxy.jinja.JinjaException;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The macros that a macro calls, by its text alone. Thread-safe. */
final class MacroCalls {
  /**
   * Names that dbt takes for its own functions, also where a macro hides them (dbt-core 1.12 {@code
   * statically_extract_macro_calls}).
   */
  private static final Set<String> NO_CALLS =
      Set.of(
          ("source ref config env_var var return fromjson tojson fromyaml toyaml set set_strict zip"
                  + " zip_strict log print diff_of_two_dicts local_md5")
              .split(" "));

  private final ContextFactory contexts;
  private final MacroRegistry registry;
  private final Map<MacroSource, List<MacroSource>> known = new ConcurrentHashMap<>();
  private final Map<TestMacro, MacrosInReach> inReach = new ConcurrentHashMap<>();

  /** As a property file of a package names it. */
  private record TestMacro(String packageName, String name) {}

  MacroCalls(ContextFactory contexts) {
    this.contexts = contexts;
    this.registry = contexts.macros();
  }

  /** The macro of a generic test, dbt's own that its model stands in, and all that these reach. */
  MacrosInReach ofTest(String packageName, String testMacro) {
    return inReach.computeIfAbsent(
        new TestMacro(packageName, testMacro),
        test -> {
          Set<MacroSource> reached = new LinkedHashSet<>();
          Stream.of(testMacro, GenericTestParser.WHERE)
              .flatMap(name -> registry.findAnywhere(packageName, name).stream())
              .forEach(macro -> reach(macro, reached));
          return MacrosInReach.of(reached, registry);
        });
  }

  private void reach(MacroSource macro, Set<MacroSource> reached) {
    if (reached.add(macro)) {
      known.computeIfAbsent(macro, this::of).forEach(next -> reach(next, reached));
    }
  }

  /** A text that cannot be parsed is told of where macros are linked. */
  private List<MacroSource> of(MacroSource macro) {
    try {
      return of(macro, macro.calls());
    } catch (JinjaException e) {
      return List.of();
    }
  }

  /**
   * What dbt-core 1.12 reads from the text: a macro's own name is no call of itself unless its
   * package stands before it, and a name after something that is no package (a method of a value)
   * is looked for among all macros.
   */
  List<MacroSource> of(MacroSource source, List<Call> written) {
    Set<MacroSource> called = new LinkedHashSet<>();
    String own = source.packageName();
    for (Call call : written) {
      if (call.name().equals(source.name())) {
        continue;
      }
      if (call.name().equals("adapter.dispatch") || call.name().equals("dispatch")) {
        if (constant(call, 0, "") instanceof String name && !name.equals(source.name())) {
          registry.findAnywhere(own, name).ifPresent(called::add);
        }
        dispatched(call, own).ifPresent(called::add);
        continue;
      }
      if (NO_CALLS.contains(call.name())) {
        continue;
      }
      int dot = call.name().indexOf('.');
      String place = dot < 0 ? own : call.name().substring(0, dot);
      String name = call.name().substring(dot + 1);
      if (place.equals("adapter")) {
        continue;
      }
      (dot < 0 ? Optional.<MacroSource>empty() : registry.findIn(place, name))
          .or(() -> elsewhere(place, name))
          .ifPresent(called::add);
    }
    return new ArrayList<>(called);
  }

  /** A built-in macro that is not here, a materialization's for example, is no other package's. */
  private Optional<MacroSource> elsewhere(String place, String name) {
    return place.equals(MacroRegistry.INTERNAL)
        ? Optional.empty()
        : registry.findAnywhere(place, name);
  }

  /** What is wrong with the dispatches of a macro, called or not. */
  List<EpoxyException> refusals(MacroSource source, List<Call> written) {
    List<EpoxyException> refusals = new ArrayList<>();
    for (Call call : written) {
      if (call.name().equals("adapter.dispatch")) {
        constants(call)
            .flatMap(
                asked ->
                    Dispatch.refusal(
                        contexts.dispatchOrder(),
                        source.packageName(),
                        asked.name(),
                        asked.namespace()))
            .map(text -> new EpoxyException(ErrorCode.COMPILATION, text, source.location()))
            .ifPresent(refusals::add);
      }
    }
    return refusals;
  }

  /** What a dispatch with constant arguments means. */
  private Optional<MacroSource> dispatched(Call call, String own) {
    return constants(call)
        .flatMap(asked -> contexts.dispatchOrder().find(own, asked.name(), asked.namespace()));
  }

  private record Asked(String name, Optional<String> namespace) {}

  private static Optional<Asked> constants(Call call) {
    Object name = constant(call, 0, "macro_name");
    Object namespace = constant(call, 1, "macro_namespace");
    return name instanceof String text && namespace != Call.NOT_CONSTANT
        ? Optional.of(new Asked(text, Optional.ofNullable(namespace).map(String::valueOf)))
        : Optional.empty();
  }

  private static Object constant(Call call, int index, String name) {
    return index < call.constantPositional().size()
        ? call.constantPositional().get(index)
        : call.constantKeyword().get(name);
  }
}
