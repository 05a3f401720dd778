package io.epoxy.bundle.artifact;

import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A manifest.json of an earlier run, of dbt's making or ours: as much of it as comparing and
 * deferring need. One resource at a time.
 *
 * @param resources what stands in the graph, by id: keys and values as written
 * @param macros the text of each macro, by id
 */
public record EarlierManifest(
    Map<String, Map<String, Object>> resources, Map<String, String> macros) {
  private static final ArtifactReader READER =
      new ArtifactReader(
          "WritableManifest",
          "https://schemas.getdbt.com/dbt/manifest/v12.json",
          Set.of(4, 5, 6, 7, 8, 9, 10, 11, 12));

  private static final Set<String> SECTIONS =
      ImmutableSet.of(
          "nodes",
          "sources",
          "exposures",
          "metrics",
          "semantic_models",
          "saved_queries",
          "unit_tests",
          "functions");

  /** All that is compared or deferred to; compiled code, most of a file, is not. */
  private static final Set<String> KEYS =
      ImmutableSet.of(
          "access",
          "alias",
          "arguments",
          "checksum",
          "columns",
          "config",
          "constraints",
          "contract",
          "database",
          "defaults",
          "depends_on",
          "deprecation_date",
          "description",
          "dimensions",
          "entities",
          "exports",
          "external",
          "fqn",
          "freshness",
          "group",
          "identifier",
          "label",
          "latest_version",
          "loaded_at_field",
          "maturity",
          "measures",
          "model",
          "name",
          "original_file_path",
          "overloads",
          "owner",
          "package_name",
          "primary_entity",
          "query_params",
          "quoting",
          "raw_code",
          "raw_sql",
          "relation_name",
          "resource_type",
          "returns",
          "schema",
          "tags",
          "test_metadata",
          "type",
          "unrendered_config",
          "unrendered_database",
          "unrendered_schema",
          "url",
          "version");

  public EarlierManifest {
    resources = Map.copyOf(resources);
    macros = Map.copyOf(macros);
  }

  /**
   * Reads a file.
   *
   * @throws io.epoxy.model.error.EpoxyException in dbt's words when it cannot be read
   */
  public static EarlierManifest read(Path file) {
    Map<String, Map<String, Object>> resources = new LinkedHashMap<>();
    Map<String, String> macros = new LinkedHashMap<>();
    READER.read(
        file,
        (section, in) -> {
          if (SECTIONS.contains(section)) {
            in.forEachKey(id -> resources.put(id, upgraded(in.values(KEYS))));
          } else if (section.equals("macros")) {
            in.forEachKey(
                id ->
                    macros.put(
                        id, String.valueOf(in.values(Set.of("macro_sql")).get("macro_sql"))));
          }
        });
    return new EarlierManifest(resources, macros);
  }

  /** dbt 1.2 and older said {@code raw_sql}; before dbt 1.5 models had no access. */
  private static Map<String, Object> upgraded(Map<String, Object> resource) {
    if ("model".equals(resource.get("resource_type"))) {
      resource.putIfAbsent("access", "protected");
    }
    Object raw = resource.remove("raw_sql");
    if (raw != null) {
      resource.putIfAbsent("raw_code", raw);
    }
    return resource;
  }
}
