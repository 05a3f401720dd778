package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.macro.MacroRegistry;
import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.jinja.Call;
import io.epoxy.jinja.JinjaException;
import io.epoxy.model.config.Data;
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
  private final Docs blocks;

  MacroLinker(ParseInput input, PropertyFiles properties, Docs docs) {
    this.input = input;
    this.properties = properties;
    this.blocks = docs;
  }

  private record Parsed(MacroSource source, List<Call> calls, Optional<EpoxyException> error) {}

  /** Every macro; a text that cannot be parsed is a problem. */
  Map<UniqueId, Macro> link(Problems problems) {
    MacroRegistry registry = input.contexts().macros();
    List<Parsed> parsed = registry.all().parallelStream().map(MacroLinker::parse).toList();
    Map<UniqueId, Macro> macros = new LinkedHashMap<>();
    for (Parsed one : parsed) {
      one.error().ifPresent(problems::add);
      macros.put(one.source().id(), macro(one, registry, problems));
    }
    return macros;
  }

  private static Parsed parse(MacroSource source) {
    try {
      return new Parsed(source, source.calls(), Optional.empty());
    } catch (JinjaException e) {
      return new Parsed(
          source, List.of(), Optional.of(MacroParser.syntax(e, source.location().path())));
    }
  }

  private Macro macro(Parsed parsed, MacroRegistry registry, Problems problems) {
    MacroSource source = parsed.source();
    Optional<Patch> patch = properties.find("macros", source.packageName(), source.name());
    String description = "";
    Map<String, Object> meta = new LinkedHashMap<>();
    Map<String, Object> docs = new LinkedHashMap<>();
    List<Map<String, Object>> arguments = new ArrayList<>();
    if (patch.isPresent()) {
      YamlMap yaml = patch.get().yaml();
      description = description(patch.get(), source.id(), problems);
      yaml.map("meta").ifPresent(map -> meta.putAll(map.data()));
      yaml.map("config")
          .flatMap(config -> config.map("meta"))
          .ifPresent(map -> meta.putAll(map.data()));
      yaml.map("config")
          .flatMap(config -> config.map("docs"))
          .or(() -> yaml.map("docs"))
          .ifPresent(map -> docs.putAll(map.data()));
      for (YamlNode argument : yaml.list("arguments")) {
        if (argument instanceof YamlMap map) {
          arguments.add(Data.copy(map.data()));
        }
      }
    }
    return new Macro(
        source.id(),
        source.name(),
        source.packageName(),
        source.location().path(),
        source.location().path(),
        source.text(),
        source.location(),
        calls(parsed, registry),
        description,
        meta,
        docs,
        patch.map(Patch::patchPath),
        arguments,
        input.createdAt());
  }

  private String description(Patch patch, UniqueId id, Problems problems) {
    try {
      return patch
          .yaml()
          .text("description")
          .map(text -> blocks.render(text, id.value(), patch.packageName(), patch.location()))
          .orElse("");
    } catch (EpoxyException e) {
      problems.add(e);
      return "";
    }
  }

  private List<UniqueId> calls(Parsed parsed, MacroRegistry registry) {
    Set<UniqueId> ids = new LinkedHashSet<>();
    String own = parsed.source().packageName();
    for (Call call : parsed.calls()) {
      if (call.name().equals("adapter.dispatch") || call.name().equals("dispatch")) {
        dispatched(call, own).ifPresent(ids::add);
        continue;
      }
      int dot = call.name().indexOf('.');
      Optional<MacroSource> found =
          dot < 0
              ? registry.find(own, call.name())
              : registry.findIn(call.name().substring(0, dot), call.name().substring(dot + 1));
      found.map(MacroSource::id).filter(id -> !id.equals(parsed.source().id())).ifPresent(ids::add);
    }
    return new ArrayList<>(ids);
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
