package io.epoxy.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.epoxy.acceptance.Workspace;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.job.EngineRunner;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.relation.Column;
import io.epoxy.model.result.RunEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The shop through the script: built, built again, built after a month's news, described. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ShopTest {
  /** What is read of each table that has a golden file. */
  private static final Map<String, String> TABLES = new LinkedHashMap<>();

  static {
    TABLES.put("customer_totals", "select * from shop.customer_totals order by customer_id");
    TABLES.put("kind_by_month", "select * from shop.kind_by_month order by month, kind");
    TABLES.put(
        "order_totals",
        "select order_id, customer_id, is_paid, line_count, amount, date_format(changed_at,"
            + " \"yyyy-MM-dd'T'HH:mm\") as changed_at from glue_catalog.shop.order_totals"
            + " order by order_id");
    TABLES.put(
        "customers_history",
        "select id, town, date_format(dbt_valid_from, \"yyyy-MM-dd'T'HH:mm\") as dbt_valid_from,"
            + " date_format(dbt_valid_to, \"yyyy-MM-dd'T'HH:mm\") as dbt_valid_to from"
            + " shop.customers_history order by id, dbt_valid_from");
  }

  @TempDir private static Path folder;
  private static Path project;

  private final EpoxyCommand epoxy = EpoxyCommand.withoutAws();

  @Test
  @Order(1)
  void buildsTwiceWithoutAChange() {
    project = Workspace.copyOf("shop", folder.resolve("shop"));

    EpoxyCommand.Result first = build();
    build();

    assertThat(first.output())
        .contains("PASS stg_order_lines::amounts_are_in_pounds")
        .contains("PASS order_totals::only_changed_orders_are_merged")
        .contains("NO-OP exposure monthly_letter")
        .containsOnlyOnce("The catalog of this run keeps no grants");
    assertTablesAre("first");
  }

  @Test
  @Order(2)
  void buildsAgainWithChangedOrdersAndCustomers() {
    Workspace.copyAll(project.resolve("later"), project);

    build();

    assertTablesAre("later");
    try (LocalTables tables = LocalTables.open(project)) {
      assertThat(tables.query("select nodes, failed from shop.runs").rows())
          .as("one row of on-run-end for each build")
          .containsExactly(List.of(28L, 0L), List.of(28L, 0L), List.of(28L, 0L));
    }
  }

  @Test
  @Order(3)
  void tellsHowFreshItsSourceIsAndDescribesItsTables() {
    List<RunEvent> events = new ArrayList<>();
    assertThat(run(Command.SOURCE_FRESHNESS, events)).as(events.toString()).isEqualTo(ExitCode.OK);
    assertThat(run(Command.DOCS_GENERATE, events)).as(events.toString()).isEqualTo(ExitCode.OK);

    Path target = project.resolve("target");
    Artifacts.keep(target, "shop");
    JsonNode sources = Artifacts.read(target.resolve("sources.json"));
    assertThat(sources.at("/results/0/status").asText()).isEqualTo("pass");
    assertThat(sources.at("/results/0/max_loaded_at").asText()).startsWith("2026-02-01T10:02:00");
    JsonNode catalog = Artifacts.read(target.resolve("catalog.json"));
    assertThat(catalog.at("/nodes")).hasSize(10);
    assertThat(catalog.at("/sources")).hasSize(1);
    JsonNode totals = catalog.at("/nodes/model.shop.customer_totals");
    assertThat(totals.at("/metadata/comment").asText())
        .isEqualTo("What each customer has paid for.");
    assertThat(totals.at("/columns/amount/comment").asText())
        .isEqualTo("Amounts are in pounds, with two places; the till counts in pence.");
    assertThat(totals.at("/columns/amount/index").asInt()).isEqualTo(3);
  }

  private static ExitCode run(Command command, List<RunEvent> events) {
    return new EngineRunner()
        .run(
            new Invocation("the-id", command, FlagValues.NONE, "dbt " + command.dbtName()),
            Folders.of(project),
            events::add);
  }

  private EpoxyCommand.Result build() {
    EpoxyCommand.Result build =
        epoxy.run("build", "--project-dir", project.toString(), "--no-use-colors");
    assertThat(build.exitCode()).as(build.output()).isZero();
    assertThat(build.doneLine())
        .contains("Done. PASS=28 WARN=0 ERROR=0 SKIP=0 NO-OP=1 REUSED=0 TOTAL=29");
    return build;
  }

  private static void assertTablesAre(String golden) {
    try (LocalTables tables = LocalTables.open(project)) {
      TABLES.forEach(
          (table, query) -> {
            QueryResult rows = tables.query(query);
            assertThat(Csv.lines(rows.columns().stream().map(Column::name).toList(), rows.rows()))
                .as(table)
                .isEqualTo(lines(golden, table));
          });
    }
  }

  private static List<String> lines(String golden, String table) {
    try {
      return Files.readAllLines(project.resolve("golden").resolve(golden).resolve(table + ".csv"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
