package io.epoxy.bundle.artifact;

import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.AnalysisNode;
import io.epoxy.model.graph.ColumnInfo;
import io.epoxy.model.graph.Constraint;
import io.epoxy.model.graph.DocBlock;
import io.epoxy.model.graph.Macro;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ModelPromises;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SeedNode;
import io.epoxy.model.graph.SnapshotNode;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Relation;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A manifest with a resource of every kind that the model has. */
final class ShopManifest {
  static final UniqueId RAW = id(ResourceType.SOURCE, "raw.trips");
  static final UniqueId ORDERS = id(ResourceType.MODEL, "orders");
  static final UniqueId STAGED = id(ResourceType.MODEL, "stg_orders");
  static final UniqueId OLD = id(ResourceType.MODEL, "old");
  static final UniqueId GRADES = id(ResourceType.SEED, "grades");
  static final UniqueId PAST = id(ResourceType.SNAPSHOT, "orders_past");
  static final UniqueId LOOK = id(ResourceType.ANALYSIS, "look");
  static final UniqueId NOT_NULL = id(ResourceType.TEST, "not_null_orders_id.00aa11bb22");
  static final UniqueId UNIQUE = id(ResourceType.TEST, "unique_orders_id.33cc44dd55");
  static final UniqueId NO_LOSS = id(ResourceType.TEST, "no_loss");
  static final UniqueId IS_INCREMENTAL = new UniqueId("macro.dbt.is_incremental");
  static final UniqueId TABLE = new UniqueId("macro.shop.materialization_copy_default");
  static final UniqueId HOOK = id(ResourceType.OPERATION, "shop-on-run-start-0");
  static final UniqueId BOARD = id(ResourceType.EXPOSURE, "board");
  static final UniqueId OLD_BOARD = id(ResourceType.EXPOSURE, "old_board");
  static final UniqueId ADD_TAX = id(ResourceType.FUNCTION, "add_tax");
  static final UniqueId ADDS_UP = id(ResourceType.UNIT_TEST, "orders.adds_up");
  static final UniqueId REVENUE = id(ResourceType.METRIC, "revenue");
  static final UniqueId SALES = id(ResourceType.GROUP, "sales");
  static final UniqueId DOC = new UniqueId("doc.shop.orders");

  private ShopManifest() {}

  static Manifest build() {
    Map<UniqueId, Node> nodes = new LinkedHashMap<>();
    for (Node node :
        List.of(
            orders(),
            staged(),
            grades(),
            past(),
            look(),
            notNull(),
            unique(),
            noLoss(),
            MoreOfTheShop.hook())) {
      nodes.put(node.uniqueId(), node);
    }
    Node old =
        new ModelNode(
            info(OLD, "models/old.sql", Map.of("enabled", false)),
            code("select 0"),
            relation("old"));
    return Manifest.builder("shop", "glue")
        .nodes(nodes)
        .sources(Map.of(RAW, source()))
        .macros(Map.of(IS_INCREMENTAL, macro(), TABLE, materialization()))
        .exposures(Map.of(BOARD, MoreOfTheShop.board()))
        .functions(Map.of(ADD_TAX, MoreOfTheShop.addTax()))
        .unitTests(Map.of(ADDS_UP, MoreOfTheShop.addsUp()))
        .semanticLayer(Map.of(REVENUE, MoreOfTheShop.revenue()))
        .groups(Map.of(SALES, MoreOfTheShop.sales()))
        .selectors(Map.of("nightly", Map.of("name", "nightly", "definition", "tag:night")))
        .docs(
            Map.of(
                DOC,
                new DocBlock(DOC, "orders", "shop", "docs.md", "models/docs.md", "All *orders*.")))
        .disabled(List.of(old, old, MoreOfTheShop.oldBoard()))
        .build();
  }

  private static Node orders() {
    Map<String, Object> config =
        config("incremental", Map.of("group", "sales", "file_format", "iceberg", "meta", meta()));
    config.put("contract", Map.of("enforced", true));
    config.put("docs", Map.of("node_color", "red"));
    config.put("post-hook", List.of(Map.of("sql", "select 1", "transaction", true)));
    ColumnInfo id =
        new ColumnInfo(
            "id",
            "The key",
            Optional.of("bigint"),
            Optional.of(false),
            List.of("pii"),
            meta(),
            List.of(
                new Constraint(
                    Constraint.Type.FOREIGN_KEY,
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    true,
                    Optional.of("ref('grades')"),
                    List.of("grade"),
                    List.of())),
            List.of(DOC),
            Map.of("granularity", "day"),
            Map.of("policy_tags", List.of("secret")));
    NodeInfo info = info(ORDERS, "models/core/orders.sql", config);
    return new ModelNode(
        info.toBuilder()
            .files("core/orders.sql", info.originalFilePath())
            .fqn(List.of("shop", "core", "orders"))
            .patchPath(Optional.of("shop://models/schema.yml"))
            .description("Orders \u2028 \"quoted\"")
            .columns(Map.of("id", id))
            .tags(List.of("daily"))
            .meta(meta())
            .unrenderedConfig(Map.of("materialized", "{{ 'incremental' }}"))
            .createdAt(1_700_000_000.25)
            .build(),
        new NodeCode(
            "select * from {{ ref('stg_orders', v=2) }}",
            "0a".repeat(32),
            List.of(
                new RefCall("stg_orders", Optional.empty(), Optional.of(2L)),
                new RefCall("grades", Optional.of("shop"), Optional.of("beta"))),
            List.of(),
            List.of(STAGED, GRADES),
            List.of(IS_INCREMENTAL)),
        relation("orders").inCatalog("glue_catalog"),
        Optional.of(new ModelNode.Version(2L, 2L)),
        promises());
  }

  private static ModelPromises promises() {
    return new ModelPromises(
        List.of(
            new Constraint(
                Constraint.Type.PRIMARY_KEY,
                Optional.of("pk"),
                Optional.empty(),
                true,
                false,
                Optional.empty(),
                List.of(),
                List.of("id"))),
        Optional.of("cd".repeat(32)),
        Optional.of(OffsetDateTime.parse("2030-01-02T03:04:05Z")),
        List.of("id"),
        Optional.of(
            new ModelPromises.TimeSpine(
                "day", List.of(new ModelPromises.CustomGranularity("shift", Optional.of("s"))))));
  }

  private static Node staged() {
    return new ModelNode(
        info(STAGED, "models/stg_orders.sql", config("ephemeral", Map.of())),
        new NodeCode(
            "select * from {{ source('raw', 'trips') }}",
            "0b".repeat(32),
            List.of(),
            List.of(List.of("raw", "trips")),
            List.of(RAW),
            List.of()),
        relation("stg_orders"));
  }

  private static Node grades() {
    Map<String, Object> config = config("seed", Map.of("delimiter", ","));
    config.put("quote_columns", null);
    return new SeedNode(info(GRADES, "seeds/grades.csv", config), code(""), relation("grades"));
  }

  private static Node past() {
    return new SnapshotNode(
        info(
            PAST,
            "snapshots/past.sql",
            config(
                "snapshot",
                Map.of(
                    "strategy", "check", "check_cols", "all", "unique_key", List.of("id", "day")))),
        code("select * from {{ ref('orders') }}", ORDERS),
        relation("orders_past"));
  }

  private static Node look() {
    return new AnalysisNode(
        info(LOOK, "analyses/look.sql", config("view", Map.of())),
        code("select 1"),
        relation("look"));
  }

  private static Node notNull() {
    return genericTest(NOT_NULL, "not_null_orders_id", "not_null", Map.of("severity", "WARN"));
  }

  private static Node unique() {
    return genericTest(
        UNIQUE, "unique_orders_id", "unique", Map.of("store_failures", true, "limit", 10L));
  }

  private static Node genericTest(
      UniqueId id, String name, String macro, Map<String, Object> extra) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("column_name", "id");
    arguments.put("model", "{{ get_where_subquery(ref('orders')) }}");
    NodeInfo info = info(id, "models/schema.yml", testConfig(extra));
    return new TestNode(
        NodeInfo.builder(id, name, "shop")
            .files(name + ".sql", info.originalFilePath())
            .fqn(List.of("shop", name))
            .config(info.config())
            .createdAt(1.0)
            .location(info.location())
            .build(),
        new NodeCode(
            "{{ test_" + macro + "(**_dbt_generic_test_kwargs) }}",
            "",
            List.of(new RefCall("orders", Optional.empty(), Optional.empty())),
            List.of(),
            List.of(ORDERS),
            List.of(new UniqueId("macro.dbt.test_" + macro))),
        Relation.of("db_dbt_test__audit", name),
        Optional.of(new TestNode.GenericTest(macro, Optional.empty(), arguments)),
        Optional.of(ORDERS),
        Optional.of("id"),
        Optional.of("models.orders"));
  }

  private static Node noLoss() {
    return new TestNode(
        info(NO_LOSS, "tests/no_loss.sql", testConfig(Map.of())),
        code("select 1 from {{ ref('orders') }} where amount < 0", ORDERS),
        Relation.of("db_dbt_test__audit", "no_loss"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static SourceTable source() {
    Map<String, Object> freshness = new LinkedHashMap<>();
    Map<String, Object> aDay = new LinkedHashMap<>();
    aDay.put("count", 1L);
    aDay.put("period", "day");
    freshness.put("warn_after", aDay);
    freshness.put("error_after", null);
    freshness.put("filter", null);
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("enabled", true);
    config.put("loaded_at_field", "loaded_at");
    return new SourceTable(
        info(RAW, "models/sources.yml", config),
        "raw",
        "Raw files",
        Map.of("owner", "ops"),
        "s3",
        Relation.of("raw_db", "trips_2024"),
        Optional.of("awsdatacatalog"),
        Optional.of(
            Map.of(
                "location",
                "data/trips",
                "file_format",
                "parquet",
                "partitions",
                List.of(Map.of("name", "year", "data_type", "int"), "month"))),
        Optional.of(freshness),
        Optional.of("loaded_at"),
        Optional.empty(),
        Map.of("identifier", true),
        Optional.empty(),
        Optional.of("{{ var('raw') }}"));
  }

  private static Macro macro() {
    return new Macro(
        IS_INCREMENTAL,
        "is_incremental",
        "dbt",
        "macros/is_incremental.sql",
        "macros/is_incremental.sql",
        "{% macro is_incremental() %}{% endmacro %}",
        SourceLocation.ofFile("macros/is_incremental.sql"),
        List.of(),
        "",
        meta(),
        Map.of(),
        Optional.empty(),
        List.of(Map.of("name", "x", "type", "string"), Map.of("name", "y", "description", "Y")),
        1.5);
  }

  private static Macro materialization() {
    return new Macro(
        TABLE,
        "materialization_copy_default",
        "shop",
        "macros/copy.sql",
        "macros/copy.sql",
        "{%- materialization copy, default, supported_languages=['sql', \"python\"] -%}"
            + "{%- endmaterialization -%}",
        SourceLocation.ofFile("macros/copy.sql"),
        List.of(IS_INCREMENTAL),
        "Copies",
        Map.of(),
        Map.of(),
        Optional.of("shop://macros/schema.yml"),
        List.of(),
        2.0);
  }

  private static Map<String, Object> meta() {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("date", LocalDate.of(2024, 2, 29));
    meta.put("large", BigInteger.TEN.pow(20));
    meta.put("whole", 1.0);
    meta.put("nothing", null);
    meta.put("list", List.of(Map.of("a", true)));
    return meta;
  }

  static NodeInfo info(UniqueId id, String file, Map<String, Object> config) {
    String name = id.value().substring(id.value().lastIndexOf('.') + 1);
    return NodeInfo.builder(id, name, "shop")
        .files(file.substring(file.indexOf('/') + 1), file)
        .fqn(List.of("shop", name))
        .config(new NodeConfig(config))
        .createdAt(1_700_000_000.0)
        .build();
  }

  private static Map<String, Object> config(String materialized, Map<String, Object> extra) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("enabled", true);
    config.put("alias", null);
    config.put("tags", List.of());
    config.put("materialized", materialized);
    config.putAll(extra);
    return config;
  }

  private static Map<String, Object> testConfig(Map<String, Object> extra) {
    Map<String, Object> config = config("test", Map.of("severity", "ERROR"));
    config.put("store_failures", null);
    config.putAll(extra);
    return config;
  }

  static NodeCode code(String sql, UniqueId... parents) {
    return new NodeCode(sql, "0c".repeat(32), List.of(), List.of(), List.of(parents), List.of());
  }

  static Relation relation(String name) {
    return Relation.of("db", name);
  }

  private static UniqueId id(ResourceType type, String name) {
    return UniqueId.of(type, "shop", name);
  }
}
