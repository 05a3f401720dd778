package io.epoxy.engine.governance;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.Suggestion;
import io.epoxy.model.governance.DataCellFilter;
import io.epoxy.model.governance.DataCellFilter.Columns;
import io.epoxy.model.governance.GovernanceSpec;
import io.epoxy.model.governance.GovernanceSpec.Others;
import io.epoxy.model.governance.GovernedTable;
import io.epoxy.model.governance.LfPermission;
import io.epoxy.model.governance.LfTags;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.SeedNode;
import io.epoxy.model.graph.SnapshotNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads dbt-glue's {@code lf_tags_config} and {@code lf_grants}, with its keys and defaults
 * (dbt-glue {@code lakeformation.py}), and what Lake Formation's documentation says of filters.
 */
public final class GovernanceReader {
  private static final String TAGS = "lf_tags_config";
  private static final String LF_GRANTS = "lf_grants";
  private static final String GRANTS = "grants";
  private static final String FILTERS = "data_cell_filters";
  private static final List<String> TAG_KEYS =
      List.of("enabled", "drop_existing", "tags_database", "tags_table", "tags_columns");
  private static final List<String> FILTERS_KEYS =
      List.of("enabled", "drop_existing", "authoritative", "filters");
  private static final List<String> FILTER_KEYS =
      List.of("row_filter", "principals", "column_names", "excluded_column_names");
  private static final String ALL_ROWS = "all rows";

  /** Of a filter's expression (API reference of Lake Formation, RowFilter). */
  private static final int LONGEST_EXPRESSION = 2048;

  private final Node node;
  private final ConfigPlaces places;
  private final Problems problems;

  private GovernanceReader(Node node, ConfigPlaces places, Problems problems) {
    this.node = node;
    this.places = places;
    this.problems = problems;
  }

  /** Whose business dbt's own {@code grants} are. */
  public enum DbtGrants {
    /** Lake Formation's: on Glue. */
    HERE,
    /** Those of a catalog that keeps grants itself. */
    ELSEWHERE
  }

  /**
   * What a node wants of Lake Formation; empty for a node without relation and for one that wants
   * nothing.
   *
   * @param problems gets every fault of the config, with its place
   */
  public static Optional<GovernanceSpec> read(
      Node node, DbtGrants dbtGrants, ConfigPlaces places, Problems problems) {
    boolean hasRelation =
        node instanceof SeedNode
            || node instanceof SnapshotNode
            || node instanceof ModelNode && !node.materialization().equals("ephemeral");
    if (!hasRelation) {
      return Optional.empty();
    }
    GovernanceReader reader = new GovernanceReader(node, places, problems);
    GovernanceSpec spec =
        new GovernanceSpec(
            GovernedTable.of(node.relation()),
            reader.tags(),
            reader.filters(),
            dbtGrants == DbtGrants.HERE ? reader.grants() : Optional.empty());
    return spec.isEmpty() ? Optional.empty() : Optional.of(spec);
  }

  private Optional<GovernanceSpec.Tags> tags() {
    Part config = part(TAGS);
    config.allow(TAG_KEYS);
    if (!config.isOn("enabled", false)) {
      return Optional.empty();
    }
    return Optional.of(
        new GovernanceSpec.Tags(
            tags(config.part("tags_database")),
            tags(config.part("tags_table")),
            columns(config.part("tags_columns")),
            others(config, "drop_existing", false)));
  }

  private static LfTags tags(Part written) {
    LfTags tags = LfTags.NONE;
    for (String key : written.values().keySet()) {
      for (String value : written.texts(key)) {
        tags = tags.and(LfTags.of(key, value));
      }
      requireOneValue(written, key, tags, "");
    }
    return tags;
  }

  /** Written as {@code {key: {value: [columns]}}}. */
  private static Map<String, LfTags> columns(Part written) {
    Map<String, LfTags> columns = new LinkedHashMap<>();
    for (String key : written.values().keySet()) {
      Part byValue = written.part(key);
      for (String value : byValue.values().keySet()) {
        for (String column : byValue.texts(value)) {
          columns.merge(column.toLowerCase(Locale.ROOT), LfTags.of(key, value), LfTags::and);
        }
      }
      columns.forEach(
          (column, tags) -> requireOneValue(written, key, tags, " of column '" + column + "'"));
    }
    return columns;
  }

  /**
   * A resource has one value of a key (Lake Formation's developer guide, limits of LF-TBAC); the
   * lists of values in the API are those of definitions and of policies.
   */
  private static void requireOneValue(Part written, String key, LfTags tags, String whose) {
    Set<String> values = tags.values().getOrDefault(key.toLowerCase(Locale.ROOT), Set.of());
    if (values.size() > 1) {
      written.problem(
          key,
          "the LF-tag '"
              + key
              + "'"
              + whose
              + " is to be "
              + String.join(" and ", values)
              + "; a resource has one value of a key. Keep one");
    }
  }

  private Optional<GovernanceSpec.Filters> filters() {
    Part grants = part(LF_GRANTS);
    grants.allow(List.of(FILTERS));
    Part config = grants.part(FILTERS);
    config.allow(FILTERS_KEYS);
    if (!config.isOn("enabled", false)) {
      return Optional.empty();
    }
    Part filters = config.part("filters");
    if (!filters.values().isEmpty() && node.materialization().equals("view")) {
      filters.problem("Lake Formation filters cells of tables, not of views; make it a table");
    }
    ImmutableList.Builder<GovernanceSpec.Filter> all = ImmutableList.builder();
    filters.values().keySet().forEach(name -> all.add(filter(name, filters.part(name))));
    return Optional.of(
        new GovernanceSpec.Filters(
            all.build(),
            others(config, "drop_existing", false),
            others(config, "authoritative", true)));
  }

  private static GovernanceSpec.Filter filter(String name, Part config) {
    config.allow(FILTER_KEYS);
    Optional<String> rows =
        config
            .text("row_filter")
            .filter(text -> !text.isBlank() && !text.strip().equalsIgnoreCase(ALL_ROWS));
    if (rows.filter(text -> text.length() > LONGEST_EXPRESSION).isPresent()) {
      config.problem(
          "row_filter",
          "the row_filter of '"
              + name
              + "' has "
              + rows.orElseThrow().length()
              + " characters; Lake Formation takes "
              + LONGEST_EXPRESSION);
    }
    List<String> only = config.texts("column_names");
    List<String> allBut = config.texts("excluded_column_names");
    if (!only.isEmpty() && !allBut.isEmpty()) {
      config.problem(
          "excluded_column_names",
          "filter '" + name + "' has both column_names and excluded_column_names; keep one");
    }
    Columns columns =
        only.isEmpty()
            ? new Columns(Columns.Kind.ALL_BUT, ImmutableSet.copyOf(allBut))
            : new Columns(Columns.Kind.ONLY, ImmutableSet.copyOf(only));
    return new GovernanceSpec.Filter(
        new DataCellFilter(name, rows, columns), ImmutableSet.copyOf(config.texts("principals")));
  }

  /** dbt's grants: grantees by privilege; none at all changes nothing, as in dbt. */
  private Optional<GovernanceSpec.Grants> grants() {
    Part config = part(GRANTS);
    Map<String, Set<LfPermission>> byPrincipal = new LinkedHashMap<>();
    for (String word : config.values().keySet()) {
      Optional<LfPermission> permission = LfPermission.find(word);
      if (permission.isEmpty()) {
        config.problem(
            word,
            "grants: Lake Formation has no permission '"
                + word
                + "' on a table."
                + Suggestion.of(word, LfPermission.words())
                + " It has "
                + String.join(", ", LfPermission.words()));
      }
      for (String principal : config.texts(word)) {
        permission.ifPresent(
            one -> byPrincipal.computeIfAbsent(principal, any -> new TreeSet<>()).add(one));
      }
    }
    return config.values().isEmpty()
        ? Optional.empty()
        : Optional.of(new GovernanceSpec.Grants(byPrincipal));
  }

  private static Others others(Part config, String key, boolean whenAbsent) {
    return config.isOn(key, whenAbsent) ? Others.REMOVED : Others.KEPT;
  }

  private Part part(String config) {
    NodeConfig all = node.info().config();
    return new Part(node, config, List.of(), all.find(config).orElse(null), places, problems);
  }
}
