package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.epoxy.engine.format.FormatSupport;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.config.Target;
import io.epoxy.model.graph.Node;
import io.epoxy.model.relation.TableFormat;
import java.util.List;
import java.util.Map;

/** Options of dbt-glue that change nothing here; each is told of once a run. */
public final class NoEffect {
  private static final String ONE_STATEMENT =
      "rows of an incremental model are written by one statement, without a staging table";

  private static final Map<String, String> STAGING =
      ImmutableMap.of(
          "temp_schema", ONE_STATEMENT,
          "custom_temp_suffix", ONE_STATEMENT,
          "use_iceberg_temp_views", ONE_STATEMENT);

  private NoEffect() {}

  /** What the profile says in vain. */
  public static List<Notice> of(Target target) {
    return target.string("temp_schema").filter(text -> !text.isBlank()).isPresent()
        ? List.of(notice("temp_schema of the profile", ONE_STATEMENT))
        : List.of();
  }

  static List<Notice> of(Node node, TableFormat format) {
    NodeConfig config = node.info().config();
    ImmutableList.Builder<Notice> notices = ImmutableList.builder();
    STAGING.forEach(
        (key, reason) -> {
          if (config.find(key).isPresent()) {
            notices.add(notice("config " + key, reason));
          }
        });
    config.flag("use_iceberg_temp_views", false); // refuses what is no flag
    if (config.flag("add_iceberg_timestamp", false) && format != TableFormat.ICEBERG) {
      notices.add(
          notice("config add_iceberg_timestamp", "only tables of file_format iceberg get it"));
    }
    if (!config.strings("substitute_variables").isEmpty()) {
      notices.add(
          notice(
              "config substitute_variables",
              "as in dbt-glue, it is for incremental models of file_format hudi"));
    }
    config
        .string("on_schema_change")
        .filter(value -> node.materialization().equals("incremental"))
        .filter(value -> OnSchemaChange.find(value).isEmpty())
        .ifPresent(
            value ->
                notices.add( // dbt-adapters, incremental_validate_on_schema_change
                    new Notice(
                        "ConfigHasNoEffect",
                        node.uniqueId().value()
                            + ": Invalid value for on_schema_change ("
                            + value
                            + ") specified. Setting default value of ignore.",
                        Notice.Frequency.EACH_NODE)));
    if (config.find("clustered_by").isPresent() && config.find("buckets").isEmpty()) {
      notices.add(notice("config clustered_by", "it needs 'buckets', a number, beside it"));
    }
    return notices.build();
  }

  /** What a catalog decides for itself. */
  static List<Notice> of(ModelSpec model, Locations locations) {
    if (model.customLocation().isEmpty()) {
      return List.of();
    }
    if (model.format().format() == TableFormat.S3TABLES) {
      return List.of(notice("config custom_location", "S3 Tables choose where a table lies"));
    }
    boolean here =
        model.format().replacement() == FormatSupport.Replacement.STATEMENT
            && locations.site() == Locations.Site.HERE;
    return here
        ? List.of(
            notice(
                "config custom_location of Iceberg tables",
                "the local catalog keeps them under .epoxy/warehouse; on Glue it is used"))
        : List.of();
  }

  private static Notice notice(String option, String reason) {
    return new Notice(
        "ConfigHasNoEffect",
        option + " has no effect: " + reason + ".",
        Notice.Frequency.ONCE_A_RUN);
  }
}
