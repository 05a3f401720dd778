package io.epoxy.compiler.compile;

import io.epoxy.compiler.context.ContextFactory;
import io.epoxy.compiler.context.macro.NodeScope;
import io.epoxy.compiler.context.node.Execution;
import io.epoxy.compiler.context.node.StaticCall;
import io.epoxy.compiler.context.node.UnitTestInputs;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.CompiledNode.ExtraCte;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.graph.UnitTest;
import io.epoxy.model.graph.UnitTestNode;
import io.epoxy.model.relation.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A unit test to the SQL of its model with CTEs of the given rows in place of what the model reads
 * (dbt-core 1.12 parser/unit_tests.py).
 */
final class UnitTestCompiler {
  private final ContextFactory contexts;
  private final Execution.Compilation compilation;
  private final InputColumns columns;
  private final UnitTestNode node;
  private final Map<UniqueId, Given> inputs = new LinkedHashMap<>();

  UnitTestCompiler(
      ContextFactory contexts,
      Execution.Compilation compilation,
      InputColumns columns,
      UnitTestNode node) {
    this.contexts = contexts;
    this.compilation = compilation;
    this.columns = columns;
    this.node = node;
    node.test().given().forEach(this::add);
  }

  /**
   * What some rows stand in for.
   *
   * @param cte the name without dbt's prefix
   */
  private record Given(String name, String cte, UnitTest.Rows rows) {}

  /**
   * Compiles the test.
   *
   * @param templates renders a text of the node
   * @throws EpoxyException in dbt's words when a template fails or rows do not fit
   */
  CompiledNode compile(Templates templates) {
    Execution execution = new Execution(node, compilation);
    Map<UniqueId, String> names = new LinkedHashMap<>();
    inputs.forEach((id, given) -> names.put(id, given.cte()));
    UnitTestInputs read = new UnitTestInputs(node, compilation.index(), names);
    NodeScope scope = contexts.unitTestScope(execution, read);
    String own = NodeCompiler.guarded(node, () -> templates.render(node.code().rawCode(), scope));
    List<ExtraCte> ctes = new ArrayList<>();
    for (UniqueId id : read.used()) {
      Given given = inputs.get(id);
      String rows = NodeCompiler.guarded(node, () -> rows(id, given, templates, scope));
      ctes.add(new ExtraCte(id, CteInjector.cte(given.cte(), rows)));
    }
    return new CompiledNode(node, CteInjector.inject(own, ctes), List.of(), List.of(), List.of());
  }

  /** Renders a text in a scope. */
  @FunctionalInterface
  interface Templates {
    String render(String text, NodeScope scope);
  }

  private String rows(UniqueId id, Given given, Templates templates, NodeScope scope) {
    Optional<String> sql = given.rows().sql();
    if (sql.isPresent()) {
      return templates.render(sql.get(), scope);
    }
    List<Column> known = columns(id);
    return new FixtureRows("'" + given.name() + "'", known, place()).whole(given.rows().records());
  }

  private List<Column> columns(UniqueId id) {
    SourceTable source = compilation.manifest().sources().get(id);
    return source != null
        ? columns.of(source, place())
        : columns.of(compilation.manifest().nodes().get(id), place());
  }

  private SourceLocation place() {
    return node.info().location();
  }

  private void add(UnitTest.Input given) {
    String input = given.input().strip();
    if (input.equals("this")) {
      addNode(node.tested(), given);
      return;
    }
    StaticCall call =
        StaticCall.parse(input)
            .orElseThrow(
                () ->
                    invalid(
                        "Unit test given inputs must be either a 'ref', 'source' or 'this' call."
                            + " Got: '"
                            + given.input()
                            + "'."));
    String home = node.info().packageName();
    UniqueId id =
        call.ref()
            .flatMap(ref -> compilation.index().findRef(ref, home))
            .or(
                () ->
                    call.source()
                        .flatMap(
                            names ->
                                compilation.index().findSource(names.get(0), names.get(1), home)))
            .orElseThrow(
                () ->
                    invalid(
                        "Unit test '"
                            + node.test().name()
                            + "' had an input ("
                            + given.input()
                            + ") which was not found in the manifest."));
    SourceTable source = compilation.manifest().sources().get(id);
    if (source == null) {
      addNode(compilation.manifest().nodes().get(id), given);
    } else {
      String cte = source.sourceName() + "__" + source.name();
      inputs.put(id, new Given(source.name(), cte, given.rows()));
    }
  }

  private void addNode(Node input, UnitTest.Input given) {
    String cte = input.relation().identifier();
    inputs.put(input.uniqueId(), new Given(input.name(), cte, given.rows()));
  }

  private EpoxyException invalid(String sentence) {
    return new EpoxyException(ErrorCode.PARSING, sentence, place());
  }
}
