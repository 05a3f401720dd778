package io.epoxy.compiler.context.relation;

import io.epoxy.compiler.context.template.CallError;
import io.epoxy.compiler.context.template.PythonSignature;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.MappingObject;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import io.epoxy.model.relation.TableFormat;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A relation in a template: {@code this}, {@code ref(..)}, {@code api.Relation.create(..)}.
 * Immutable. Rules: dbt-adapters {@code BaseRelation} with dbt-spark {@code SparkRelation}.
 */
public final class RelationObject implements MappingObject {
  private static final List<String> PARTS = List.of("database", "schema", "identifier");

  private static final PythonSignature INCLUDE =
      PythonSignature.of("BaseRelation.include(self, database=, schema=, identifier=)");
  private static final PythonSignature QUOTE =
      PythonSignature.of("BaseRelation.quote(self, database=, schema=, identifier=)");

  private final RelationName name;
  private final Optional<RelationType> type;
  private final Policy quote;
  private final Policy include;
  private final Scan scan;
  private final Optional<TableFormat> format;

  RelationObject(
      RelationName name, Optional<RelationType> type, Policy quote, Policy include, Scan scan) {
    this(name, type, quote, include, scan, Optional.empty());
  }

  private RelationObject(
      RelationName name,
      Optional<RelationType> type,
      Policy quote,
      Policy include,
      Scan scan,
      Optional<TableFormat> format) {
    this.name = name;
    this.type = type;
    this.quote = quote;
    this.include = include;
    this.scan = scan;
    this.format = format;
  }

  public static RelationObject of(Relation relation) {
    return of(relation, Scan.WHOLE);
  }

  /** A relation of which only some rows are read. */
  public static RelationObject of(Relation relation, Scan scan) {
    RelationName name =
        new RelationName(
            relation.catalog(),
            Optional.empty(),
            Optional.of(relation.schema()).filter(part -> relation.parts().schema()),
            Optional.of(relation.identifier()).filter(part -> relation.parts().identifier()));
    Relation.Quoting quoting = relation.quoting();
    Policy quote = new Policy(quoting.database(), quoting.schema(), quoting.identifier());
    return new RelationObject(
        name, relation.type(), quote, Policy.INCLUDE, scan, relation.format());
  }

  /** The CTE of an ephemeral model; {@code identifier} is the model's own. */
  public static RelationObject cte(String identifier, Scan scan) {
    RelationName name =
        new RelationName(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(RelationClass.EPHEMERAL_PREFIX + identifier));
    return new RelationObject(
        name, Optional.of(RelationType.CTE), Policy.QUOTE, Policy.INCLUDE, scan);
  }

  /** A view of the session: it has no schema. */
  public static RelationObject temporaryView(String identifier) {
    return of(
        Relation.of("", identifier).ofType(RelationType.VIEW).having(Relation.Parts.IDENTIFIER));
  }

  /** The noun behind it; a part that the name has not is empty text. */
  public Relation relation() {
    return new Relation(
        name.catalog(),
        name.schema().orElse(""),
        name.identifier().orElse(""),
        type,
        format,
        new Relation.Quoting(quote.database(), quote.schema(), quote.identifier()),
        new Relation.Parts(name.schema().isPresent(), name.identifier().isPresent()));
  }

  /** The relation of a template value. */
  public static Relation require(Object value, String function) {
    if (value instanceof RelationObject object) {
      return object.relation();
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
  public Optional<Value> attribute(String attribute) {
    return switch (attribute) {
      case "database" -> Value.of(name.database().orElse(null));
      case "catalog" -> Value.of(name.catalog().orElse(null));
      case "schema" -> Value.of(name.schema().orElse(null));
      case "identifier", "name", "table" -> Value.of(name.identifier().orElse(null));
      case "type" -> Value.of(type.map(RelationType::dbtName).orElse(null));
      case "is_table" -> Value.of(is(RelationType.TABLE));
      case "is_view" -> Value.of(is(RelationType.VIEW));
      case "is_cte" -> Value.of(is(RelationType.CTE));
      case "is_materialized_view" -> Value.of(is(RelationType.MATERIALIZED_VIEW));
      case "is_pointer" -> Value.of(is(RelationType.POINTER_TABLE));
      case "is_function" -> Value.of(is(RelationType.FUNCTION));
      case "is_iceberg" ->
          Value.of(name.catalog().isPresent() ? Boolean.TRUE : isStored(TableFormat.ICEBERG));
      case "is_delta" -> Value.of(isStored(TableFormat.DELTA));
      case "is_hudi" -> Value.of(isStored(TableFormat.HUDI));
      case "information", "event_time_filter" -> Value.of(null);
      case "renameable_relations", "replaceable_relations" -> Value.of(PyTuple.copyOf(List.of()));
      case "can_be_renamed", "can_be_replaced", "dbt_created", "require_alias" -> Value.of(false);
      case "quote_character" -> Value.of("`");
      case "quote_policy" -> Value.of(quote.toTemplate("Policy"));
      case "include_policy" -> Value.of(include.toTemplate("SparkIncludePolicy"));
      case "limit" -> Value.of(scan.limit().map(Integer::longValue).orElse(null));
      case "path" -> Value.of(new NameParts("Path", path()));
      default -> method(attribute);
    };
  }

  private Optional<Value> method(String attribute) {
    JinjaCallable method =
        switch (attribute) {
          case "render" -> arguments -> render();
          case "render_limited", "render_event_time_filtered" -> arguments -> asString();
          case "include" -> INCLUDE.checking(a -> withPolicies(quote, changed(include, a)));
          case "quote" -> QUOTE.checking(a -> withPolicies(changed(quote, a), include));
          case "quoted" -> a -> Identifiers.quote(Python.str(a.require("quoted", 0, "identifier")));
          case "incorporate", "replace" -> this::incorporate;
          case "replace_path" -> arguments -> named(name.with(arguments.keyword()));
          case "without_identifier" -> arguments -> withoutIdentifier();
          case "information_schema" -> this::informationSchema;
          case "information_schema_only" -> arguments -> informationSchema(Arguments.of());
          case "matches" -> this::matches;
          case "get" -> this::find;
          case "to_dict" -> arguments -> facts();
          default -> null;
        };
    return method == null ? RelationClass.member(attribute) : Value.of(method);
  }

  String render() {
    if (include.database() && include.schema()) {
      throw CallError.compilation(
          "Got a spark relation with schema and database set to include, but only one can be set");
    }
    return name.render(quote, include);
  }

  private boolean is(RelationType wanted) {
    return type.isPresent() && type.get() == wanted;
  }

  /** None where no catalog was asked, as in dbt-spark. */
  private Boolean isStored(TableFormat wanted) {
    return format.map(wanted::equals).orElse(null);
  }

  private static Policy changed(Policy policy, Arguments arguments) {
    return policy.with(
        arguments.get(0, "database", null),
        arguments.get(1, "schema", null),
        arguments.get(2, "identifier", null));
  }

  private RelationObject withPolicies(Policy newQuote, Policy newInclude) {
    return new RelationObject(name, type, newQuote, newInclude, scan, format);
  }

  private RelationObject named(RelationName newName) {
    return new RelationObject(newName, type, quote, include, scan, format);
  }

  private RelationObject withoutIdentifier() {
    Policy schemaOnly = new Policy(include.database(), include.schema(), false);
    RelationName rest =
        new RelationName(name.catalog(), name.database(), name.schema(), Optional.empty());
    return new RelationObject(rest, type, quote, schemaOnly, scan, format);
  }

  private RelationObject incorporate(Arguments arguments) {
    Map<String, Object> given = arguments.keyword();
    RelationName newName =
        given.get("path") instanceof NameParts path
            ? name.with(path.parts())
            : given.get("path") instanceof Map<?, ?> path ? name.with(path) : name;
    Optional<RelationType> newType =
        given.containsKey("type") ? RelationClass.type(given.get("type")) : type;
    return new RelationObject(
        newName,
        newType,
        quote.with(given.get("quote_policy")),
        include.with(given.get("include_policy")),
        given.containsKey("limit") ? scan.limitedTo(given.get("limit")) : scan,
        format);
  }

  /** {@code [database.]INFORMATION_SCHEMA[.view]}, as BaseRelation names it. */
  private RelationObject informationSchema(Arguments arguments) {
    Object view = arguments.get(0, "view_name", null);
    String identifier = "INFORMATION_SCHEMA" + (view instanceof String text ? "." + text : "");
    RelationName plain =
        new RelationName(
            Optional.empty(), Optional.empty(), Optional.of(identifier), Optional.empty());
    return new RelationObject(
        plain, Optional.of(RelationType.VIEW), Policy.QUOTE, Policy.INCLUDE, Scan.WHOLE);
  }

  private Object matches(Arguments arguments) {
    boolean exact = true;
    boolean approximate = true;
    boolean searched = false;
    for (int i = 0; i < PARTS.size(); i++) {
      String part = PARTS.get(i);
      Object wanted = arguments.get(i, part, null);
      if (wanted != null) {
        searched = true;
        String text = Python.str(wanted);
        exact &= name.find(part).equals(Optional.of(text));
        approximate &= name.isSameInLowerCase(part, text);
      }
    }
    if (!searched) {
      throw CallError.compilation("Tried to match relation, but no search path was passed!");
    }
    if (approximate && !exact) {
      throw CallError.compilation(
          "When searching for a relation, dbt found an approximate match. Instead of guessing \n"
              + "which relation to use, dbt will move on. Please delete "
              + render()
              + ", or rename it to be less ambiguous."
              + "\nSearched for: "
              + searched(arguments)
              + "\nFound: "
              + render());
    }
    return exact;
  }

  private static String searched(Arguments arguments) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < PARTS.size(); i++) {
      Object wanted = arguments.get(i, PARTS.get(i), null);
      if (wanted != null) {
        parts.add(Python.str(wanted));
      }
    }
    return String.join(".", parts);
  }

  /** dbt_utils knows a relation by its metadata. */
  private Object find(Arguments arguments) {
    Object key = arguments.require("get", 0, "key");
    return key.equals("metadata")
        ? new LinkedHashMap<Object, Object>(Map.of("type", typeName()))
        : item(key).map(Value::get).orElse(arguments.get(1, "default", null));
  }

  private Map<String, Object> path() {
    Map<String, Object> path = new LinkedHashMap<>();
    PARTS.forEach(part -> path.put(part, name.find(part).orElse(null)));
    return path;
  }

  private Map<Object, Object> facts() {
    Map<Object, Object> facts = new LinkedHashMap<>();
    facts.put("path", path());
    facts.put("type", type.map(RelationType::dbtName).orElse(null));
    facts.put("quote_character", "`");
    facts.put("include_policy", include.toDict());
    facts.put("quote_policy", quote.toDict());
    facts.put("dbt_created", false);
    facts.put("limit", scan.limit().map(Integer::longValue).orElse(null));
    for (String later : List.of("require_alias", "catalog", "is_delta", "is_hudi", "is_iceberg")) {
      facts.put(later, attribute(later).map(Value::get).orElse(null));
    }
    return facts;
  }

  /** It has the face of a mapping, but may not be gone through (dbt-adapters FakeAPIObject). */
  @Override
  public Optional<Iterator<Object>> iterate() {
    throw NameParts.usedAsDict(asString());
  }

  @Override
  public Optional<Integer> length() {
    throw NameParts.usedAsDict(asString());
  }

  @Override
  public String typeName() {
    return "GlueRelation";
  }

  @Override
  public String asString() {
    return is(RelationType.FUNCTION) ? render() : scan.of(render());
  }

  @Override
  public String asRepr() {
    return "<GlueRelation " + render() + ">";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RelationObject object
        && name.equals(object.name)
        && type.equals(object.type)
        && quote.equals(object.quote)
        && include.equals(object.include)
        && scan.equals(object.scan);
  }

  @Override
  public int hashCode() {
    return Objects.hash(render());
  }
}
