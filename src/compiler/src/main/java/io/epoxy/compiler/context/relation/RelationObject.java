package io.epoxy.compiler.context.relation;

import io.epoxy.compiler.context.template.CallError;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** A relation in a template: {@code this}, {@code ref(..)}, {@code api.Relation.create(..)}. */
public final class RelationObject implements JinjaObject {
  private final Relation relation;
  private final Parts parts;

  private RelationObject(Relation relation, Parts parts) {
    this.relation = Objects.requireNonNull(relation, "relation");
    this.parts = Objects.requireNonNull(parts, "parts");
  }

  public static RelationObject of(Relation relation) {
    return new RelationObject(relation, Parts.ALL);
  }

  /** An ephemeral model's CTE: the identifier alone. */
  public static RelationObject cte(String name) {
    return new RelationObject(
        Relation.of("", name).ofType(RelationType.CTE), Parts.IDENTIFIER_ONLY);
  }

  /** Which parts of the name are written. */
  private record Parts(boolean schema, boolean identifier) {
    static final Parts ALL = new Parts(true, true);
    static final Parts IDENTIFIER_ONLY = new Parts(false, true);
  }

  public Relation relation() {
    return relation;
  }

  /** The relation of a template value. */
  public static Relation require(Object value, String function) {
    if (value instanceof RelationObject object) {
      return object.relation;
    }
    throw CallError.compilation(
        function
            + "() needs a Relation, not '"
            + Python.str(value)
            + "' ("
            + Python.typeName(value)
            + ")");
  }

  @Override
  public Optional<Value> attribute(String name) {
    return switch (name) {
      case "database" -> Value.of(null);
      case "catalog" -> Value.of(relation.catalog().orElse(null));
      case "schema" -> Value.of(parts.schema() ? relation.schema() : null);
      case "identifier", "name", "table" -> Value.of(relation.identifier());
      case "type" -> Value.of(relation.type().map(RelationType::dbtName).orElse(null));
      case "is_table" -> Value.of(is(RelationType.TABLE));
      case "is_view" -> Value.of(is(RelationType.VIEW));
      case "is_cte" -> Value.of(is(RelationType.CTE));
      case "is_materialized_view", "is_pointer" -> Value.of(false);
      case "can_be_renamed", "can_be_replaced" -> Value.of(false);
      case "render" -> method(arguments -> render());
      case "include" -> method(this::include);
      case "quote" -> method(arguments -> this);
      case "incorporate" -> method(this::incorporate);
      case "replace_path" -> method(this::path);
      case "without_identifier" ->
          method(arguments -> new RelationObject(relation, new Parts(true, false)));
      case "add_ephemeral_prefix" ->
          method(a -> "__dbt__cte__" + a.requireString("add_ephemeral_prefix", 0, "name"));
      case "matches" -> method(this::matches);
      case "get" ->
          method(
              a ->
                  attribute(a.requireString("get", 0, "key"))
                      .map(Value::get)
                      .orElse(a.get(1, "default", null)));
      default -> RelationClass.typeConstant(name);
    };
  }

  String render() {
    if (parts.schema() && parts.identifier()) {
      return relation.render();
    }
    Relation bare = Relation.of("", relation.identifier());
    if (parts.identifier()) {
      return bare.render();
    }
    // The schema alone is quoted as an identifier would be.
    String catalog =
        relation.catalog().map(name -> Relation.of("", name).render() + ".").orElse("");
    return parts.schema() && !relation.schema().isEmpty()
        ? catalog + Relation.of("", relation.schema()).render()
        : "";
  }

  private boolean is(RelationType type) {
    return relation.type().equals(Optional.of(type));
  }

  private static Optional<Value> method(JinjaCallable callable) {
    return Value.of(callable);
  }

  private RelationObject include(Arguments arguments) {
    boolean schema = Python.isTruthy(arguments.get(1, "schema", parts.schema()));
    boolean identifier = Python.isTruthy(arguments.get(2, "identifier", parts.identifier()));
    return new RelationObject(relation, new Parts(schema, identifier));
  }

  private RelationObject incorporate(Arguments arguments) {
    RelationObject changed = this;
    if (arguments.keyword().get("path") instanceof java.util.Map<?, ?> path) {
      Object schema = path.containsKey("schema") ? path.get("schema") : relation.schema();
      Object identifier =
          path.containsKey("identifier") ? path.get("identifier") : relation.identifier();
      changed = renamed(schema, identifier);
    }
    Object type = arguments.keyword().get("type");
    return type == null
        ? changed
        : new RelationObject(changed.relation.ofType(RelationClass.type(type)), changed.parts);
  }

  private RelationObject path(Arguments arguments) {
    return renamed(
        arguments.get(1, "schema", relation.schema()),
        arguments.get(2, "identifier", relation.identifier()));
  }

  private RelationObject renamed(Object schema, Object identifier) {
    return new RelationObject(
        new Relation(
            relation.catalog(),
            schema == null ? "" : Python.str(schema),
            Python.str(identifier),
            relation.type()),
        parts);
  }

  private Object matches(Arguments arguments) {
    Object schema = arguments.get(1, "schema", null);
    Object identifier = arguments.get(2, "identifier", null);
    return same(schema, relation.schema()) && same(identifier, relation.identifier());
  }

  private static boolean same(Object wanted, String have) {
    return wanted == null
        || Python.str(wanted).toLowerCase(Locale.ROOT).equals(have.toLowerCase(Locale.ROOT));
  }

  @Override
  public String typeName() {
    return "GlueRelation";
  }

  @Override
  public String asString() {
    return render();
  }

  @Override
  public String asRepr() {
    return "<GlueRelation " + render() + ">";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RelationObject object
        && relation.schema().equals(object.relation.schema())
        && relation.identifier().equals(object.relation.identifier());
  }

  @Override
  public int hashCode() {
    return Objects.hash(relation.schema(), relation.identifier());
  }
}
