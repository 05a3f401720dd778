package io.epoxy.compiler;

import io.epoxy.compiler.compile.NodeCompiler;
import io.epoxy.compiler.context.ContextFactory;
import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.compiler.context.macro.NodeScope;
import io.epoxy.compiler.context.node.NodeFacts;
import io.epoxy.compiler.context.relation.RelationObject;
import io.epoxy.compiler.context.table.TableObject;
import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.compiler.context.template.TemplateError;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.lib.time.PyDateTime;
import io.epoxy.jinja.value.FrozenDict;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.HookNode;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.result.SourceAge;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How fresh sources are, by macros that a project may have of its own. Thread-safe. The sentences
 * are those of dbt-adapters, {@code calculate_freshness} and what it calls.
 */
public final class FreshnessMacros {
  private final ContextFactory contexts;
  private final NodeCompiler nodes;
  private final Warehouse warehouse;

  FreshnessMacros(ContextFactory contexts, NodeCompiler nodes, Warehouse warehouse) {
    this.contexts = contexts;
    this.nodes = nodes;
    this.warehouse = warehouse;
  }

  /**
   * What a macro found out.
   *
   * @param response the adapter's words on the query, for sources.json
   */
  public record Answer(SourceAge age, Map<String, Object> response) {}

  /**
   * The newest value of a column, or of an expression.
   *
   * @throws EpoxyException when the query fails, or does not answer a time
   */
  public Answer byField(SourceTable source, String field) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("source", RelationObject.of(source.relation()));
    arguments.put("loaded_at_field", field);
    arguments.put(
        "filter", source.freshness().map(criteria -> criteria.get("filter")).orElse(null));
    return ask("collect_freshness", source, arguments);
  }

  /** As {@link #byField}: what a query answers, which may name the source {@code this}. */
  public Answer byQuery(SourceTable source, String query) {
    NodeScope scope = scope(source);
    String sql =
        guarded(
            source,
            () -> DbtJinja.engine().parse(source.info().originalFilePath(), query).render(scope));
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("source", RelationObject.of(source.relation()));
    arguments.put("loaded_at_query", sql);
    return ask("collect_freshness_custom_sql", source, arguments);
  }

  private Answer ask(String name, SourceTable source, Map<String, Object> arguments) {
    MacroSource macro = contexts.macros().findAnywhere(name).orElseThrow();
    NodeScope scope = scope(source);
    Object returned =
        guarded(source, () -> scope.bind(macro).call(new Arguments(List.of(), arguments)));
    if (returned instanceof TableObject table) {
      tellOldSignature();
      return new Answer(age(name, table), Map.of());
    }
    if (returned instanceof FrozenDict result && member(result, "table") instanceof TableObject t) {
      return new Answer(age(name, t), NodeMacros.response(member(result, "response")));
    }
    throw new EpoxyException(ErrorCode.COMPILATION, invalid(name, Python.str(returned)));
  }

  private static Object member(FrozenDict result, String key) {
    return result.item(key).map(JinjaObject.Value::get).orElse(null);
  }

  private void tellOldSignature() {
    contexts
        .settings()
        .messages()
        .message(
            MessageSink.Level.WARN,
            "CollectFreshnessReturnSignature",
            "The 'collect_freshness' macro signature has changed to return the full query result,"
                + " rather than just a table of values. See the v1.5 migration guide for details on"
                + " how to update your custom macro:"
                + " https://docs.getdbt.com/guides/migration/versions/upgrading-to-v1.5");
  }

  private static SourceAge age(String macro, TableObject table) {
    List<List<Object>> rows = table.data();
    if (rows.size() != 1 || rows.get(0).size() != 2) {
      List<Object> shown = new ArrayList<>();
      rows.forEach(row -> shown.add(PyTuple.copyOf(row)));
      throw new EpoxyException(ErrorCode.COMPILATION, invalid(macro, Python.repr(shown)));
    }
    Object loaded = rows.get(0).get(0);
    Instant loadedAt = loaded == null ? SourceAge.NEVER : moment(loaded, "last_modified");
    return new SourceAge(loadedAt, moment(rows.get(0).get(1), "snapshotted_at"));
  }

  private static String invalid(String macro, String result) {
    return "Got an invalid result from \"" + macro + "\" macro: " + result;
  }

  /** A time without a zone is one in UTC. */
  private static Instant moment(Object value, String field) {
    if (value instanceof PyDateTime time) {
      return time.zone().isEmpty()
          ? time.local().toInstant(ZoneOffset.UTC)
          : time.atOffset().toInstant();
    }
    String received =
        value == null
            ? "' of table None but received value 'null' instead"
            : "' of table None but received value of type '" + Python.typeName(value) + "' instead";
    String expected = value == null ? "a non-null" : "a timestamp";
    throw new EpoxyException(
        ErrorCode.DATABASE,
        "Expected " + expected + " value when querying field '" + field + received);
  }

  /** The names of a source's templates (dbt-core 1.12 {@code SourceContext}). */
  private NodeScope scope(SourceTable source) {
    NodeInfo of = source.info();
    NodeInfo info =
        NodeInfo.builder(
                UniqueId.of(ResourceType.OPERATION, of.packageName(), of.name()),
                of.name(),
                of.packageName())
            .files(of.path(), of.originalFilePath())
            .config(of.config())
            .location(of.location())
            .build();
    NodeCode code = new NodeCode("", "", List.of(), List.of(), List.of(), List.of());
    HookNode asking = new HookNode(info, code, source.relation(), 0);
    NodeScope scope =
        nodes.building(new CompiledNode(asking, "", List.of(), List.of(), List.of()), warehouse);
    scope.put("this", RelationObject.of(source.relation()));
    scope.putLazily("model", () -> NodeFacts.source(source));
    scope.putLazily("source_node", () -> NodeFacts.source(source));
    return scope;
  }

  private static <T> T guarded(SourceTable source, Supplier<T> work) {
    String path = source.info().originalFilePath();
    try {
      return work.get();
    } catch (JinjaException e) {
      throw TemplateError.inNode(e, "source " + source.name() + " (" + path + ")", path);
    }
  }
}
