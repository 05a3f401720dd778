package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.macro.MacroRegistry;
import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.jinja.Call;
import io.epoxy.jinja.JinjaException;
import io.epoxy.model.config.Project;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.Macro;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Macros as the manifest has them: described, and with the macros that they call. */
final class MacroLinker {
  private final ParseInput input;
  private final PropertyFiles properties;
  private final MacroProperties entries;

  MacroLinker(ParseInput input, PropertyFiles properties, MacroProperties entries) {
    this.input = input;
    this.properties = properties;
    this.entries = entries;
  }

  private record Parsed(
      MacroSource source,
      List<Call> calls,
      List<String> parameters,
      Optional<EpoxyException> error) {}

  /** Every macro; a text that cannot be parsed is a problem. */
  Map<UniqueId, Macro> link(Problems problems) {
    MacroRegistry registry = input.contexts().macros();
    List<Parsed> parsed = registry.all().parallelStream().map(MacroLinker::parse).toList();
    Map<UniqueId, Macro> macros = new LinkedHashMap<>();
    for (Parsed one : parsed) {
      one.error().ifPresent(problems::add);
      macros.put(one.source().id(), macro(one, registry));
    }
    return macros;
  }

  private static Parsed parse(MacroSource source) {
    try {
      return new Parsed(source, source.calls(), source.parameters(), Optional.empty());
    } catch (JinjaException e) {
      return new Parsed(
          source,
          List.of(),
          List.of(),
          Optional.of(MacroParser.syntax(e, source.location().path())));
    }
  }

  private Macro macro(Parsed parsed, MacroRegistry registry) {
    MacroSource source = parsed.source();
    MacroProperties.Described described =
        entries.of(
            source.id(),
            source.name(),
            arguments(parsed),
            properties.find("macros", source.packageName(), source.name()));
    return new Macro(
        source.id(),
        source.name(),
        source.packageName(),
        source.location().path(),
        source.location().path(),
        source.written(),
        source.location(),
        calls(parsed, registry),
        described.description(),
        described.meta(),
        described.docs(),
        described.patchPath(),
        described.arguments(),
        input.createdAt());
  }

  /** dbt reads no arguments from tests of a {@code generic} folder. */
  private List<String> arguments(Parsed parsed) {
    String path = parsed.source().location().path();
    Project owner = input.packages().get(parsed.source().packageName());
    boolean generic =
        owner != null
            && owner.paths().tests().stream()
                .anyMatch(folder -> path.startsWith(folder + "/generic/"));
    if (generic) {
      return List.of();
    }
    MacroSource source = parsed.source();
    return source.name().startsWith("materialization_")
        ? List.of("supported_languages")
        : parsed.parameters();
  }

  /**
   * What dbt-core 1.12 reads from the text: a macro's own name is no call of itself unless its
   * package stands before it, and a name after something that is no package (a method of a value)
   * is looked for among all macros.
   */
  private List<UniqueId> calls(Parsed parsed, MacroRegistry registry) {
    Set<UniqueId> ids = new LinkedHashSet<>();
    String own = parsed.source().packageName();
    for (Call call : parsed.calls()) {
      if (call.name().equals(parsed.source().name())) {
        continue;
      }
      if (call.name().equals("adapter.dispatch") || call.name().equals("dispatch")) {
        if (constant(call, 0, "") instanceof String name && !name.equals(parsed.source().name())) {
          registry.findAnywhere(own, name).map(MacroSource::id).ifPresent(ids::add);
        }
        dispatched(call, own).ifPresent(ids::add);
        continue;
      }
      int dot = call.name().indexOf('.');
      String place = dot < 0 ? own : call.name().substring(0, dot);
      String name = call.name().substring(dot + 1);
      if (place.equals("adapter")) {
        continue;
      }
      (dot < 0 ? Optional.<MacroSource>empty() : registry.findIn(place, name))
          .or(() -> elsewhere(registry, place, name))
          .map(MacroSource::id)
          .ifPresent(ids::add);
    }
    return new ArrayList<>(ids);
  }

  /** A built-in macro that is not here, a materialization's for example, is no other package's. */
  private static Optional<MacroSource> elsewhere(
      MacroRegistry registry, String place, String name) {
    return place.equals(MacroRegistry.INTERNAL)
        ? Optional.empty()
        : registry.findAnywhere(place, name);
  }

  /** What a dispatch with constant arguments means. */
  private Optional<UniqueId> dispatched(Call call, String own) {
    Object name = constant(call, 0, "macro_name");
    Object namespace = constant(call, 1, "macro_namespace");
    if (!(name instanceof String text) || namespace == Call.NOT_CONSTANT) {
      return Optional.empty();
    }
    return input
        .contexts()
        .dispatchOrder()
        .find(own, text, Optional.ofNullable(namespace).map(String::valueOf))
        .map(MacroSource::id);
  }

  private static Object constant(Call call, int index, String name) {
    return index < call.constantPositional().size()
        ? call.constantPositional().get(index)
        : call.constantKeyword().get(name);
  }
}
