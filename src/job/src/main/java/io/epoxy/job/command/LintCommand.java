package io.epoxy.job.command;

import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.engine.text.TwoReadings;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Hook;
import io.epoxy.model.graph.Language;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.RunEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code lint --escapes}: the string literals of what nodes send that mean something else with
 * dbt-glue, whose session took away a level of backslashes. No Spark is started.
 */
final class LintCommand {
  private static final Set<ResourceType> LINTED = CompileCommand.COMPILED;

  private final CommandContext context;
  private final SupposedWarehouse warehouse = new SupposedWarehouse();
  private final Map<List<Object>, EscapeFinding> findings = new LinkedHashMap<>();
  private final Deque<UniqueId> waiting = new ArrayDeque<>();
  private final Set<UniqueId> known = new LinkedHashSet<>();
  private final Set<String> unsure = new LinkedHashSet<>();
  private int failures;

  LintCommand(CommandContext context) {
    this.context = context;
  }

  ExitCode run() {
    List<UniqueId> selected = context.select(LINTED);
    if (selected.isEmpty()) {
      context.events().message(RunEvent.Level.WARN, "NothingToDo", ExecuteCommand.NOTHING_TO_DO);
      return ExitCode.OK;
    }
    selected.forEach(this::add);
    while (!waiting.isEmpty()) {
      Node node = context.manifest().findNode(waiting.remove()).orElseThrow();
      if (node.info().language() != Language.PYTHON) {
        readBothWays(node);
      }
    }
    boolean json =
        context.invocation().flags().text(Flag.OUTPUT).filter("json"::equals).isPresent();
    for (EscapeFinding finding : findings.values()) {
      context.events().output(json ? PlainJson.text(finding.json()) : finding.text());
    }
    summarize();
    return failures > 0
        ? ExitCode.COULD_NOT_RUN
        : findings.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private void add(UniqueId id) {
    if (known.add(id)) {
      waiting.add(id);
    }
  }

  /** First as if no table were there; where that was asked, again as if each were. */
  private void readBothWays(Node node) {
    warehouse.suppose(false);
    boolean isRead = read(node);
    boolean asked = warehouse.wasAskedForTables();
    noteUnsure(node);
    if (isRead && asked) {
      warehouse.suppose(true);
      read(node);
      noteUnsure(node);
    }
  }

  private void noteUnsure(Node node) {
    if (warehouse.wasAskedForRows()) {
      unsure.add(node.name());
    }
  }

  private boolean read(Node node) {
    try {
      CompiledNode compiled =
          context.compiler().compile(context.manifest(), node.uniqueId(), warehouse);
      String sql = compiled.sql();
      for (CompiledNode.ExtraCte cte : compiled.extraCtes()) {
        add(cte.id());
        sql = sql.replace(cte.sql(), cte.sql().replaceAll("[^\n]", " "));
      }
      Map<List<Object>, Integer> ranks = new HashMap<>();
      LiteralPlaces places = LiteralPlaces.of(compiled.node(), context.manifest());
      read(node, "compiled line", sql, Optional.of(places), ranks);
      readHooks(node, "pre-hook", compiled.preHooks(), ranks);
      readHooks(node, "post-hook", compiled.postHooks(), ranks);
      return true;
    } catch (EpoxyException e) {
      failures++;
      context.events().message(RunEvent.Level.ERROR, "LintFailed", NodeRun.describe(e, node));
      return false;
    }
  }

  private void readHooks(
      Node node, String key, List<Hook> hooks, Map<List<Object>, Integer> ranks) {
    for (int i = 0; i < hooks.size(); i++) {
      String part = key + " " + (i + 1) + ", line";
      read(node, part, hooks.get(i).statement().get(), Optional.empty(), ranks);
    }
  }

  /**
   * A literal that is read both ways is one: by its place, or by its rank where it has none.
   *
   * @param ranks how often a literal without a place was seen on this reading
   */
  private void read(
      Node node,
      String part,
      String sql,
      Optional<LiteralPlaces> places,
      Map<List<Object>, Integer> ranks) {
    for (TwoReadings literal : TwoReadings.in(sql)) {
      int line = LiteralPlaces.lineAt(sql, literal.start());
      int column = LiteralPlaces.columnAt(sql, literal.start());
      EscapeFinding finding =
          new EscapeFinding(
              node, part, literal, places.flatMap(p -> p.find(literal, sql)), line, column);
      Object place =
          finding.file().isPresent()
              ? finding.file().get()
              : ranks.merge(List.of(part, literal.literal()), 1, Integer::sum);
      findings.putIfAbsent(List.of(node.uniqueId(), part, literal.literal(), place), finding);
    }
  }

  private void summarize() {
    if (!unsure.isEmpty()) {
      note(
          "Read as if queries had no rows, since Spark is not started: "
              + String.join(", ", unsure)
              + ".");
    }
    if (findings.isEmpty()) {
      note("No string literal means something else with dbt-glue.");
      return;
    }
    Set<UniqueId> nodes =
        findings.values().stream().map(one -> one.node().uniqueId()).collect(Collectors.toSet());
    note(
        findings.size()
            + (findings.size() == 1 ? " string literal in " : " string literals in ")
            + nodes.size()
            + (nodes.size() == 1 ? " node" : " nodes")
            + (findings.size() == 1 ? " means" : " mean")
            + " something else with dbt-glue."
            + whatKeepsIt());
  }

  /** By the keys of dbt_project.yml that the found nodes take configs from. */
  private String whatKeepsIt() {
    Set<ResourceType> types =
        findings.values().stream()
            .map(one -> one.node().resourceType())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(ResourceType.class)));
    String operations =
        types.remove(ResourceType.OPERATION)
            ? " What on-run-start and on-run-end send is always read as it is written."
            : "";
    if (types.isEmpty()) {
      return operations;
    }
    return " The line '+sql_compat: dbt-glue' below "
        + types.stream()
            .map(type -> "'" + section(type) + ":'")
            .collect(Collectors.joining(" and "))
        + " in dbt_project.yml keeps dbt-glue's reading."
        + operations;
  }

  private static String section(ResourceType type) {
    return switch (type) {
      case TEST -> "data_tests";
      case ANALYSIS -> "analyses";
      default -> type.dbtName() + "s";
    };
  }

  private void note(String text) {
    context.events().message(RunEvent.Level.INFO, "Note", text);
  }
}
