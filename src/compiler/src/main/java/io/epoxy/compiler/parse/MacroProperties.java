package io.epoxy.compiler.parse;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a macro's header and its entry say about it (dbt-core 1.12 {@code MacroPatchParser}). An
 * entry that lists other arguments than the header draws a warning.
 */
final class MacroProperties {
  private final NodeSpecs specs;
  private final Docs docs;
  private final Warnings warnings;
  private final Problems problems;
  private final boolean checked;

  /**
   * Reads entries.
   *
   * @param checked the flag {@code validate_macro_args}
   */
  MacroProperties(
      NodeSpecs specs, Docs docs, Warnings warnings, Problems problems, boolean checked) {
    this.specs = specs;
    this.docs = docs;
    this.warnings = warnings;
    this.problems = problems;
    this.checked = checked;
  }

  /** The parts of a macro that its entry gives. */
  record Described(
      String description,
      Map<String, Object> meta,
      Map<String, Object> docs,
      Optional<String> patchPath,
      List<Map<String, Object>> arguments) {}

  /** A macro without an entry has the arguments of its header. */
  Described of(UniqueId id, String name, List<String> parameters, Optional<Patch> patch) {
    List<Map<String, Object>> header = new ArrayList<>();
    if (checked) {
      parameters.forEach(parameter -> header.add(argument(parameter, null, "")));
    }
    if (patch.isEmpty()) {
      return new Described("", Map.of(), Map.of(), Optional.empty(), header);
    }
    try {
      return of(id, name, header, specs.entry(patch.get()));
    } catch (EpoxyException e) {
      problems.add(e);
      return new Described("", Map.of(), Map.of(), Optional.empty(), header);
    }
  }

  private Described of(UniqueId id, String name, List<Map<String, Object>> header, Entry entry) {
    Map<String, Object> config = entry.map("config");
    Map<String, Object> meta = new LinkedHashMap<>(entry.map("meta"));
    if (config.get("meta") instanceof Map<?, ?> map) {
      meta.putAll(Entry.copy(map));
    }
    Map<String, Object> shown =
        config.get("docs") instanceof Map<?, ?> map && !map.isEmpty()
            ? Entry.copy(map)
            : entry.map("docs");
    List<Map<String, Object>> arguments = new ArrayList<>();
    for (Map<String, Object> written : entry.maps("arguments")) {
      String description =
          written.get("description") == null ? "" : String.valueOf(written.get("description"));
      arguments.add(
          argument(
              String.valueOf(written.get("name")),
              written.get("type"),
              rendered(description, id, entry)));
    }
    if (checked && !arguments.isEmpty()) {
      check(name, header, arguments);
    }
    return new Described(
        rendered(entry.textOrEmpty("description"), id, entry),
        meta,
        shown,
        Optional.of(entry.patch().patchPath()),
        checked && arguments.isEmpty() ? header : arguments);
  }

  private String rendered(String text, UniqueId id, Entry entry) {
    return docs.render(text, id.value(), entry.patch().packageName(), entry.patch().location());
  }

  private void check(
      String name, List<Map<String, Object>> header, List<Map<String, Object>> written) {
    for (int i = 0; i < Math.min(header.size(), written.size()); i++) {
      if (!written.get(i).get("name").equals(header.get(i).get("name"))) {
        warn(
            "Argument "
                + written.get(i).get("name")
                + " in yaml for macro "
                + name
                + " does not match the jinja definition.");
      }
    }
    if (header.size() != written.size()) {
      warn(
          "The number of arguments in the yaml for macro "
              + name
              + " does not match the jinja definition.");
    }
    for (Map<String, Object> argument : written) {
      Object type = argument.get("type");
      if (type != null
          && !String.valueOf(type).isBlank()
          && !MacroTypes.isValid(String.valueOf(type))) {
        warn(
            "Argument "
                + argument.get("name")
                + " in the yaml for macro "
                + name
                + " has an invalid type.");
      }
    }
  }

  private void warn(String sentence) {
    warnings.warn("InvalidMacroAnnotation", sentence);
  }

  private static Map<String, Object> argument(String name, Object type, String description) {
    Map<String, Object> argument = new LinkedHashMap<>();
    argument.put("name", name);
    argument.put("type", type);
    argument.put("description", description);
    return argument;
  }
}
