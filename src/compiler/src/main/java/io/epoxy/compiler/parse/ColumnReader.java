package io.epoxy.compiler.parse;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.ColumnInfo;
import io.epoxy.model.graph.Constraint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code columns:} of an entry (dbt-core 1.12 {@code ParserRef} in parser/common.py). */
final class ColumnReader {
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "description",
          "meta",
          "data_type",
          "constraints",
          "docs",
          "config",
          "data_tests",
          "tests",
          "quote",
          "tags",
          "granularity",
          "dimension",
          "entity");

  private final Entry entry;

  ColumnReader(Entry entry) {
    this.entry = entry;
  }

  /** Columns by name, descriptions as written; a later one takes the place of an earlier one. */
  Map<String, ColumnInfo> read(List<Map<String, Object>> columns) {
    Map<String, ColumnInfo> all = new LinkedHashMap<>();
    for (Map<String, Object> column : columns) {
      ColumnInfo info = column(column);
      all.put(info.name(), info);
    }
    return all;
  }

  private ColumnInfo column(Map<String, Object> written) {
    if (!(written.get("name") instanceof String name)) {
      throw entry.invalid("columns", "at path ['columns']: 'name' is a required property");
    }
    Map<String, Object> config = map(written, "config");
    Set<String> tags = new LinkedHashSet<>(Properties.texts(written.get("tags")));
    if (config.get("tags") instanceof String || config.get("tags") instanceof List<?>) {
      tags.addAll(Properties.texts(config.get("tags")));
    }
    Map<String, Object> meta = map(written, "meta");
    meta.putAll(map(config, "meta"));
    Map<String, Object> other = new LinkedHashMap<>(written);
    other.keySet().removeAll(KNOWN);
    return new ColumnInfo(
        name,
        text(written, "description").orElse(""),
        text(written, "data_type"),
        Optional.ofNullable(written.get("quote"))
            .filter(Boolean.class::isInstance)
            .map(Boolean.class::cast),
        new ArrayList<>(tags),
        meta,
        constraints(name, written),
        List.of(),
        semantics(name, written),
        other);
  }

  private List<Constraint> constraints(String name, Map<String, Object> written) {
    List<Constraint> all = new ArrayList<>();
    if (written.get("constraints") instanceof List<?> list) {
      for (Object item : list) {
        Optional<Constraint> constraint =
            item instanceof Map<?, ?> map
                ? ConstraintReader.read(Entry.copy(map))
                : Optional.empty();
        all.add(
            constraint.orElseThrow(
                () -> parsing("Invalid constraint type on column " + name, "columns")));
      }
    }
    return all;
  }

  /** The semantic layer's keys, as the manifest shows them. */
  private Map<String, Object> semantics(String name, Map<String, Object> written) {
    Map<String, Object> semantics = new LinkedHashMap<>();
    Optional<String> granularity = text(written, "granularity");
    granularity.ifPresent(value -> semantics.put("granularity", value));
    Object dimension = written.get("dimension");
    if (dimension instanceof Map<?, ?> map) {
      Map<String, Object> own = described(name, written, Entry.copy(map));
      own.put("is_partition", Boolean.TRUE.equals(map.get("is_partition")));
      own.put("config", map(Entry.copy(map), "config"));
      own.put("validity_params", validity(map.get("validity_params")));
      checkDimension(name, own, granularity);
      semantics.put("dimension", own);
    } else if (dimension != null) {
      checkDimension(name, Map.of("name", name, "type", dimension), granularity);
      semantics.put("dimension", String.valueOf(dimension));
    }
    Object entity = written.get("entity");
    if (entity instanceof Map<?, ?> map) {
      Map<String, Object> own = described(name, written, Entry.copy(map));
      own.put("config", map(Entry.copy(map), "config"));
      semantics.put("entity", own);
    } else if (entity != null) {
      semantics.put("entity", String.valueOf(entity));
    }
    return semantics;
  }

  private static Map<String, Object> described(
      String name, Map<String, Object> column, Map<String, Object> written) {
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("name", text(written, "name").orElse(name));
    own.put("type", written.get("type"));
    own.put(
        "description",
        text(written, "description")
            .filter(text -> !text.isEmpty())
            .orElseGet(() -> text(column, "description").orElse("")));
    own.put("label", written.get("label"));
    return own;
  }

  static Map<String, Object> validity(Object written) {
    if (!(written instanceof Map<?, ?> map)) {
      return null;
    }
    Map<String, Object> validity = new LinkedHashMap<>();
    validity.put("is_start", Boolean.TRUE.equals(map.get("is_start")));
    validity.put("is_end", Boolean.TRUE.equals(map.get("is_end")));
    return validity;
  }

  private void checkDimension(
      String column, Map<String, Object> dimension, Optional<String> granularity) {
    SemanticParts.checkDimensionType(entry, "columns", dimension.get("type"));
    String problem;
    if ("time".equals(dimension.get("type"))) {
      problem = "is a time dimension attached to column ";
    } else if (dimension.get("validity_params") != null) {
      problem = "has validity_params attached to column ";
    } else {
      return;
    }
    if (granularity.isEmpty()) {
      throw entry.invalid(
          "columns",
          "Dimension "
              + dimension.get("name")
              + " "
              + problem
              + column
              + ", so that column must specify a granularity.");
    }
  }

  private EpoxyException parsing(String sentence, String key) {
    return new EpoxyException(ErrorCode.PARSING, sentence, entry.patch().yaml().locationOf(key));
  }

  private static Optional<String> text(Map<String, Object> map, String key) {
    return Optional.ofNullable(map.get(key)).map(String::valueOf);
  }

  private static Map<String, Object> map(Map<String, Object> written, String key) {
    return written.get(key) instanceof Map<?, ?> map ? Entry.copy(map) : new LinkedHashMap<>();
  }
}
