package io.epoxy.compiler.parse;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.Group;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code groups:} entries. */
final class GroupParser {

  private final NodeSpecs specs;
  private final EntryConfig configs;

  GroupParser(NodeSpecs specs, EntryConfig configs) {
    this.specs = specs;
    this.configs = configs;
  }

  /**
   * A group; as dbt reads it, the config of the project's models counts for it too.
   *
   * @throws EpoxyException when nobody is named as its owner
   */
  Group parse(Patch patch) {
    Entry entry = specs.entry(patch);
    Map<String, Object> config = configs.of(entry, ResourceType.GROUP).values();
    return new Group(
        UniqueId.of(ResourceType.GROUP, patch.packageName(), patch.name()),
        patch.name(),
        patch.packageName(),
        patch.file().path(),
        patch.file().originalPath(),
        owner(entry, "Group"),
        entry.text("description"),
        config,
        patch.location());
  }

  /** The owner of a group or an exposure, checked as dbt does. */
  static Map<String, Object> owner(Entry entry, String kind) {
    if (!entry.has("owner")) {
      throw entry.invalid("name", "'owner' is a required property");
    }
    Map<String, Object> owner = entry.map("owner");
    if (owner.get("name") == null && owner.get("email") == null) {
      throw entry.invalid(
          "owner", "at path []: " + kind + " owner must have at least one of 'name' or 'email'.");
    }
    Map<String, Object> ordered = new LinkedHashMap<>();
    ordered.put("email", owner.get("email"));
    ordered.put("name", owner.get("name"));
    ordered.putAll(owner);
    return ordered;
  }
}
