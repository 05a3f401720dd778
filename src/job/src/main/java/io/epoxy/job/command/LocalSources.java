package io.epoxy.job.command;

import io.epoxy.engine.SparkEngine;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.result.RunEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** On this machine a source with an {@code external:} mapping is registered from its files. */
final class LocalSources {
  private final CommandContext context;
  private final SparkEngine engine;

  LocalSources(CommandContext context, SparkEngine engine) {
    this.context = context;
    this.engine = engine;
  }

  /** Registers what is missing of the sources that nodes read; on Glue nothing is registered. */
  void register(List<UniqueId> nodes) {
    if (context.setting().place() == RunSetting.Place.GLUE) {
      return;
    }
    Set<SourceTable> sources = new LinkedHashSet<>();
    for (UniqueId id : nodes) {
      for (UniqueId parent : reached(id)) {
        SourceTable source = context.manifest().sources().get(parent);
        if (source != null && source.external().isPresent()) {
          sources.add(source);
        }
      }
    }
    register(sources);
  }

  /** Registers what is missing of these sources themselves. */
  void registerSources(List<UniqueId> ids) {
    Set<SourceTable> sources = new LinkedHashSet<>();
    for (UniqueId id : ids) {
      SourceTable source = context.manifest().sources().get(id);
      if (source.external().isPresent()) {
        sources.add(source);
      }
    }
    if (context.setting().place() == RunSetting.Place.LOCAL) {
      register(sources);
    }
  }

  private void register(Set<SourceTable> sources) {
    for (Relation relation : engine.registerSources(sources)) {
      context
          .events()
          .message(
              RunEvent.Level.INFO,
              "SourceRegistered",
              "Registered source " + relation.render() + " from its files");
    }
  }

  /** The parents, and the parents of ephemeral parents. */
  private Set<UniqueId> reached(UniqueId id) {
    Manifest manifest = context.manifest();
    Set<UniqueId> reached = new LinkedHashSet<>();
    for (UniqueId parent : manifest.parents(id)) {
      reached.add(parent);
      Node node = manifest.nodes().get(parent);
      if (node != null && isEphemeral(node)) {
        reached.addAll(reached(parent));
      }
    }
    return reached;
  }

  static boolean isEphemeral(Node node) {
    return node.resourceType() == ResourceType.MODEL && node.materialization().equals("ephemeral");
  }
}
