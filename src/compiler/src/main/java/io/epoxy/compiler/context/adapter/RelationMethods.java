package io.epoxy.compiler.context.adapter;

import io.epoxy.compiler.context.relation.ColumnObject;
import io.epoxy.compiler.context.relation.RelationObject;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Undefined;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The methods of {@code adapter} that find, list and change relations and schemas. */
record RelationMethods(Warehouse warehouse) {
  /** Spark's error class. */
  private static final String NOT_FOUND = "TABLE_OR_VIEW_NOT_FOUND";

  /** The method; null when it is not one of these. */
  JinjaCallable find(String name) {
    return switch (name) {
      case "get_relation" -> this::findRelation;
      case "get_columns_in_relation" -> this::columns;
      case "get_columns_in_table" -> this::columnsOfTable;
      case "get_missing_columns" -> this::missingColumns;
      case "check_schema_exists" ->
          a -> warehouse.schemaExists(text(a, "check_schema_exists", 1, "schema"));
      case "already_exists" -> this::alreadyExists;
      case "create_schema" ->
          a -> nothing(() -> warehouse.createSchema(relation(a, name, 0, "relation").schema()));
      case "drop_schema" ->
          a -> nothing(() -> warehouse.dropSchema(relation(a, name, 0, "relation").schema()));
      case "drop_relation" ->
          a -> nothing(() -> warehouse.dropRelation(relation(a, name, 0, "relation")));
      case "truncate_relation" ->
          a ->
              nothing(
                  () ->
                      warehouse.query(
                          "truncate table " + relation(a, name, 0, "relation").render()));
      case "rename_relation", "glue_rename_relation" -> this::rename;
      case "expand_target_column_types" -> arguments -> null;
      case "get_table_type" -> this::tableType;
      case "duplicate_view" -> this::duplicateView;
      case "iceberg_expire_snapshots" -> this::expireSnapshots;
      default -> null;
    };
  }

  private Object findRelation(Arguments arguments) {
    String schema = text(arguments, "get_relation", 1, "schema");
    String identifier = text(arguments, "get_relation", 2, "identifier");
    return identifier.isEmpty()
        ? null
        : warehouse
            .findRelation(Relation.of(schema, identifier))
            .map(RelationObject::of)
            .orElse(null);
  }

  private Object columns(Arguments arguments) {
    Object relation = arguments.require("get_columns_in_relation", 0, "relation");
    boolean isCte =
        relation instanceof RelationObject object
            && object.relation().type().equals(Optional.of(RelationType.CTE));
    return isCte
        ? new ArrayList<>()
        : shown(columns(RelationObject.require(relation, "get_columns_in_relation")));
  }

  /** None for a table that is not there, as dbt-spark answers. */
  private List<Column> columns(Relation relation) {
    try {
      return warehouse.columns(relation);
    } catch (EpoxyException e) {
      if (e.code() == ErrorCode.DATABASE && e.getMessage().contains(NOT_FOUND)) {
        return List.of();
      }
      throw e;
    }
  }

  private Object columnsOfTable(Arguments arguments) {
    String schema = text(arguments, "get_columns_in_table", 0, "schema_name");
    String table = text(arguments, "get_columns_in_table", 1, "table_name");
    return shown(columns(Relation.of(schema, table)));
  }

  private Object missingColumns(Arguments arguments) {
    Set<String> known = new HashSet<>();
    columns(relation(arguments, "get_missing_columns", 1, "to_relation"))
        .forEach(column -> known.add(column.name()));
    return shown(
        columns(relation(arguments, "get_missing_columns", 0, "from_relation")).stream()
            .filter(column -> !known.contains(column.name()))
            .toList());
  }

  private static List<Object> shown(List<Column> columns) {
    List<Object> all = new ArrayList<>();
    columns.forEach(column -> all.add(ColumnObject.of(column)));
    return all;
  }

  private Object alreadyExists(Arguments arguments) {
    String schema = text(arguments, "already_exists", 0, "schema");
    String name = text(arguments, "already_exists", 1, "name");
    return warehouse.findRelation(Relation.of(schema, name)).isPresent();
  }

  private Object rename(Arguments arguments) {
    Relation from = relation(arguments, "rename_relation", 0, "from_relation");
    Relation to = relation(arguments, "rename_relation", 1, "to_relation");
    String kind = from.type().equals(Optional.of(RelationType.VIEW)) ? "view" : "table";
    warehouse.query("alter " + kind + " " + from.render() + " rename to " + to.render());
    return null;
  }

  /** dbt-glue's words: table, view or iceberg_table; None for what is not there. */
  private Object tableType(Arguments arguments) {
    return warehouse
        .findRelation(relation(arguments, "get_table_type", 0, "relation"))
        .map(
            found ->
                found.catalog().isPresent()
                    ? "iceberg_table"
                    : found.type().map(RelationType::dbtName).orElse("table"))
        .orElse(null);
  }

  /** The statement that makes a view again under another name. */
  private Object duplicateView(Arguments arguments) {
    Relation from = relation(arguments, "duplicate_view", 0, "from_relation");
    Relation to = relation(arguments, "duplicate_view", 1, "to_relation");
    String made =
        String.valueOf(warehouse.query("show create table " + from.render()).rows().get(0).get(0));
    int name = made.indexOf(from.identifier());
    int end = name + from.identifier().length();
    int start = made.lastIndexOf(' ', Math.max(0, name));
    return name < 0 ? made : made.substring(0, start + 1) + to.render() + made.substring(end);
  }

  /** Keeps the newest snapshot alone, as dbt-glue does. */
  private Object expireSnapshots(Arguments arguments) {
    Relation relation = relation(arguments, "iceberg_expire_snapshots", 0, "relation");
    String name = relation.render();
    Object newest =
        warehouse
            .query("select max(committed_at) from " + name + ".snapshots")
            .rows()
            .get(0)
            .get(0);
    String catalog = relation.catalog().map(text -> text + ".").orElse("");
    String call = "CALL " + catalog + "system.expire_snapshots('" + name + "', timestamp '";
    warehouse.query(call + newest + "')");
    return null;
  }

  private static Object nothing(Runnable action) {
    action.run();
    return null;
  }

  private static Relation relation(Arguments arguments, String function, int index, String name) {
    return RelationObject.require(arguments.require(function, index, name), function);
  }

  private static String text(Arguments arguments, String function, int index, String name) {
    Object value = arguments.require(function, index, name);
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
    return Python.str(value);
  }
}
