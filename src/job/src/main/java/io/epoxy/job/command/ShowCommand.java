package io.epoxy.job.command;

import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.compiler.AdHoc;
import io.epoxy.compiler.ResultTable;
import io.epoxy.engine.MissingPartException;
import io.epoxy.engine.SparkEngine;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.AnalysisNode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.RunStatus;
import io.epoxy.model.result.Timing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@code show}: the first rows of selected nodes, or of a query. Nothing is stored. */
final class ShowCommand {
  private final CommandContext project;

  ShowCommand(CommandContext project) {
    this.project = project;
  }

  ExitCode run() {
    Optional<String> direct = project.invocation().flags().text(Flag.INLINE_DIRECT);
    boolean hasInline =
        project.invocation().flags().text(Flag.INLINE).filter(text -> !text.isEmpty()).isPresent();
    if (direct.isEmpty() && !hasInline && project.invocation().select().isEmpty()) {
      throw new EpoxyException(
          ErrorCode.PROJECT, "Either --select or --inline must be passed to show");
    }
    try {
      return direct.isPresent() ? showDirect(direct.get()) : showNodes();
    } catch (MissingPartException missing) {
      Parts.ask(missing.parts());
      return ExitCode.NEEDS_MORE;
    }
  }

  /** A query as it stands: neither rendered nor part of the project. */
  private ExitCode showDirect(String sql) {
    try (SparkEngine engine = EngineFactory.open(project)) {
      project.events().release();
      QueryResult result = engine.warehouse().query(limited(sql));
      new NodeText(project).shown(directNode(), new ResultTable(result));
    }
    return ExitCode.OK;
  }

  private AnalysisNode directNode() {
    UniqueId id =
        UniqueId.of(ResourceType.SQL_OPERATION, project.manifest().projectName(), "direct-query");
    NodeInfo info = NodeInfo.builder(id, "direct-query", project.manifest().projectName()).build();
    NodeCode code = new NodeCode("", "", List.of(), List.of(), List.of(), List.of());
    return new AnalysisNode(
        info, code, Relation.of("", "direct-query").having(Relation.Parts.IDENTIFIER));
  }

  /** Only a query can be limited; a statement like {@code show tables} is taken as it is. */
  private String limited(String sql) {
    String query = sql.strip().replaceFirst(";\\s*$", "");
    OptionalInt limit = limit();
    boolean isQuery =
        query.regionMatches(true, 0, "select", 0, 6) || query.regionMatches(true, 0, "with", 0, 4);
    return limit.isPresent() && isQuery
        ? "select * from (\n" + query + "\n) limit " + limit.getAsInt()
        : query;
  }

  private OptionalInt limit() {
    int limit = project.invocation().flags().number(Flag.LIMIT).orElseThrow();
    return limit < 0 ? OptionalInt.empty() : OptionalInt.of(limit);
  }

  private ExitCode showNodes() {
    ChosenNodes chosen = ChosenNodes.of(project, CompileCommand.COMPILED);
    CommandContext context = chosen.context();
    if (chosen.tellIfNone()) {
      return ExitCode.OK;
    }
    List<NodeResult> results = new ArrayList<>();
    try (SparkEngine engine = EngineFactory.open(context)) {
      context.events().release();
      chosen.tellConcurrency();
      new LocalSources(context, engine).register(chosen.ids());
      AdHoc adHoc = context.compiler().adHoc(context.manifest(), engine.warehouse());
      NodeText text = new NodeText(context);
      for (UniqueId id : chosen.ids()) {
        Node node = context.manifest().nodes().get(id);
        if (chosen.isAskedFor(node)) {
          results.add(show(node, engine.warehouse(), context, adHoc, text));
        }
      }
    }
    context.artifacts().writeRunResults(results);
    return ExitCode.OK;
  }

  private NodeResult show(
      Node node, Warehouse warehouse, CommandContext context, AdHoc adHoc, NodeText text) {
    Instant start = context.events().clock().instant();
    String sql;
    if (node.resourceType() == ResourceType.SEED) {
      sql = seedQuery(node, warehouse);
    } else {
      CompiledNode compiled = CompileCommand.compiled(node, context, warehouse);
      new CompiledFiles(context).write(compiled, warehouse);
      sql = adHoc.showSql(compiled, limit());
    }
    Instant compiledAt = context.events().clock().instant();
    text.shown(node, new ResultTable(warehouse.query(sql)));
    Instant end = context.events().clock().instant();
    return new NodeResult(
        node.uniqueId(),
        RunStatus.SUCCESS,
        List.of(new Timing("compile", start, compiledAt), new Timing("execute", compiledAt, end)),
        Events.thread(),
        NodeRun.seconds(start, end),
        Map.of(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.of(sql),
        node.relationName(),
        Optional.empty());
  }

  /** A seed is shown from its file, whether or not it was loaded. */
  private String seedQuery(Node node, Warehouse warehouse) {
    Path file = project.setting().folders().project().resolve(node.info().originalFilePath());
    String view = "epoxy_show_" + node.name();
    String delimiter = node.info().config().string("delimiter").orElse(",");
    warehouse.query(
        "create or replace temporary view `"
            + view
            + "` using csv options (path '"
            + escaped(file.toString())
            + "', header 'true', inferSchema 'true', sep '"
            + escaped(delimiter)
            + "', multiLine 'true', escape '\"')");
    OptionalInt limit = limit();
    return "select * from `" + view + "`" + (limit.isPresent() ? " limit " + limit.getAsInt() : "");
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }
}
