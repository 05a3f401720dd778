package io.epoxy.job.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Invocation.ListOptions;
import io.epoxy.compiler.select.Selection.EmptyNodes;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.RunEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** {@code ls}: one line for each selected resource, sorted by unique_id as dbt does. */
final class ListCommand {
  /** dbt-core 1.12, task/list.py: analyses are listed on request only. */
  private static final Set<ResourceType> BY_DEFAULT =
      ImmutableSet.of(
          ResourceType.MODEL,
          ResourceType.SEED,
          ResourceType.SNAPSHOT,
          ResourceType.TEST,
          ResourceType.SOURCE);

  private static final Set<ResourceType> ALL =
      ImmutableSet.<ResourceType>builder().addAll(BY_DEFAULT).add(ResourceType.ANALYSIS).build();

  /** What {@code --output json} prints when no keys are named (dbt-core 1.12, task/list.py). */
  private static final List<String> DEFAULT_KEYS =
      List.of(
          "alias",
          "name",
          "package_name",
          "depends_on",
          "tags",
          "config",
          "resource_type",
          "source_name",
          "original_file_path",
          "unique_id");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final CommandContext context;

  ListCommand(CommandContext context) {
    this.context = context;
  }

  ExitCode run() {
    List<UniqueId> ids =
        context.select(BY_DEFAULT, ALL, EmptyNodes.KEPT).stream()
            .sorted(Comparator.comparing(UniqueId::value))
            .toList();
    context.artifacts().writeManifest(context.manifest());
    if (ids.isEmpty()) {
      context.events().message(RunEvent.Level.WARN, "NoNodesSelected", "No nodes selected!");
      return ExitCode.OK;
    }
    Function<UniqueId, String> line = line(context.invocation().list());
    for (UniqueId id : ids) {
      context
          .events()
          .emit(new RunEvent.Output(context.events().clock().instant(), line.apply(id)));
    }
    return ExitCode.OK;
  }

  private Function<UniqueId, String> line(ListOptions options) {
    switch (options.output()) {
      case "selector":
        return this::selector;
      case "name":
        return this::name;
      case "path":
        return id -> info(id).originalFilePath();
      case "json":
        return json(options);
      default:
        throw new EpoxyException(
            ErrorCode.USAGE,
            "'" + options.output() + "' is not one of 'json', 'name', 'path', 'selector'.");
    }
  }

  private String selector(UniqueId id) {
    String dotted = String.join(".", info(id).fqn());
    return id.resourceType() == ResourceType.SOURCE ? "source:" + dotted : dotted;
  }

  private String name(UniqueId id) {
    if (id.resourceType() == ResourceType.SOURCE) {
      return context.manifest().sources().get(id).sourceName() + "." + info(id).name();
    }
    return info(id).name();
  }

  private Function<UniqueId, String> json(ListOptions options) {
    JsonNode document = context.artifacts().manifestDocument(context.manifest());
    List<String> keys = options.outputKeys().isEmpty() ? DEFAULT_KEYS : options.outputKeys();
    return id -> {
      String section = id.resourceType() == ResourceType.SOURCE ? "sources" : "nodes";
      JsonNode resource = document.path(section).path(id.value());
      ObjectNode picked = JSON.createObjectNode();
      for (String key : keys) {
        JsonNode value = find(resource, key);
        if (!value.isMissingNode()) {
          picked.set(key, value);
        }
      }
      return text(picked);
    };
  }

  /** A key, or a dotted path into nested mappings (dbt 1.11 and later). */
  private static JsonNode find(JsonNode resource, String key) {
    JsonNode at = resource.path(key);
    if (!at.isMissingNode()) {
      return at;
    }
    at = resource;
    for (String part : Splitter.on('.').split(key)) {
      at = at.path(part);
    }
    return at;
  }

  private static String text(JsonNode json) {
    try {
      return JSON.writer(new PythonSpacing()).writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private NodeInfo info(UniqueId id) {
    Manifest manifest = context.manifest();
    return id.resourceType() == ResourceType.SOURCE
        ? manifest.sources().get(id).info()
        : manifest.nodes().get(id).info();
  }
}
