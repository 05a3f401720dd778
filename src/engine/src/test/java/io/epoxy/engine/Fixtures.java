package io.epoxy.engine;

import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.ColumnInfo;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Constraint;
import io.epoxy.model.graph.Hook;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ModelPromises;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SeedNode;
import io.epoxy.model.graph.SnapshotNode;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.SeedRows;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Nodes as the compiler would hand them over. */
public final class Fixtures {
  private Fixtures() {}

  public static Target target(String schema) {
    return new Target("test", "dev", "glue", schema, 4, Map.of("location", "s3://bucket/root"));
  }

  /** A model whose template is its SQL. */
  public static CompiledNode model(Relation relation, String sql, Map<String, ?> config) {
    return model(relation, sql, config, List.of(), List.of());
  }

  public static CompiledNode model(
      Relation relation,
      String sql,
      Map<String, ?> config,
      List<String> preHooks,
      List<String> postHooks) {
    UniqueId id = UniqueId.of(ResourceType.MODEL, "shop", relation.identifier());
    String path = relation.identifier() + ".sql";
    return new CompiledNode(
        new ModelNode(info(id, path, config), code(sql), relation),
        sql,
        List.of(),
        preHooks.stream().map(Hook::of).toList(),
        postHooks.stream().map(Hook::of).toList());
  }

  /** A seed; its rows are {@link #rows}. */
  public static CompiledNode seed(Relation relation, Map<String, ?> config) {
    UniqueId id = UniqueId.of(ResourceType.SEED, "shop", relation.identifier());
    return new CompiledNode(
        new SeedNode(info(id, relation.identifier() + ".csv", config), code(""), relation),
        "",
        List.of(),
        List.of(),
        List.of());
  }

  /** A snapshot; its SQL is what the test answers for its macros. */
  public static CompiledNode snapshot(Relation relation, Map<String, ?> config) {
    UniqueId id = UniqueId.of(ResourceType.SNAPSHOT, "shop", relation.identifier());
    return new CompiledNode(
        new SnapshotNode(info(id, relation.identifier() + ".sql", config), code(""), relation),
        "",
        List.of(),
        List.of(),
        List.of());
  }

  /** Rows of a seed with the columns id and name. */
  public static SeedRows rows(String idType, List<List<String>> rows) {
    return rows(List.of(Column.of("id", idType), Column.of("name", "string")), rows);
  }

  /** Rows of a seed. */
  public static SeedRows rows(List<Column> columns, List<List<String>> rows) {
    return new SeedRows() {
      @Override
      public List<Column> columns() {
        return columns;
      }

      @Override
      public long count() {
        return rows.size();
      }

      @Override
      public void forEach(Consumer<List<String>> row) {
        rows.forEach(row);
      }
    };
  }

  /** A model whose columns are described, with constraints of its own. */
  public static CompiledNode promising(
      CompiledNode model, List<ColumnInfo> columns, List<Constraint> constraints) {
    ModelNode node = (ModelNode) model.node();
    Map<String, ColumnInfo> byName = new LinkedHashMap<>();
    columns.forEach(column -> byName.put(column.name(), column));
    return new CompiledNode(
        new ModelNode(
            node.info().toBuilder().columns(byName).build(),
            node.code(),
            node.relation(),
            Optional.empty(),
            ModelPromises.NONE.withConstraints(constraints)),
        model.sql(),
        List.of(),
        model.preHooks(),
        model.postHooks());
  }

  /** A column with a type and constraints that warn when they are ignored. */
  public static ColumnInfo column(String name, String type, Constraint... constraints) {
    return new ColumnInfo(
        name,
        "",
        Optional.of(type),
        Optional.empty(),
        List.of(),
        Map.of(),
        List.of(constraints),
        List.of(),
        Map.of(),
        Map.of());
  }

  public static ColumnInfo described(String name, String description) {
    return ColumnInfo.of(name, description);
  }

  public static Constraint constraint(Constraint.Type type, String expression) {
    return new Constraint(
        type,
        Optional.empty(),
        Optional.of(expression),
        true,
        true,
        Optional.empty(),
        List.of(),
        List.of());
  }

  public static CompiledNode dataTest(String name, String sql, Map<String, ?> config) {
    UniqueId id = UniqueId.of(ResourceType.TEST, "shop", name);
    return new CompiledNode(
        new TestNode(
            info(id, name + ".sql", config),
            code(sql),
            Relation.of("failures", name),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        sql,
        List.of(),
        List.of(),
        List.of());
  }

  public static SourceTable source(Relation relation, Map<String, Object> external) {
    UniqueId id = UniqueId.of(ResourceType.SOURCE, "shop", "raw", relation.identifier());
    return new SourceTable(
        info(id, "sources.yml", Map.of()),
        "raw",
        "",
        Map.of(),
        "",
        relation,
        Optional.empty(),
        Optional.of(external),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static NodeInfo info(UniqueId id, String path, Map<String, ?> config) {
    Map<String, ColumnInfo> columns = new LinkedHashMap<>();
    columns.put("id", ColumnInfo.of("id", "the key"));
    String name = id.value().substring(id.value().lastIndexOf('.') + 1);
    return NodeInfo.builder(id, name, "shop")
        .files(path, "models/" + path)
        .fqn(List.of("shop", name))
        .description("one row per id")
        .columns(columns)
        .config(new NodeConfig(Map.copyOf(config)))
        .location(new SourceLocation("models/" + path, 1, 1))
        .build();
  }

  private static NodeCode code(String sql) {
    return new NodeCode(sql, "", List.of(), List.of(), List.of(), List.of());
  }
}
