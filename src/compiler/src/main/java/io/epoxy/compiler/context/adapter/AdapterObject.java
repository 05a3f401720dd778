package io.epoxy.compiler.context.adapter;

import io.epoxy.compiler.context.relation.ColumnObject;
import io.epoxy.compiler.context.relation.RelationObject;
import io.epoxy.compiler.context.template.MembersObject;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code adapter} while nodes are compiled for real: every method asks the warehouse. */
public final class AdapterObject implements JinjaObject {
  private final AdapterBasics basics;
  private final Warehouse warehouse;
  private final MessageSink messages;
  private final Map<String, JinjaCallable> methods = new LinkedHashMap<>();

  public AdapterObject(AdapterBasics basics, Warehouse warehouse, MessageSink messages) {
    this.basics = basics;
    this.warehouse = warehouse;
    this.messages = messages;
    methods.put("get_relation", this::findRelation);
    methods.put("get_columns_in_relation", this::columns);
    methods.put("get_missing_columns", this::missingColumns);
    methods.put("check_schema_exists", this::schemaExists);
    methods.put("already_exists", this::alreadyExists);
    methods.put("create_schema", this::createSchema);
    methods.put("drop_schema", this::dropSchema);
    methods.put("drop_relation", this::dropRelation);
    methods.put("truncate_relation", this::truncate);
    methods.put("rename_relation", this::rename);
    methods.put("list_schemas", arguments -> querySchemas());
    methods.put("list_relations_without_caching", this::listRelations);
    methods.put("list_relations", this::listRelationsOf);
    methods.put("execute", this::execute);
    methods.put("add_query", this::execute);
    methods.put("get_column_schema_from_query", this::columnsOfQuery);
  }

  @Override
  public Optional<Value> attribute(String name) {
    JinjaCallable method = methods.get(name);
    return method != null ? Value.of(method) : basics.attribute(name);
  }

  private Object findRelation(Arguments arguments) {
    String schema = text(arguments, "get_relation", 1, "schema");
    String identifier = text(arguments, "get_relation", 2, "identifier");
    return warehouse
        .findRelation(Relation.of(schema, identifier))
        .map(RelationObject::of)
        .orElse(null);
  }

  private Object columns(Arguments arguments) {
    Object relation = arguments.require("get_columns_in_relation", 0, "relation");
    List<Object> columns = new ArrayList<>();
    if (relation instanceof RelationObject object
        && !object.relation().type().equals(Optional.of(RelationType.CTE))) {
      warehouse.columns(object.relation()).forEach(column -> columns.add(new ColumnObject(column)));
    }
    return columns;
  }

  private Object missingColumns(Arguments arguments) {
    Relation from = relation(arguments, "get_missing_columns", 0, "from_relation");
    Relation to = relation(arguments, "get_missing_columns", 1, "to_relation");
    Set<String> known = new HashSet<>();
    warehouse.columns(to).forEach(column -> known.add(column.name().toLowerCase(Locale.ROOT)));
    List<Object> missing = new ArrayList<>();
    warehouse.columns(from).stream()
        .filter(column -> !known.contains(column.name().toLowerCase(Locale.ROOT)))
        .forEach(column -> missing.add(new ColumnObject(column)));
    return missing;
  }

  private Object schemaExists(Arguments arguments) {
    return warehouse.schemaExists(text(arguments, "check_schema_exists", 1, "schema"));
  }

  private Object alreadyExists(Arguments arguments) {
    String schema = text(arguments, "already_exists", 0, "schema");
    String name = text(arguments, "already_exists", 1, "name");
    return warehouse.findRelation(Relation.of(schema, name)).isPresent();
  }

  private Object createSchema(Arguments arguments) {
    warehouse.createSchema(relation(arguments, "create_schema", 0, "relation").schema());
    return null;
  }

  private Object dropSchema(Arguments arguments) {
    warehouse.dropSchema(relation(arguments, "drop_schema", 0, "relation").schema());
    return null;
  }

  private Object dropRelation(Arguments arguments) {
    warehouse.dropRelation(relation(arguments, "drop_relation", 0, "relation"));
    return null;
  }

  private Object truncate(Arguments arguments) {
    warehouse.query(
        "truncate table " + relation(arguments, "truncate_relation", 0, "relation").render());
    return null;
  }

  private Object rename(Arguments arguments) {
    Relation from = relation(arguments, "rename_relation", 0, "from_relation");
    Relation to = relation(arguments, "rename_relation", 1, "to_relation");
    String kind = from.type().equals(Optional.of(RelationType.VIEW)) ? "view" : "table";
    warehouse.query("alter " + kind + " " + from.render() + " rename to " + to.render());
    return null;
  }

  private Object querySchemas() {
    List<Object> names = new ArrayList<>();
    warehouse.query("show databases").rows().forEach(row -> names.add(row.get(0)));
    return names;
  }

  private Object listRelations(Arguments arguments) {
    return relations(
        relation(arguments, "list_relations_without_caching", 0, "schema_relation").schema());
  }

  private Object listRelationsOf(Arguments arguments) {
    return relations(text(arguments, "list_relations", 1, "schema"));
  }

  private List<Object> relations(String schema) {
    List<Object> all = new ArrayList<>();
    warehouse.listRelations(schema).forEach(relation -> all.add(RelationObject.of(relation)));
    return all;
  }

  private Object execute(Arguments arguments) {
    String sql = text(arguments, "execute", 0, "sql");
    QueryResult result = warehouse.query(sql);
    boolean fetch = Python.isTruthy(arguments.get(2, "fetch", false));
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("_message", "OK");
    response.put("code", "OK");
    response.put("rows_affected", (long) result.rows().size());
    return PyTuple.of(
        new MembersObject("AdapterResponse", response),
        fetch ? new TableObject(result, messages) : TableObject.empty());
  }

  private Object columnsOfQuery(Arguments arguments) {
    String sql = text(arguments, "get_column_schema_from_query", 0, "sql");
    QueryResult result = warehouse.query("select * from (" + sql + ") as epoxy_columns limit 0");
    List<Object> columns = new ArrayList<>();
    result.columns().forEach(column -> columns.add(new ColumnObject(column)));
    return columns;
  }

  private static Relation relation(Arguments arguments, String function, int index, String name) {
    return RelationObject.require(arguments.require(function, index, name), function);
  }

  private static String text(Arguments arguments, String function, int index, String name) {
    return Python.str(arguments.require(function, index, name));
  }

  @Override
  public String typeName() {
    return "RuntimeDatabaseWrapper";
  }
}
