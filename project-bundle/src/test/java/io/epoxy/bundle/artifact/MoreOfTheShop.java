package io.epoxy.bundle.artifact;

import static io.epoxy.bundle.artifact.ShopManifest.code;
import static io.epoxy.bundle.artifact.ShopManifest.info;
import static io.epoxy.bundle.artifact.ShopManifest.relation;

import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.Exposure;
import io.epoxy.model.graph.FunctionNode;
import io.epoxy.model.graph.Group;
import io.epoxy.model.graph.HookNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.SemanticLayerNode;
import io.epoxy.model.graph.UnitTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands beside the tables of {@link ShopManifest}: one resource of each other kind. */
final class MoreOfTheShop {
  private MoreOfTheShop() {}

  static Node hook() {
    return new HookNode(
        info(ShopManifest.HOOK, "./dbt_project.yml", Map.of("enabled", true)),
        code("select 1"),
        relation("shop-on-run-start-0"),
        0);
  }

  static Exposure board() {
    Map<String, Object> owner = new LinkedHashMap<>();
    owner.put("email", List.of("a@shop.example"));
    owner.put("name", null);
    owner.put("slack", "#board");
    return new Exposure(
        info(ShopManifest.BOARD, "models/out.yml", Map.of("enabled", true)),
        "dashboard",
        owner,
        Optional.of("The board"),
        Optional.of("high"),
        Optional.empty(),
        List.of(new RefCall("orders", Optional.empty(), Optional.of(2L))),
        List.of(List.of("raw", "trips")),
        List.of(List.of("revenue")),
        List.of(ShopManifest.ORDERS, ShopManifest.RAW, ShopManifest.REVENUE));
  }

  static Exposure oldBoard() {
    return new Exposure(
        info(ShopManifest.OLD_BOARD, "models/out.yml", Map.of("enabled", false)),
        "ml",
        Map.of("name", "Nobody"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  static FunctionNode addTax() {
    return new FunctionNode(
        info(ShopManifest.ADD_TAX, "functions/add_tax.sql", Map.of("enabled", true)),
        code("net * 1.2"),
        relation("add_tax"),
        List.of(
            new FunctionNode.Argument("net", "double", Optional.of("Before tax"), Optional.of(0L))),
        new FunctionNode.Returns("double", Optional.empty()),
        List.of(
            new FunctionNode.Overload(
                "add_tax_of_text",
                List.of(),
                Optional.empty(),
                Optional.of("Text"),
                "net",
                Optional.empty())));
  }

  static UnitTest addsUp() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", 1L);
    row.put("note", null);
    return new UnitTest(
        info(ShopManifest.ADDS_UP, "models/tests.yml", Map.of("enabled", true)),
        "orders",
        List.of(
            new UnitTest.Input(
                "ref('grades')",
                new UnitTest.Rows(
                    UnitTest.Format.DICT, List.of(row), Optional.empty(), Optional.empty()))),
        new UnitTest.Rows(
            UnitTest.Format.SQL, List.of(), Optional.of("select 1"), Optional.of("sums")),
        Optional.of(
            new UnitTest.Overrides(Map.of("is_incremental", true), Map.of(), Map.of("A", "b"))),
        Optional.of(new UnitTest.Versions(Optional.of(List.of(2L)), Optional.empty())),
        Optional.of(2L),
        "ef".repeat(32),
        Optional.of("db"),
        List.of(ShopManifest.ORDERS));
  }

  static SemanticLayerNode revenue() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("description", "");
    body.put("label", "Revenue");
    body.put("type", "simple");
    body.put("type_params", Map.of());
    return new SemanticLayerNode(
        info(ShopManifest.REVENUE, "models/metrics.yml", Map.of("group", "sales")),
        body,
        List.of());
  }

  static Group sales() {
    return new Group(
        ShopManifest.SALES,
        "sales",
        "shop",
        "groups.yml",
        "models/groups.yml",
        Map.of("name", "Sales"),
        Optional.of("They sell"),
        Map.of("meta", Map.of()),
        SourceLocation.ofFile("models/groups.yml"));
  }
}
