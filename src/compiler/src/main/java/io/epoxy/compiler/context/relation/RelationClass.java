package io.epoxy.compiler.context.relation;

import io.epoxy.compiler.context.template.CallError;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import java.util.Locale;
import java.util.Optional;

/** {@code api.Relation}. */
public final class RelationClass implements JinjaObject {
  @Override
  public Optional<Value> attribute(String name) {
    return switch (name) {
      case "create" -> Value.of((JinjaCallable) RelationClass::create);
      case "create_from" ->
          Value.of(
              (JinjaCallable)
                  arguments ->
                      RelationObject.of(
                          RelationObject.require(arguments.get(1, "node", null), "create_from")));
      case "get_relation_type" -> Value.of(new RelationClass());
      case "scd_args" -> Value.of((JinjaCallable) RelationClass::scdArguments);
      default -> typeConstant(name);
    };
  }

  static Optional<JinjaObject.Value> typeConstant(String name) {
    return switch (name) {
      case "Table", "View", "CTE", "External" ->
          JinjaObject.Value.of(name.toLowerCase(Locale.ROOT));
      case "MaterializedView" -> JinjaObject.Value.of("materialized_view");
      default -> Optional.empty();
    };
  }

  static RelationType type(Object value) {
    String text = Python.str(value).toUpperCase(Locale.ROOT);
    for (RelationType type : RelationType.values()) {
      if (type.name().equals(text)) {
        return type;
      }
    }
    throw CallError.compilation("'" + Python.str(value) + "' is not a valid RelationType");
  }

  private static Object create(Arguments arguments) {
    Object schema = arguments.get(1, "schema", null);
    Object identifier = arguments.get(2, "identifier", null);
    Object type = arguments.get(3, "type", null);
    // A relation without identifier names a schema; the blank never reaches SQL.
    Relation relation =
        Relation.of(
            schema == null ? "" : Python.str(schema),
            identifier == null ? "_" : Python.str(identifier));
    RelationObject made = RelationObject.of(type == null ? relation : relation.ofType(type(type)));
    return identifier == null
        ? made.attribute("without_identifier")
            .map(value -> ((JinjaCallable) value.get()).call(Arguments.of()))
            .orElse(made)
        : made;
  }

  private static Object scdArguments(Arguments arguments) {
    java.util.List<Object> all = new java.util.ArrayList<>();
    Object key = arguments.require("scd_args", 0, "primary_key");
    if (key instanceof java.util.List<?> list) {
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
