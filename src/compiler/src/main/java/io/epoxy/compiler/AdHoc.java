package io.epoxy.compiler;

import io.epoxy.compiler.compile.NodeCompiler;
import io.epoxy.compiler.context.ContextFactory;
import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.compiler.context.macro.NodeScope;
import io.epoxy.compiler.context.node.NodeFacts;
import io.epoxy.compiler.context.node.ParseRecord;
import io.epoxy.compiler.context.node.RefIndex;
import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.compiler.context.template.TemplateError;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.AnalysisNode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.HookNode;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the command line brings to a parsed project: a macro to call, a query to compile. */
public final class AdHoc {
  /** dbt's name of a query that stands on the command line. */
  public static final String INLINE = "inline_query";

  private final ContextFactory contexts;
  private final Manifest manifest;
  private final NodeCompiler nodes;

  AdHoc(ContextFactory contexts, Manifest manifest, NodeCompiler nodes) {
    this.contexts = contexts;
    this.manifest = manifest;
    this.nodes = nodes;
  }

  /** Whether a text has to be rendered. */
  public static boolean isTemplate(String text) {
    return DbtJinja.isTemplate(text);
  }

  /** A macro by its name, of one package or of any. */
  public Optional<UniqueId> findMacro(Optional<String> packageName, String name) {
    return find(packageName, name).map(MacroSource::id);
  }

  private Optional<MacroSource> find(Optional<String> packageName, String name) {
    return packageName.isPresent()
        ? contexts.macros().findIn(packageName.get(), name)
        : contexts.macros().findAnywhere(name);
  }

  /**
   * Calls a macro as an operation: everything may be queried, every node may be reffed.
   *
   * @param arguments by the macro's parameters; see {@link io.epoxy.model.config.Data}
   * @throws EpoxyException when there is no such macro, or it fails
   */
  public void run(Optional<String> packageName, String name, Map<String, Object> arguments) {
    MacroSource macro =
        find(packageName, name)
            .orElseThrow(
                () ->
                    new EpoxyException(
                        ErrorCode.PROJECT,
                        "dbt could not find a macro with the name \""
                            + name
                            + "\" in "
                            + packageName
                                .map(owner -> "the \"" + owner + "\" package")
                                .orElse("any package")));
    NodeInfo info =
        NodeInfo.builder(macro.id(), name, packageName.orElse(manifest.projectName()))
            .files(macro.location().path(), macro.location().path())
            .build();
    NodeCode code = new NodeCode("", "", List.of(), List.of(), List.of(), List.of());
    HookNode operation = new HookNode(info, code, relation(name), 0);
    nodes.call(operation, Optional.empty(), macro, arguments);
  }

  /**
   * The manifest with one more node, the query.
   *
   * @throws EpoxyException when its template fails, or refers to what is not there
   */
  public Manifest withInline(String sql) {
    String project = manifest.projectName();
    NodeInfo info =
        NodeInfo.builder(inlineId(), INLINE, project)
            .files("sql/" + INLINE, "from remote system.sql")
            .fqn(List.of(project, "sql", INLINE))
            .config(new NodeConfig(Map.of("materialized", "view")))
            .build();
    ParseRecord record = new ParseRecord();
    NodeScope scope = contexts.parseScope(info, relation(INLINE), record);
    NodeCode written = new NodeCode(sql, "", List.of(), List.of(), List.of(), List.of());
    scope.putLazily("model", () -> NodeFacts.parsing(info, relation(INLINE), written));
    try {
      DbtJinja.engine().parse(info.originalFilePath(), sql).render(scope);
    } catch (JinjaException e) {
      throw TemplateError.inNode(
          e, "sql_operation " + INLINE + " (" + info.originalFilePath() + ")", info.path());
    }
    NodeCode code =
        new NodeCode(sql, "", record.refs(), record.sources(), parents(record), record.macros());
    return manifest.withNode(new AnalysisNode(info, code, relation(INLINE)));
  }

  /** The id of the node that {@link #withInline} adds. */
  public UniqueId inlineId() {
    return UniqueId.of(ResourceType.SQL_OPERATION, manifest.projectName(), INLINE);
  }

  /** The query that previews a node: macro get_show_sql, which a project may override. */
  public String showSql(CompiledNode node, OptionalInt limit) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("compiled_code", node.sql());
    arguments.put("sql_header", node.node().info().config().find("sql_header").orElse(null));
    arguments.put("limit", limit.isPresent() ? (Object) (long) limit.getAsInt() : null);
    MacroSource macro = contexts.macros().findAnywhere("get_show_sql").orElseThrow();
    return Python.str(nodes.call(node.node(), Optional.of(node), macro, arguments));
  }

  private Relation relation(String name) {
    return Relation.of(contexts.target().schema(), name);
  }

  private List<UniqueId> parents(ParseRecord record) {
    RefIndex index = RefIndex.of(manifest, contexts.searchOrder());
    List<UniqueId> parents = new ArrayList<>();
    for (RefCall call : record.refs()) {
      parents.add(
          index
              .findRef(call, manifest.projectName())
              .orElseThrow(() -> missing("node named '" + call.name() + "'")));
    }
    for (List<String> call : record.sources()) {
      parents.add(
          index
              .findSource(call.get(0), call.get(1), manifest.projectName())
              .orElseThrow(() -> missing("source named '" + String.join(".", call) + "'")));
    }
    return parents;
  }

  private EpoxyException missing(String what) {
    return new EpoxyException(
        ErrorCode.COMPILATION,
        "Sql_Operation '"
            + inlineId()
            + "' (from remote system.sql) depends on a "
            + what
            + " which was not found");
  }
}
