package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.resolve.ConfigResolver;
import io.epoxy.model.graph.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The config of what is defined by an entry of a property file alone. */
final class EntryConfig {
  private final ParseInput input;

  EntryConfig(ParseInput input) {
    this.input = input;
  }

  /**
   * A resolved config.
   *
   * @param written as dbt compares states by, before rendering
   */
  record Resolved(List<String> fqn, Map<String, Object> values, Map<String, Object> written) {}

  /** Seconds since the epoch. */
  double createdAt() {
    return input.createdAt();
  }

  /** The config of an entry, whose fqn is its file's folders and its name. */
  Resolved of(Entry entry, ResourceType type) {
    List<String> fqn = new ArrayList<>(NodeSpecs.folders(entry.patch().file()));
    fqn.add(entry.name());
    return of(entry, type, fqn, entry.map("config"));
  }

  Resolved of(Entry entry, ResourceType type, List<String> fqn, Map<String, Object> own) {
    if (own.containsKey("meta") && !(own.get("meta") instanceof Map)) {
      String got = TemplateValues.str(own.get("meta"));
      throw entry.invalid(
          "config",
          type == ResourceType.EXPOSURE
              ? "Field \"meta\" of type Dict[str, Any] in ExposureConfig has invalid value " + got
              : "config 'meta': expected dict, got " + got);
    }
    if (type == ResourceType.EXPOSURE && own.containsKey("tags") && own.get("tags") == null) {
      throw entry.invalid(
          "config", "Field \"tags\" of type List[str] in ExposureConfig has invalid value None");
    }
    Project owner = entry.patch().file().project();
    ConfigAnswers.ask(input.properties(), type, fqn, owner);
    ConfigResolver.Layers layers = input.layers(type, fqn, owner, own, Map.of());
    return new Resolved(fqn, ConfigResolver.resolve(layers), ConfigResolver.written(layers));
  }
}
