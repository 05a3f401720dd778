package io.epoxy.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.engine.Fixtures;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.relation.FormatFeature;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The README's table of formats and strategies is what the planner says. */
class FeatureMatrixTest {
  @Test
  void readmeShowsWhatThePlannerAccepts() throws IOException {
    String readme = Files.readString(Path.of(System.getProperty("epoxy.root"), "README.md"));

    assertThat(readme).contains(matrix());
  }

  private static String matrix() {
    List<String> heads = new ArrayList<>(List.of("file_format", "table"));
    for (StrategyName strategy : StrategyName.values()) {
      heads.add(strategy.dbtName());
    }
    StringBuilder table = new StringBuilder(row(heads));
    table.append(row(heads.stream().map(head -> "---").toList()));
    for (TableFormat format : TableFormat.values()) {
      List<String> cells = new ArrayList<>(List.of(format.dbtName(), cell(format, Map.of())));
      for (StrategyName strategy : StrategyName.values()) {
        cells.add(
            cell(
                format,
                Map.of("materialized", "incremental", "incremental_strategy", strategy.dbtName())));
      }
      table.append(row(cells));
    }
    return table.toString();
  }

  private static String cell(TableFormat format, Map<String, Object> incremental) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("materialized", "table");
    config.put("file_format", format.dbtName());
    config.put("unique_key", "id");
    config.put("partition_by", "id");
    config.putAll(incremental);
    Relation plain = Relation.of("shop", "orders");
    boolean own = format.supports(FormatFeature.OWN_CATALOG);
    Relation relation = own ? plain.inCatalog("glue_catalog") : plain;
    try {
      ModelPlanner.check(Fixtures.model(relation, "select 1 as id", config));
      return "yes";
    } catch (EpoxyException refused) {
      return "no";
    }
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
