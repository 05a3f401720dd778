package io.epoxy.job.command;

import io.epoxy.bundle.artifact.CatalogWriter;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.compiler.select.Selection.EmptyNodes;
import io.epoxy.engine.MissingPartException;
import io.epoxy.engine.SparkEngine;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.SchemaDescription;
import io.epoxy.model.relation.TableDescription;
import io.epoxy.model.result.RunEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code docs generate}: compiles, then writes what the catalogs tell of the project's relations
 * and sources. Each schema is listed once, whatever else lies in it.
 */
final class DocsCommand {
  private static final Set<ResourceType> DESCRIBED =
      Set.of(ResourceType.MODEL, ResourceType.SEED, ResourceType.SNAPSHOT, ResourceType.SOURCE);

  private final CommandContext context;
  private final FlagValues flags;

  DocsCommand(CommandContext context) {
    this.context = context;
    this.flags = context.invocation().flags();
  }

  ExitCode run() {
    if (flags.isOn(Flag.STATIC)) {
      throw new EpoxyException(
          ErrorCode.NOT_SUPPORTED,
          "--static writes the documentation as one web page, and Epoxy ships no such page. Leave"
              + " it out: manifest.json and catalog.json are what such pages are made from.");
    }
    try (LazyEngine engine = new LazyEngine(context)) {
      if (flags.isOn(Flag.COMPILE)) {
        new CompileCommand(context).compileAll(engine.warehouse());
      }
      new DocsAssets(context.compiler().project(), context.artifacts().folder()).copy();
      CatalogWriter.Catalog catalog =
          flags.isOn(Flag.EMPTY_CATALOG)
              ? new CatalogWriter.Catalog(Map.of(), Map.of(), List.of())
              : catalog(engine.engine());
      return finish(catalog);
    } catch (MissingPartException missing) {
      Parts.ask(missing.parts());
      return ExitCode.NEEDS_MORE;
    }
  }

  private CatalogWriter.Catalog catalog(SparkEngine engine) {
    context.events().message(RunEvent.Level.INFO, "BuildingCatalog", "Building catalog");
    Map<UniqueId, Relation> wanted = wanted();
    List<String> errors = new ArrayList<>();
    try {
      new LocalSources(context, engine)
          .registerSources(
              wanted.keySet().stream()
                  .filter(id -> id.resourceType() == ResourceType.SOURCE)
                  .toList());
    } catch (EpoxyException e) {
      errors.add(e.describe().strip()); // of sources whose files are not there
    }
    Map<String, Set<String>> names =
        wanted.values().stream()
            .collect(
                Collectors.groupingBy(
                    relation -> lower(relation.schema()),
                    LinkedHashMap::new,
                    Collectors.mapping(
                        relation -> lower(relation.identifier()), Collectors.toSet())));
    Map<String, TableDescription> found = new LinkedHashMap<>();
    names.forEach(
        (schema, identifiers) -> {
          try {
            SchemaDescription told = engine.describe(schema, identifiers);
            told.tables().forEach(it -> found.put(key(it.relation()), it));
            errors.addAll(told.problems());
          } catch (EpoxyException e) {
            errors.add(e.describe().strip());
          }
        });
    Map<UniqueId, TableDescription> nodes = new LinkedHashMap<>();
    Map<UniqueId, TableDescription> sources = new LinkedHashMap<>();
    wanted.forEach(
        (id, relation) -> {
          TableDescription table = found.get(key(relation));
          if (table != null) {
            (id.resourceType() == ResourceType.SOURCE ? sources : nodes).put(id, table);
          }
        });
    return new CatalogWriter.Catalog(nodes, sources, errors);
  }

  /** What is selected; everything where nothing is compiled, as in dbt. */
  private Map<UniqueId, Relation> wanted() {
    Collection<UniqueId> ids = new ArrayList<>();
    if (flags.isOn(Flag.COMPILE)) {
      ids.addAll(new Selecting(context).select(DESCRIBED, DESCRIBED, EmptyNodes.LEFT_OUT));
    } else {
      ids.addAll(context.manifest().nodes().keySet());
      ids.addAll(context.manifest().sources().keySet());
    }
    Map<UniqueId, Relation> wanted = new LinkedHashMap<>();
    for (UniqueId id : ids) {
      Node node = context.manifest().nodes().get(id);
      if (id.resourceType() == ResourceType.SOURCE) {
        wanted.put(id, context.manifest().sources().get(id).relation());
      } else if (DESCRIBED.contains(id.resourceType()) && !LocalSources.isEphemeral(node)) {
        wanted.put(id, node.relation());
      }
    }
    return wanted;
  }

  private ExitCode finish(CatalogWriter.Catalog catalog) {
    Path file = context.artifacts().writeCatalog(catalog);
    int failures = catalog.errors().size();
    if (failures > 0) {
      context
          .events()
          .message(
              RunEvent.Level.ERROR,
              "WriteCatalogFailure",
              "dbt encountered "
                  + failures
                  + (failures == 1 ? " failure" : " failures")
                  + " while writing the catalog");
      catalog
          .errors()
          .forEach(error -> context.events().message(RunEvent.Level.ERROR, "Note", error));
    }
    context
        .events()
        .message(
            RunEvent.Level.INFO,
            "CatalogWritten",
            "Catalog written to " + file,
            Map.of("path", file.toString()));
    context
        .events()
        .message(
            RunEvent.Level.INFO,
            "Note",
            "Epoxy ships no web page: give manifest.json and catalog.json to dbt's index.html or"
                + " another viewer in the same folder.");
    return failures == 0 ? ExitCode.OK : ExitCode.FAILED;
  }

  private static String key(Relation relation) {
    return lower(relation.schema()) + "." + lower(relation.identifier());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
