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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Macros as the manifest has them: described, and with the macros that they call. */
final class MacroLinker {
  private final ParseInput input;
  private final PropertyFiles properties;
  private final MacroProperties entries;
  private final MacroCalls calls;

  MacroLinker(ParseInput input, PropertyFiles properties, MacroProperties entries) {
    this.input = input;
    this.calls = new MacroCalls(input.contexts());
    this.properties = properties;
    this.entries = entries;
  }

  private record Parsed(
      MacroSource source,
      List<Call> calls,
      List<String> parameters,
      Optional<EpoxyException> error) {}

  /** Every macro; a text that cannot be parsed is a problem, and so is a dispatch to nowhere. */
  Map<UniqueId, Macro> link(Problems problems) {
    MacroRegistry registry = input.contexts().macros();
    List<Parsed> parsed = registry.all().parallelStream().map(MacroLinker::parse).toList();
    Map<UniqueId, Macro> macros = new LinkedHashMap<>();
    for (Parsed one : parsed) {
      one.error().ifPresent(problems::add);
      calls.refusals(one.source(), one.calls()).forEach(problems::add);
      macros.put(one.source().id(), macro(one));
    }
    return macros;
  }

  /** One macro; what is wrong with it is a problem. */
  Macro link(MacroSource source, Problems problems) {
    Parsed parsed = parse(source);
    parsed.error().ifPresent(problems::add);
    calls.refusals(source, parsed.calls()).forEach(problems::add);
    return macro(parsed);
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

  private Macro macro(Parsed parsed) {
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
        calls.of(source, parsed.calls()).stream().map(MacroSource::id).toList(),
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
}
