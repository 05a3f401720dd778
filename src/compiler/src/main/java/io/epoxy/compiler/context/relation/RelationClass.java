package io.epoxy.compiler.context.relation;

import io.epoxy.compiler.context.template.CallError;
import io.epoxy.compiler.context.template.MembersObject;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.relation.RelationType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code api.Relation}: what can be asked of the class, and so of each relation too. */
public final class RelationClass implements JinjaObject {
  public static final String EPHEMERAL_PREFIX = "__dbt__cte__";

  @Override
  public Optional<Value> attribute(String name) {
    return member(name);
  }

  static Optional<Value> member(String name) {
    return switch (name) {
      case "create" -> Value.of((JinjaCallable) RelationClass::create);
      case "create_from" -> Value.of((JinjaCallable) RelationClass::createFrom);
      case "scd_args" -> Value.of((JinjaCallable) RelationClass::scdArguments);
      case "add_ephemeral_prefix" ->
          Value.of(
              (JinjaCallable)
                  a -> EPHEMERAL_PREFIX + Python.str(a.require("add_ephemeral_prefix", 0, "name")));
      case "get_default_quote_policy" ->
          Value.of((JinjaCallable) arguments -> Policy.QUOTE.toTemplate("SparkQuotePolicy"));
      case "get_default_include_policy" ->
          Value.of((JinjaCallable) arguments -> Policy.INCLUDE.toTemplate("SparkIncludePolicy"));
      case "get_relation_type" -> Value.of(types());
      default -> typeConstant(name);
    };
  }

  /** {@code api.Relation.Table} and so on: dbt's name of a type, as text. */
  private static Optional<Value> typeConstant(String name) {
    return switch (name) {
      case "Table", "View", "CTE", "MaterializedView", "External", "PointerTable", "Function" ->
          Value.of(types().attribute(name).orElseThrow().get());
      default -> Optional.empty();
    };
  }

  private static JinjaObject types() {
    Map<String, Object> types = new LinkedHashMap<>();
    types.put("Table", "table");
    types.put("View", "view");
    types.put("CTE", "cte");
    types.put("MaterializedView", "materialized_view");
    types.put("Ephemeral", "ephemeral");
    types.put("External", "external");
    types.put("PointerTable", "pointer_table");
    types.put("Function", "function");
    return new MembersObject("RelationType", types);
  }

  static Optional<RelationType> type(Object value) {
    if (value == null) {
      return Optional.empty();
    }
    String text = Python.str(value);
    return Optional.of(
        RelationType.find(text)
            .orElseThrow(
                () ->
                    CallError.compilation(
                        "Field \"type\" of type Optional[RelationType] in SparkRelation has invalid"
                            + " value '"
                            + text
                            + "'")));
  }

  private static Object create(Arguments arguments) {
    Map<String, Object> given = arguments.keyword();
    RelationName name =
        new RelationName(
            Optional.empty(),
            RelationName.text(arguments.get(0, "database", null)),
            RelationName.text(arguments.get(1, "schema", null)),
            RelationName.text(arguments.get(2, "identifier", null)));
    return new RelationObject(
        name,
        type(arguments.get(3, "type", null)),
        Policy.QUOTE.with(given.get("quote_policy")),
        Policy.INCLUDE.with(given.get("include_policy")),
        given.get("limit") == null ? Scan.WHOLE : Scan.WHOLE.limitedTo(given.get("limit")));
  }

  /** {@code create_from(quoting, relation_config)}: the config is a node or source as a dict. */
  private static Object createFrom(Arguments arguments) {
    Object config = arguments.require("create_from", 1, "relation_config");
    if (config instanceof RelationObject relation) {
      return relation;
    }
    if (!(config instanceof Map<?, ?> node)) {
      throw CallError.compilation(
          "create_from() needs a node, not '" + Python.typeName(config) + "'");
    }
    Object identifier = node.get("identifier");
    Map<String, Object> named = new LinkedHashMap<>(arguments.keyword());
    named.put("database", node.get("database"));
    named.put("schema", node.get("schema"));
    named.put("identifier", identifier == null ? node.get("alias") : identifier);
    return create(new Arguments(List.of(), named));
  }

  private static Object scdArguments(Arguments arguments) {
    List<Object> all = new ArrayList<>();
    Object key = arguments.require("scd_args", 0, "primary_key");
    if (key instanceof List<?> list) {
      all.addAll(list);
    } else {
      all.add(key);
    }
    all.add(arguments.require("scd_args", 1, "updated_at"));
    return all;
  }

  @Override
  public String typeName() {
    return "type";
  }
}
