package io.epoxy.bundle.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.RunStatus;
import io.epoxy.model.result.Timing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Leaves its file beside the manifest of {@link ManifestWriterTest}. */
class RunResultsWriterTest {
  private static final Instant START = Instant.parse("2024-05-01T10:00:00.000001Z");
  private static JsonNode written;

  @BeforeAll
  static void write() throws IOException {
    List<NodeResult> results = new ArrayList<>();
    for (RunStatus status : RunStatus.values()) {
      results.add(
          result(ShopManifest.ORDERS, status, Optional.of("select 1"), OptionalLong.empty()));
    }
    results.add(
        result(ShopManifest.NOT_NULL, RunStatus.FAIL, Optional.of("select 2"), OptionalLong.of(3)));
    results.add(
        result(ShopManifest.PAST, RunStatus.SKIPPED, Optional.empty(), OptionalLong.empty()));
    results.add(
        result(ShopManifest.GRADES, RunStatus.SUCCESS, Optional.empty(), OptionalLong.empty()));
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("which", "build");
    args.put("select", List.of("orders"));
    args.put("vars", Map.of("a", 1.0));
    args.put("exclude", null);
    Path file = ManifestWriterTest.FOLDER.resolve("run_results.json");
    RunResultsWriter.write(results, 2.0, args, ManifestWriterTest.METADATA, file);
    written = new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void headTellsTheRun() {
    assertThat(written.get("metadata"))
        .hasToString(
            "{\"dbt_schema_version\":\"https://schemas.getdbt.com/dbt/run-results/v6.json\","
                + "\"dbt_version\":\"1.12.3\",\"generated_at\":\"2024-05-01T10:00:01.500000Z\","
                + "\"invocation_id\":\"0b3c\","
                + "\"invocation_started_at\":\"2024-05-01T10:00:00.000000Z\","
                + "\"env\":{\"TEAM\":\"a\"}}");
    assertThat(written.get("elapsed_time")).hasToString("2.0");
    assertThat(written.get("args"))
        .hasToString(
            "{\"which\":\"build\",\"select\":[\"orders\"],\"vars\":{\"a\":1.0},\"exclude\":null}");
  }

  @Test
  void statusesAreDbtsWords() {
    for (int i = 0; i < RunStatus.values().length; i++) {
      assertThat(written.at("/results/" + i + "/status").asText())
          .isEqualTo(RunStatus.values()[i].dbtName());
    }
  }

  @Test
  void resultHasEveryKey() {
    assertThat(resultOf(ShopManifest.NOT_NULL))
        .hasToString(
            "{\"status\":\"fail\",\"timing\":[{\"name\":\"compile\","
                + "\"started_at\":\"2024-05-01T10:00:00.000001Z\","
                + "\"completed_at\":\"2024-05-01T10:00:01.000001Z\"}],"
                + "\"thread_id\":\"Thread-1\",\"execution_time\":1.0,"
                + "\"adapter_response\":{\"_message\":\"OK\",\"rows_affected\":3},"
                + "\"message\":\"done\",\"failures\":3,"
                + "\"unique_id\":\"test.shop.not_null_orders_id.00aa11bb22\","
                + "\"compiled\":true,\"compiled_code\":\"select 2\","
                + "\"relation_name\":\"db.x\",\"batch_results\":null,\"overload_results\":null}");
  }

  @Test
  void onlyNodesWithSqlSayWhetherTheyWereCompiled() {
    assertThat(resultOf(ShopManifest.PAST).get("compiled")).hasToString("false");
    assertThat(resultOf(ShopManifest.PAST).get("failures")).hasToString("null");
    assertThat(resultOf(ShopManifest.GRADES).get("compiled")).hasToString("null");
  }

  private static NodeResult result(
      UniqueId id, RunStatus status, Optional<String> sql, OptionalLong failures) {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("_message", "OK");
    response.put("rows_affected", 3L);
    return new NodeResult(
        id,
        status,
        List.of(new Timing("compile", START, START.plusSeconds(1))),
        "Thread-1",
        1.0,
        response,
        Optional.of("done"),
        failures,
        sql,
        Optional.of("db.x"),
        Optional.empty());
  }

  private static JsonNode resultOf(UniqueId id) {
    for (JsonNode result : written.get("results")) {
      if (result.get("unique_id").asText().equals(id.value())) {
        return result;
      }
    }
    throw new AssertionError("no result of " + id);
  }
}
