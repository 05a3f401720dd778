package io.epoxy.compiler.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Dimensions and entities that stand on a model's columns, and those derived from them. */
final class ModelSemantics {
  private final Entry entry;

  ModelSemantics(Entry entry) {
    this.entry = entry;
  }

  List<Object> dimensions() {
    List<Object> dimensions = new ArrayList<>();
    for (Map<String, Object> column : entry.maps("columns")) {
      Written written = new Written(column);
      Object dimension = written.get("dimension");
      if (dimension instanceof Map<?, ?>) {
        dimensions.add(dimension(written, Written.of(dimension)));
      } else if (dimension != null) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("name", written.get("name"));
        shape.put("type", dimension);
        shape.put("description", written.get("description", ""));
        shape.put("label", null);
        shape.put("is_partition", false);
        shape.put("type_params", null);
        shape.put("expr", null);
        shape.put("metadata", null);
        shape.put("config", SemanticParts.map("meta", columnMeta(written)));
        dimensions.add(shape);
      }
    }
    for (Written derived : derived("dimensions")) {
      SemanticParts.checkDimensionType(entry, "derived_semantics", derived.get("type"));
      Map<String, Object> shape = derived.only("name", "type", "description", "label");
      shape.put("is_partition", derived.flag("is_partition"));
      shape.put("type_params", typeParams(derived.get("granularity"), derived));
      shape.put("expr", derived.get("expr"));
      shape.put("metadata", null);
      shape.put("config", SemanticModelParser.meta(derived));
      dimensions.add(shape);
    }
    return dimensions;
  }

  private static Map<String, Object> dimension(Written column, Written own) {
    String columnName = column.text("name").orElse("");
    String name = own.text("name").filter(text -> !text.isEmpty()).orElse(columnName);
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("name", name);
    shape.put("type", own.get("type"));
    shape.put("description", describedBy(own, column));
    shape.put("label", own.get("label"));
    shape.put("is_partition", own.flag("is_partition"));
    shape.put("type_params", typeParams(column.get("granularity"), own));
    shape.put("expr", name.equals(columnName) ? null : columnName);
    shape.put("metadata", null);
    Map<String, Object> meta = columnMeta(column);
    meta.putAll(own.map("config").map("meta").data());
    shape.put("config", SemanticParts.map("meta", meta));
    return shape;
  }

  private static Object typeParams(Object granularity, Written own) {
    if (granularity == null) {
      return null;
    }
    Map<String, Object> parameters = SemanticParts.map("time_granularity", granularity);
    parameters.put("validity_params", ColumnReader.validity(own.get("validity_params")));
    return parameters;
  }

  List<Object> entities() {
    List<Object> entities = new ArrayList<>();
    for (Map<String, Object> column : entry.maps("columns")) {
      Written written = new Written(column);
      Object entity = written.get("entity");
      if (entity == null) {
        continue;
      }
      Written own = entity instanceof Map<?, ?> ? Written.of(entity) : new Written(Map.of());
      String columnName = written.text("name").orElse("");
      String name = own.text("name").orElse(columnName);
      Map<String, Object> shape = new LinkedHashMap<>();
      shape.put("name", name);
      shape.put("type", entity instanceof Map<?, ?> ? own.get("type") : entity);
      shape.put("description", describedBy(own, written));
      shape.put("label", own.get("label"));
      shape.put("role", null);
      shape.put("expr", name.equals(columnName) ? null : columnName);
      Map<String, Object> meta =
          own.map("config").get("meta") instanceof Map<?, ?> map
              ? Entry.copy(map)
              : columnMeta(written);
      shape.put("config", SemanticParts.map("meta", meta));
      entities.add(shape);
    }
    for (Written derived : derived("entities")) {
      Map<String, Object> shape = derived.only("name", "type", "description", "label");
      shape.put("role", null);
      shape.put("expr", derived.get("expr"));
      shape.put("config", SemanticModelParser.meta(derived));
      entities.add(shape);
    }
    return entities;
  }

  private static String describedBy(Written own, Written column) {
    return own.text("description")
        .filter(text -> !text.isEmpty())
        .orElseGet(() -> column.text("description").orElse(""));
  }

  private static Map<String, Object> columnMeta(Written column) {
    Map<String, Object> meta = new LinkedHashMap<>(column.map("meta").data());
    meta.putAll(column.map("config").map("meta").data());
    return meta;
  }

  private List<Written> derived(String key) {
    return Written.listOf(Written.of(entry.map("derived_semantics")).get(key));
  }
}
