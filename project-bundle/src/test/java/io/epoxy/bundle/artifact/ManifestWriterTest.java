package io.epoxy.bundle.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Leaves its manifest in target/artifact-check, where {@code check-artifacts} holds it against
 * dbt's published schema.
 */
class ManifestWriterTest {
  static final Path FOLDER = Path.of("target", "artifact-check");
  static final RunMetadata METADATA =
      new RunMetadata(
          "0b3c",
          Instant.parse("2024-05-01T10:00:00Z"),
          Instant.parse("2024-05-01T10:00:01.5Z"),
          "1.12.3",
          RunMetadata.customEnv(Map.of("DBT_ENV_CUSTOM_ENV_TEAM", "a", "HOME", "b")));

  private static final Manifest MANIFEST = ShopManifest.build();
  private static JsonNode written;

  @BeforeAll
  static void write() throws IOException {
    Path file = FOLDER.resolve("manifest.json");
    ManifestWriter.write(MANIFEST, METADATA, outputs(), file);
    written = new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void headTellsTheRun() {
    assertThat(written.get("metadata"))
        .hasToString(
            "{\"dbt_schema_version\":\"https://schemas.getdbt.com/dbt/manifest/v12.json\","
                + "\"dbt_version\":\"1.12.3\",\"generated_at\":\"2024-05-01T10:00:01.500000Z\","
                + "\"invocation_id\":\"0b3c\","
                + "\"invocation_started_at\":\"2024-05-01T10:00:00.000000Z\","
                + "\"env\":{\"TEAM\":\"a\"},\"project_name\":\"shop\","
                + "\"project_id\":\"fb54f3c5992b96d001bb16e8e92d968d\",\"user_id\":null,"
                + "\"send_anonymous_usage_stats\":false,\"adapter_type\":\"glue\","
                + "\"quoting\":{\"database\":false,\"schema\":false,\"identifier\":false,"
                + "\"column\":null},\"run_started_at\":\"2024-05-01T10:00:00+00:00\"}");
  }

  @Test
  void everySectionIsThere() {
    assertThat(written.fieldNames())
        .toIterable()
        .containsExactly(
            "metadata",
            "nodes",
            "sources",
            "macros",
            "docs",
            "exposures",
            "metrics",
            "groups",
            "selectors",
            "disabled",
            "parent_map",
            "child_map",
            "group_map",
            "saved_queries",
            "semantic_models",
            "unit_tests",
            "functions");
    assertThat(names("nodes"))
        .containsExactlyElementsOf(
            MANIFEST.nodes().keySet().stream().map(UniqueId::value).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "database|null",
        "schema|\"db\"",
        "alias|\"orders\"",
        "relation_name|\"glue_catalog.db.orders\"",
        "path|\"core/orders.sql\"",
        "original_file_path|\"models/core/orders.sql\"",
        "compiled_path|\"target/compiled/shop/models/core/orders.sql\"",
        "build_path|\"target/run/shop/models/core/orders.sql\"",
        "patch_path|\"shop://models/schema.yml\"",
        "fqn|[\"shop\",\"core\",\"orders\"]",
        "compiled|true",
        "compiled_code|\"select 1\"",
        "extra_ctes_injected|true",
        "refs|[{\"name\":\"stg_orders\",\"package\":null,\"version\":2},"
            + "{\"name\":\"grades\",\"package\":\"shop\",\"version\":\"beta\"}]",
        "depends_on|{\"macros\":[\"macro.dbt.is_incremental\"],"
            + "\"nodes\":[\"model.shop.stg_orders\",\"seed.shop.grades\"]}",
        "contract|{\"enforced\":true,\"alias_types\":true,\"checksum\":\"cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd\"}",
        "constraints|[{\"type\":\"primary_key\",\"name\":\"pk\",\"expression\":null,"
            + "\"warn_unenforced\":true,\"warn_unsupported\":false,\"to\":null,\"to_columns\":[],"
            + "\"columns\":[\"id\"]}]",
        "deprecation_date|\"2030-01-02T03:04:05+00:00\"",
        "time_spine|{\"standard_granularity_column\":\"day\",\"custom_granularities\":"
            + "[{\"name\":\"shift\",\"column_name\":\"s\"}]}",
        "docs|{\"show\":true,\"node_color\":\"red\"}",
        "group|\"sales\"",
        "access|\"protected\"",
        "language|\"sql\"",
        "version|2",
        "latest_version|2",
        "primary_key|[\"id\"]",
        "created_at|1.70000000025E9",
        "unrendered_config|{\"materialized\":\"{{ 'incremental' }}\"}",
        "meta|{\"date\":\"2024-02-29\",\"large\":100000000000000000000,\"whole\":1.0,"
            + "\"nothing\":null,\"list\":[{\"a\":true}]}",
      })
  void modelIsWrittenAsDbtDoes(String key, String json) {
    assertThat(node(ShopManifest.ORDERS).get(key)).hasToString(json);
  }

  @Test
  void checksumsNameTheirWay() {
    assertThat(node(ShopManifest.ORDERS).at("/checksum/name").asText()).isEqualTo("sha256");
    assertThat(node(ShopManifest.NOT_NULL).get("checksum"))
        .hasToString("{\"name\":\"none\",\"checksum\":\"\"}");
  }

  @Test
  void configIsPassedOn() {
    JsonNode config = node(ShopManifest.ORDERS).get("config");

    assertThat(config.get("file_format").asText()).isEqualTo("iceberg");
    assertThat(config.at("/post-hook/0/sql").asText()).isEqualTo("select 1");
    assertThat(config.get("alias").isNull()).isTrue();
  }

  @Test
  void columnsHaveEveryKey() {
    assertThat(names("nodes", ShopManifest.ORDERS.value(), "columns", "id"))
        .containsExactly(
            "name",
            "description",
            "meta",
            "data_type",
            "constraints",
            "quote",
            "config",
            "tags",
            "granularity",
            "dimension",
            "entity",
            "doc_blocks",
            "policy_tags");
    assertThat(node(ShopManifest.ORDERS).at("/columns/id/data_type").asText()).isEqualTo("bigint");
  }

  @Test
  void ctesAreTold() {
    assertThat(node(ShopManifest.NO_LOSS).get("extra_ctes"))
        .hasToString(
            "[{\"id\":\"model.shop.stg_orders\",\"sql\":\" __dbt__cte__stg_orders as (\\nselect 1\\n)\"}]");
  }

  @Test
  void uncompiledNodeHasNoCompiledKeys() {
    assertThat(node(ShopManifest.PAST).has("compiled_code")).isFalse();
    assertThat(node(ShopManifest.PAST).get("compiled_path").isNull()).isTrue();
    assertThat(node(ShopManifest.PAST).get("build_path").isNull()).isTrue();
  }

  @Test
  void onlyStoredNodesHaveARelationName() {
    assertThat(node(ShopManifest.PAST).get("relation_name").asText()).isEqualTo("db.orders_past");
    assertThat(node(ShopManifest.GRADES).get("relation_name").asText()).isEqualTo("db.grades");
    assertThat(node(ShopManifest.UNIQUE).get("relation_name").asText())
        .isEqualTo("db_dbt_test__audit.unique_orders_id");
    for (UniqueId id :
        List.of(
            ShopManifest.STAGED, ShopManifest.LOOK, ShopManifest.NOT_NULL, ShopManifest.NO_LOSS)) {
      assertThat(node(id).get("relation_name").isNull()).as(id.value()).isTrue();
    }
  }

  @Test
  void genericTestTellsWhereItStands() {
    JsonNode test = node(ShopManifest.NOT_NULL);

    assertThat(test.get("column_name").asText()).isEqualTo("id");
    assertThat(test.get("attached_node").asText()).isEqualTo("model.shop.orders");
    assertThat(test.get("file_key_name").asText()).isEqualTo("models.orders");
    assertThat(test.get("compiled_path").asText())
        .isEqualTo("target/compiled/shop/models/schema.yml/not_null_orders_id.sql");
    assertThat(test.get("test_metadata"))
        .hasToString(
            "{\"name\":\"not_null\",\"kwargs\":{\"column_name\":\"id\","
                + "\"model\":\"{{ get_where_subquery(ref('orders')) }}\"},\"namespace\":null}");
    assertThat(node(ShopManifest.NO_LOSS).has("test_metadata")).isFalse();
  }

  @Test
  void seedHasMacrosButNoCode() {
    JsonNode seed = node(ShopManifest.GRADES);

    assertThat(seed.get("depends_on")).hasToString("{\"macros\":[]}");
    assertThat(seed.has("refs")).isFalse();
    assertThat(seed.has("compiled_path")).isFalse();
    assertThat(seed.get("root_path").isNull()).isTrue();
  }

  @Test
  void sourceHasBothThresholdsAndItsFiles() {
    JsonNode source = written.at("/sources/source.shop.raw.trips");

    assertThat(source.get("identifier").asText()).isEqualTo("trips_2024");
    assertThat(source.get("relation_name").asText()).isEqualTo("raw_db.trips_2024");
    assertThat(source.get("freshness"))
        .hasToString(
            "{\"warn_after\":{\"count\":1,\"period\":\"day\"},"
                + "\"error_after\":null,\"filter\":null}");
    assertThat(source.at("/quoting/identifier").asBoolean()).isTrue();
    assertThat(source.at("/unrendered_schema").asText()).isEqualTo("{{ var('raw') }}");
    assertThat(source.at("/external/location").asText()).isEqualTo("data/trips");
    assertThat(source.at("/external/partitions/1").asText()).isEqualTo("month");
    assertThat(source.at("/external/partitions/0/name").asText()).isEqualTo("year");
    assertThat(source.at("/config/loaded_at_field").asText()).isEqualTo("loaded_at");
  }

  @Test
  void macroTellsItsLanguagesOnlyWhenItMaterializes() {
    assertThat(written.at("/macros/macro.dbt.is_incremental/supported_languages").isNull())
        .isTrue();
    assertThat(written.at("/macros/macro.shop.materialization_copy_default/supported_languages"))
        .hasToString("[\"sql\",\"python\"]");
    assertThat(written.at("/macros/macro.dbt.is_incremental/arguments"))
        .hasToString(
            "[{\"name\":\"x\",\"type\":\"string\",\"description\":\"\"},"
                + "{\"name\":\"y\",\"type\":null,\"description\":\"Y\"}]");
    assertThat(written.at("/docs/doc.shop.orders/block_contents").asText())
        .isEqualTo("All *orders*.");
  }

  @Test
  void disabledNodesAreListsByTheirId() {
    assertThat(written.at("/disabled/model.shop.old").size()).isEqualTo(2);
    assertThat(names("nodes")).doesNotContain("model.shop.old");
    assertThat(written.at("/disabled/exposure.shop.old_board/0/type").asText()).isEqualTo("ml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/exposures/exposure.shop.board/owner"
            + "|{\"email\":[\"a@shop.example\"],\"name\":null,\"slack\":\"#board\"}",
        "/exposures/exposure.shop.board/refs"
            + "|[{\"name\":\"orders\",\"package\":null,\"version\":2}]",
        "/exposures/exposure.shop.board/depends_on|{\"macros\":[],\"nodes\":"
            + "[\"model.shop.orders\",\"source.shop.raw.trips\",\"metric.shop.revenue\"]}",
        "/functions/function.shop.add_tax/arguments|[{\"name\":\"net\",\"data_type\":\"double\","
            + "\"description\":\"Before tax\",\"default_value\":0}]",
        "/functions/function.shop.add_tax/returns|{\"data_type\":\"double\",\"description\":null}",
        "/functions/function.shop.add_tax/overloads/0/defined_in|\"add_tax_of_text\"",
        "/unit_tests/unit_test.shop.orders.adds_up/given|[{\"input\":\"ref('grades')\","
            + "\"rows\":[{\"id\":1,\"note\":null}],\"format\":\"dict\",\"fixture\":null}]",
        "/unit_tests/unit_test.shop.orders.adds_up/expect"
            + "|{\"rows\":\"select 1\",\"format\":\"sql\",\"fixture\":\"sums\"}",
        "/unit_tests/unit_test.shop.orders.adds_up/overrides|{\"macros\":"
            + "{\"is_incremental\":true},\"vars\":{},\"env_vars\":{\"A\":\"b\"}}",
        "/unit_tests/unit_test.shop.orders.adds_up/versions|{\"include\":[2],\"exclude\":null}",
        "/metrics/metric.shop.revenue/label|\"Revenue\"",
        "/metrics/metric.shop.revenue/group|\"sales\"",
        "/groups/group.shop.sales/description|\"They sell\"",
        "/nodes/operation.shop.shop-on-run-start-0/index|0",
        "/selectors/nightly/definition|\"tag:night\"",
        "/parent_map/unit_test.shop.orders.adds_up|[\"model.shop.orders\"]",
        "/child_map/metric.shop.revenue|[\"exposure.shop.board\"]",
      })
  void everyKindIsWrittenAsDbtDoes(String path, String json) {
    assertThat(written.at(path.replace("~", "~0"))).hasToString(json);
  }

  @Test
  void mapsGoBothWays() {
    assertThat(written.at("/parent_map/model.shop.orders"))
        .hasToString("[\"model.shop.stg_orders\",\"seed.shop.grades\"]");
    assertThat(written.at("/parent_map/source.shop.raw.trips")).hasToString("[]");
    assertThat(written.at("/child_map/source.shop.raw.trips"))
        .hasToString("[\"exposure.shop.board\",\"model.shop.stg_orders\"]");
    assertThat(written.at("/child_map/model.shop.orders"))
        .hasToString(
            "[\"exposure.shop.board\",\"snapshot.shop.orders_past\",\"test.shop.no_loss\","
                + "\"test.shop.not_null_orders_id.00aa11bb22\","
                + "\"test.shop.unique_orders_id.33cc44dd55\","
                + "\"unit_test.shop.orders.adds_up\"]");
    assertThat(written.at("/child_map/test.shop.no_loss")).hasToString("[]");
    assertThat(written.get("group_map"))
        .hasToString("{\"sales\":[\"metric.shop.revenue\",\"model.shop.orders\"]}");
  }

  @Test
  void streamIsLeftOpen() throws IOException {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };
    ManifestWriter.write(MANIFEST, METADATA, NodeOutputs.none("target"), out);

    JsonNode tree = new ObjectMapper().readTree(out.toByteArray());
    assertThat(tree.at("/nodes/model.shop.orders/compiled_path").isNull()).isTrue();
  }

  @Test
  void failingStreamIsAnErrorOfItsOwn() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("disk full");
          }
        };

    assertThatThrownBy(
            () -> ManifestWriter.write(MANIFEST, METADATA, NodeOutputs.none("target"), full))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("cannot write the manifest: java.io.IOException: disk full");
  }

  @Test
  void failedWriteLeavesNothingBehind(@TempDir Path folder) throws IOException {
    Path file = Files.createDirectory(folder.resolve("manifest.json"));
    Files.writeString(file.resolve("in the way"), "");

    assertThatThrownBy(
            () -> ManifestWriter.write(MANIFEST, METADATA, NodeOutputs.none("target"), file))
        .hasMessageStartingWith("cannot write " + file);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  private static NodeOutputs outputs() {
    CompiledNode.ExtraCte cte =
        new CompiledNode.ExtraCte(ShopManifest.STAGED, " __dbt__cte__stg_orders as (\nselect 1\n)");
    return new NodeOutputs(
        "target",
        Map.of(
            ShopManifest.ORDERS, compiled(ShopManifest.ORDERS),
            ShopManifest.NOT_NULL, compiled(ShopManifest.NOT_NULL),
            ShopManifest.LOOK, compiled(ShopManifest.LOOK),
            ShopManifest.NO_LOSS, compiled(ShopManifest.NO_LOSS, cte)),
        Set.of(ShopManifest.ORDERS));
  }

  private static CompiledNode compiled(UniqueId id, CompiledNode.ExtraCte... ctes) {
    return new CompiledNode(
        MANIFEST.nodes().get(id), "select 1", List.of(ctes), List.of(), List.of());
  }

  private static JsonNode node(UniqueId id) {
    return written.get("nodes").get(id.value());
  }

  private static List<String> names(String... path) {
    JsonNode at = written;
    for (String part : path) {
      at = at.get(part);
    }
    return ImmutableList.copyOf(at.fieldNames());
  }
}
