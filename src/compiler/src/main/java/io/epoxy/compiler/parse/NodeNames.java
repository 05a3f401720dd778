package io.epoxy.compiler.parse;

import io.epoxy.compiler.cache.Reads;
import io.epoxy.compiler.context.macro.MacroRegistry;
import io.epoxy.compiler.context.node.NodeFacts;
import io.epoxy.compiler.context.node.RefIndex;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.config.SeedFormat;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.relation.FormatFeature;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.TableFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names a node's relation by the project's generate_..._name macros. What they answer counts as it
 * is: the empty text is an empty part of the name, and none leaves the part out, while manifests
 * show it as the text None (dbt-core 1.12 {@code RelationUpdate}).
 */
final class NodeNames {
  private static final Set<String> STORED = Set.of("table", "incremental", "snapshot");

  private static final String DATABASE = "generate_database_name";

  /** What stands in a manifest where a name's part is none. */
  private static final String NONE = "None";

  private final ParseInput input;

  /** Whether a macro of the project or of a package could name a database: ours never does. */
  private final boolean namesDatabases;

  NodeNames(ParseInput input) {
    this.input = input;
    this.namesDatabases =
        input.contexts().macros().all().stream()
            .anyMatch(macro -> macro.name().endsWith(DATABASE) && !MacroRegistry.isInternal(macro));
  }

  boolean areForDatabases() {
    return namesDatabases;
  }

  /** Whether all nodes are named otherwise once a macro is there. */
  static boolean namesDatabases(String macro) {
    return macro.endsWith(DATABASE);
  }

  /** The relation of a node whose config is resolved; {@code reads} is told what that took. */
  Relation relation(NodeInfo info, Optional<ModelNode.Version> version, Reads reads) {
    NodeConfig config = info.config();
    String name = info.name();
    Map<Object, Object> facts =
        NodeFacts.unnamed(info, Relation.of(input.contexts().target().schema(), name));
    version.ifPresent(
        found -> {
          facts.put("version", TemplateValues.toTemplate(found.value()));
          facts.put("latest_version", TemplateValues.toTemplate(found.latest()));
        });
    facts.putIfAbsent("version", null);
    String owner = info.packageName();
    Optional<String> generated =
        namesDatabases
            ? generate(
                input.contexts().nameMacro(owner, DATABASE, reads), config.find("database"), facts)
            : Optional.empty();
    Optional<String> schema =
        generate(
            input.contexts().nameMacro(owner, "generate_schema_name", reads),
            config.find("schema"),
            facts);
    if (schema.isEmpty()) {
      withoutSchema(info);
    }
    if (info.uniqueId().resourceType() == ResourceType.SNAPSHOT) {
      Optional<String> own = config.string("target_schema").filter(text -> !text.isEmpty());
      schema = own.isPresent() ? own : schema;
    }
    if (hasRelation(info) && !input.contexts().target().isGlue()) {
      requireNoDatabase(database(info, generated), schema.orElse(NONE), info);
    }
    facts.put("schema", schema.orElse(null));
    Optional<String> alias =
        generate(
            input.contexts().nameMacro(owner, "generate_alias_name", reads),
            config.find("alias"),
            facts);
    Relation relation =
        Relation.of(schema.orElse(NONE), alias.orElse(NONE))
            .having(new Relation.Parts(schema.isPresent(), alias.isPresent()))
            .quoted(quoting(input.root().quoting(), Map.of()));
    return catalog(info, input.contexts().target()).map(relation::inCatalog).orElse(relation);
  }

  private static String database(NodeInfo info, Optional<String> generated) {
    Optional<String> own =
        info.uniqueId().resourceType() == ResourceType.SNAPSHOT
            ? info.config().string("target_database").filter(name -> !name.isEmpty())
            : Optional.empty();
    return own.or(() -> generated).orElse("");
  }

  /** dbt-core 1.12 {@code is_relational} of parsed nodes. */
  private static boolean hasRelation(NodeInfo info) {
    NodeConfig config = info.config();
    ResourceType type = info.uniqueId().resourceType();
    return type == ResourceType.TEST
        ? config.flag("store_failures", false)
        : type == ResourceType.FUNCTION
            || RefIndex.isRefable(type)
                && config.string("materialized").filter("ephemeral"::equals).isEmpty();
  }

  /** dbt-spark {@code SparkRelation}; that of dbt-glue takes any database and never writes it. */
  private static void requireNoDatabase(String database, String schema, NodeInfo info) {
    if (!database.isEmpty() && !database.equals(schema)) {
      throw new EpoxyException(
          ErrorCode.PROJECT,
          "Cannot set database in spark!\n"
              + info.uniqueId()
              + " would be in the database '"
              + database
              + "'. Let "
              + DATABASE
              + " return none and a snapshot have no target_database; name the schema instead.",
          info.location());
    }
  }

  /** dbt-core 1.12 {@code update_parsed_node_relation_names}. */
  private void withoutSchema(NodeInfo info) {
    String sentence =
        "Node '"
            + info.uniqueId()
            + "' has a schema set to None as a result of a generate_schema_name call.";
    String flag = "require_valid_schema_from_generate_schema_name";
    if (BehaviourFlags.isOn(input.root().flags(), flag)) {
      throw new EpoxyException(
          ErrorCode.PARSING,
          sentence
              + "\nPlease set a valid schema name, or preserve the legacy behavior by setting the"
              + " behavior flag '"
              + flag
              + "' to False.",
          info.location());
    }
    input
        .contexts()
        .settings()
        .messages()
        .message(
            MessageSink.Level.WARN,
            "GenerateSchemaNameNullValueDeprecation",
            sentence + " Please set a valid schema name.");
  }

  private static Optional<String> generate(
      Optional<JinjaCallable> macro, Optional<Object> custom, Map<Object, Object> facts) {
    return macro
        .map(
            found ->
                found.call(Arguments.of(TemplateValues.toTemplate(custom.orElse(null)), facts)))
        .map(value -> Python.str(value).strip());
  }

  /** The root project's quoting with a source's own over it. */
  static Relation.Quoting quoting(Map<String, Object> project, Map<String, Object> own) {
    Map<String, Object> quoting = new HashMap<>(project);
    quoting.putAll(own);
    return new Relation.Quoting(
        Boolean.TRUE.equals(quoting.get("database")),
        Boolean.TRUE.equals(quoting.get("schema")),
        Boolean.TRUE.equals(quoting.get("identifier")));
  }

  /** The catalog that an Iceberg table's name needs; views live in the session catalog. */
  private static Optional<String> catalog(NodeInfo info, Target target) {
    ResourceType type = info.uniqueId().resourceType();
    if (type == ResourceType.SEED) {
      return catalog(SeedFormat.of(info.config(), target), target);
    }
    boolean stored =
        (type == ResourceType.MODEL || type == ResourceType.SNAPSHOT)
            && info.config().string("materialized").filter(STORED::contains).isPresent();
    return stored ? catalog(info.config().string("file_format"), target) : Optional.empty();
  }

  /** The catalog of a format. */
  static Optional<String> catalog(Optional<String> format, Target target) {
    boolean own =
        format
            .flatMap(TableFormat::find)
            .filter(found -> found.supports(FormatFeature.OWN_CATALOG))
            .isPresent();
    return own ? target.icebergCatalog() : Optional.empty();
  }
}
