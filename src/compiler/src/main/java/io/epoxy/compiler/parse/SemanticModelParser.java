package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.node.StaticCall;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code semantic_models:} entries, and models that are semantic models themselves (dbt-core 1.12
 * {@code SemanticModelParser}).
 */
final class SemanticModelParser {

  private final EntryConfig configs;

  SemanticModelParser(EntryConfig configs) {
    this.configs = configs;
  }

  /**
   * A semantic model whose table is not known yet.
   *
   * @param model the call that names its model
   */
  record Parsed(NodeInfo info, Map<String, Object> body, RefCall model) {}

  /** An entry of {@code semantic_models:}. */
  Parsed parse(Entry entry) {
    Map<String, Object> body = new LinkedHashMap<>();
    Written written = new Written(entry.data());
    body.put("model", required(entry, "model"));
    body.put("node_relation", null);
    body.put("description", written.get("description"));
    body.put("label", written.get("label"));
    body.put(
        "defaults",
        written.get("defaults") == null
            ? null
            : written.map("defaults").only("agg_time_dimension"));
    body.put("entities", all(entry.list("entities"), SemanticModelParser::entity));
    body.put("measures", all(entry.list("measures"), SemanticModelParser::measure));
    for (Written dimension : Written.listOf(entry.list("dimensions"))) {
      SemanticParts.checkDimensionType(entry, "dimensions", dimension.get("type"));
    }
    body.put("dimensions", all(entry.list("dimensions"), SemanticModelParser::dimension));
    body.put("metadata", null);
    body.put("primary_entity", written.get("primary_entity"));
    return parsed(entry, entry.name(), entry.map("config"), body);
  }

  /** A model with {@code semantic_model:}, the second form of the semantic layer. */
  Optional<Parsed> ofModel(Entry entry, String description) {
    Object written = entry.data().get("semantic_model");
    boolean on =
        Boolean.TRUE.equals(written)
            || written instanceof Map<?, ?> map && !Boolean.FALSE.equals(map.get("enabled"));
    if (!on) {
      return Optional.empty();
    }
    Written own = Written.of(written);
    Map<String, Object> config = new LinkedHashMap<>();
    if (own.get("config") != null) {
      config.put("meta", own.map("config").map("meta").data());
      config.put("enabled", own.get("enabled", true));
      if (own.get("group") != null) {
        config.put("group", own.get("group"));
      }
    }
    ModelSemantics semantics = new ModelSemantics(entry);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", "ref('" + entry.name() + "')");
    body.put("node_relation", null);
    body.put("description", description);
    body.put("label", null);
    body.put("defaults", new Written(entry.data()).only("agg_time_dimension"));
    body.put("entities", semantics.entities());
    body.put("measures", new ArrayList<>());
    body.put("dimensions", semantics.dimensions());
    body.put("metadata", null);
    body.put("primary_entity", entry.data().get("primary_entity"));
    return Optional.of(parsed(entry, own.text("name").orElse(entry.name()), config, body));
  }

  private Parsed parsed(
      Entry entry, String name, Map<String, Object> own, Map<String, Object> body) {
    Patch patch = entry.patch();
    List<String> fqn = new ArrayList<>(NodeSpecs.folders(patch.file()));
    fqn.add(name);
    EntryConfig.Resolved config = configs.of(entry, ResourceType.SEMANTIC_MODEL, fqn, own);
    NodeConfig values = new NodeConfig(config.values());
    for (String part : List.of("dimensions", "entities", "measures")) {
      ((List<?>) body.get(part)).forEach(element -> inherit((Map<?, ?>) element, values));
    }
    String call = String.valueOf(body.get("model"));
    RefCall model =
        StaticCall.parse(call)
            .flatMap(StaticCall::ref)
            .orElseThrow(
                () ->
                    new EpoxyException(
                        ErrorCode.PARSING,
                        "The model of semantic model '" + name + "' must be a ref(): " + call,
                        patch.yaml().locationOf("model")));
    body.put("refs", List.of(RefShape.of(model)));
    NodeInfo info =
        NodeInfo.builder(
                UniqueId.of(ResourceType.SEMANTIC_MODEL, patch.packageName(), name),
                name,
                patch.packageName())
            .files(patch.file().path(), patch.file().originalPath())
            .fqn(fqn)
            .config(values)
            .unrenderedConfig(config.written())
            .createdAt(configs.createdAt())
            .location(patch.location())
            .build();
    return new Parsed(info, body, model);
  }

  /** An element's meta lies over that of its semantic model. */
  @SuppressWarnings("unchecked") // made above, with text keys
  private static void inherit(Map<?, ?> element, NodeConfig config) {
    Map<String, Object> own = (Map<String, Object>) element.get("config");
    Map<String, Object> meta = new LinkedHashMap<>(config.map("meta"));
    meta.putAll((Map<String, Object>) own.get("meta"));
    own.put("meta", meta);
  }

  private interface Form {
    Map<String, Object> of(Written written);
  }

  private static List<Object> all(List<Object> written, Form form) {
    List<Object> elements = new ArrayList<>();
    Written.listOf(written).forEach(item -> elements.add(form.of(item)));
    return elements;
  }

  private static Map<String, Object> entity(Written written) {
    Map<String, Object> entity =
        written.only("name", "type", "description", "label", "role", "expr");
    entity.put("config", meta(written));
    return entity;
  }

  private static Map<String, Object> measure(Written written) {
    Map<String, Object> measure = written.only("name", "agg", "description", "label");
    measure.put("create_metric", false);
    measure.put("expr", SemanticParts.expression(written.get("expr")));
    measure.put("agg_params", SemanticParts.aggregation(written.map("agg_params")));
    measure.put(
        "non_additive_dimension",
        SemanticParts.nonAdditive(
            written.map("non_additive_dimension"), "window_choice", "window_groupings"));
    measure.put("agg_time_dimension", written.get("agg_time_dimension"));
    measure.put("config", meta(written));
    return measure;
  }

  private static Map<String, Object> dimension(Written written) {
    Map<String, Object> dimension = written.only("name", "type", "description", "label");
    dimension.put("is_partition", written.flag("is_partition"));
    Map<String, Object> parameters = null;
    if (written.get("type_params") != null) {
      Written own = written.map("type_params");
      parameters = own.only("time_granularity");
      parameters.put("validity_params", ColumnReader.validity(own.get("validity_params")));
    }
    dimension.put("type_params", parameters);
    dimension.put("expr", written.get("expr"));
    dimension.put("metadata", null);
    dimension.put("config", meta(written));
    return dimension;
  }

  static Map<String, Object> meta(Written written) {
    return SemanticParts.map("meta", new LinkedHashMap<>(written.map("config").map("meta").data()));
  }

  private static String required(Entry entry, String key) {
    return entry
        .text(key)
        .orElseThrow(() -> entry.invalid("name", "'" + key + "' is a required property"));
  }
}
