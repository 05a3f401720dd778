package io.epoxy.compiler.parse;

import io.epoxy.compiler.cache.Fact;
import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.context.macro.MacroRegistry;
import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.compiler.context.macro.MacrosInReach;
import io.epoxy.compiler.context.node.StaticCall;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** {@code data_tests:} entries to test nodes (dbt-core 1.12 parser/generic_test_builders.py). */
final class GenericTestParser {
  /** Tests that dbt does not render at parse time: they call nothing but their model. */
  private static final Set<String> SHORT_CUT = Set.of("test_not_null", "test_unique");

  /** Each test's model stands in a call of it. */
  static final String WHERE = "get_where_subquery";

  private final ParseInput input;
  private final NodeSpecs specs;
  private final NodeParser nodes;
  private final MacroCalls calls;
  private final Predicate<UniqueId> wanted;

  GenericTestParser(ParseInput input, NodeSpecs specs, NodeParser nodes) {
    this(input, specs, nodes, id -> true);
  }

  /** For some tests only. */
  GenericTestParser(
      ParseInput input, NodeSpecs specs, NodeParser nodes, Predicate<UniqueId> wanted) {
    this.wanted = wanted;
    this.input = input;
    this.specs = specs;
    this.nodes = nodes;
    this.calls = new MacroCalls(input.contexts());
  }

  /**
   * What tests are written under.
   *
   * @param targetName the middle of a test's name: {@code orders}, {@code orders_v1}, {@code
   *     source_table}
   * @param reference the call that gives the relation: {@code ref('orders')}
   * @param calls the same, resolved at parse time
   * @param prefix {@code source_} for a source
   * @param attached the node that is tested; empty for a source
   * @param group that node's
   * @param inheritedTags tags that its tests have too
   * @param quoteColumns whether columns are quoted that do not say so themselves
   * @param fileKey {@code models.orders}
   */
  record Subject(
      SourceFile file,
      String targetName,
      String reference,
      StaticCall calls,
      String prefix,
      Optional<UniqueId> attached,
      Optional<String> group,
      List<String> inheritedTags,
      boolean quoteColumns,
      String fileKey) {}

  /** Every test of an entry: those of its columns and those of the whole. */
  List<TestNode> parse(Subject subject, YamlMap entry, List<YamlMap> columns, Findings findings) {
    List<TestNode> tests = new ArrayList<>();
    for (YamlMap column : columns) {
      for (YamlNode test : tests(column)) {
        add(subject, Optional.of(column), test, tests, findings);
      }
    }
    for (YamlNode test : tests(entry)) {
      add(subject, Optional.empty(), test, tests, findings);
    }
    return tests;
  }

  private static List<YamlNode> tests(YamlMap entry) {
    List<YamlNode> tests = new ArrayList<>(entry.list("data_tests"));
    tests.addAll(entry.list("tests"));
    return tests;
  }

  private void add(
      Subject subject,
      Optional<YamlMap> column,
      YamlNode test,
      List<TestNode> tests,
      Findings findings) {
    try {
      parse(subject, column, test, findings).ifPresent(tests::add);
    } catch (EpoxyException e) {
      boolean placed = e.location().filter(place -> place.line() > 0).isPresent();
      findings.add(placed ? e : new EpoxyException(e.code(), e.getMessage(), test.location(), e));
    }
  }

  private Optional<TestNode> parse(
      Subject subject, Optional<YamlMap> column, YamlNode written, Findings findings) {
    Optional<String> columnName = column.map(found -> columnName(subject, found));
    TestSyntax syntax = syntax(subject, findings);
    TestEntry entry = read(subject, written, columnName, syntax);
    Map<String, Object> arguments = new LinkedHashMap<>(entry.arguments());
    arguments.put("model", "{{ " + WHERE + "(" + subject.reference() + ") }}");
    String prefixed =
        entry.namespace().map(space -> space + "_").orElse("") + subject.prefix() + entry.test();
    TestNames names =
        entry
            .customName()
            .map(name -> new TestNames(name, name))
            .orElseGet(() -> TestNames.of(prefixed, subject.targetName(), arguments));
    Map<String, Object> config = config(subject, entry, names);
    if (config.containsKey("sql_header") && !isOn("require_sql_header_in_test_configs")) {
      syntax.customKey("sql_header");
    }
    String home = subject.file().project().name();
    Optional<MacroSource> macro = macro(home, entry);
    NodeParser.Spec spec = spec(subject, column, entry, names, arguments, config);
    if (!wanted.test(spec.id())) {
      return Optional.empty();
    }
    String macroName = "test_" + entry.test();
    input.reads().add(spec.id(), List.of(new Readers.Asked(Fact.Kind.TEST_MACRO, home, macroName)));
    boolean shortCut = macro.filter(GenericTestParser::isShortCut).isPresent();
    NodeParser.Parsed parsed =
        shortCut
            ? nodes.parseWithoutRendering(spec)
            : nodes.parseTest(
                spec,
                macro.map(found -> new NodeParser.Reach(macroName, calls.ofTest(home, macroName))));
    NodeCode code =
        macro
            .map(
                found ->
                    shortCut
                        ? called(parsed.code(), subject, found)
                        : parsed
                            .code()
                            .withMacros(
                                called(parsed.code(), found, calls.ofTest(home, macroName))))
            .orElseGet(() -> withoutMacro(parsed.code()));
    return Optional.of(
        new TestNode(
            subject.attached().isEmpty()
                ? parsed.info()
                : parsed.info().toBuilder().group(subject.group()).build(),
            code,
            parsed.relation(),
            Optional.of(new TestNode.GenericTest(entry.test(), entry.namespace(), arguments)),
            subject.attached(),
            columnName,
            Optional.of(subject.fileKey())));
  }

  /** dbt writes the id of the macro that it has not found (dbt-core 1.12 {@code add_macro}). */
  private static NodeCode withoutMacro(NodeCode code) {
    Set<UniqueId> macros = new LinkedHashSet<>(List.of(new UniqueId("None")));
    macros.addAll(code.dependsOnMacros());
    return code.withMacros(macros);
  }

  private TestSyntax syntax(Subject subject, Findings findings) {
    return new TestSyntax(
        isOn("require_generic_test_arguments_property")
            ? TestSyntax.Rule.NESTED
            : TestSyntax.Rule.FLAT,
        subject.file().originalPath(),
        subject.prefix().isEmpty()
            ? subject.fileKey().substring(subject.fileKey().indexOf('.') + 1)
            : subject.targetName(),
        subject.file().project().name(),
        findings);
  }

  private boolean isOn(String flag) {
    return BehaviourFlags.isOn(input.root().flags(), flag);
  }

  private static TestEntry read(
      Subject subject, YamlNode written, Optional<String> columnName, TestSyntax syntax) {
    try {
      return TestEntry.read(written, columnName, syntax);
    } catch (EpoxyException e) {
      String path = subject.file().originalPath();
      String head =
          e.code() == ErrorCode.COMPILATION
              ? "Invalid generic test configuration given in " + path + ": \n"
              : "Invalid test config given in " + path + ":\n\t";
      throw new EpoxyException(e.code(), head + e.getMessage(), e.location().orElse(null), e);
    }
  }

  private static NodeCode called(NodeCode code, Subject subject, MacroSource macro) {
    List<RefCall> refs = subject.calls().ref().map(List::of).orElse(List.of());
    List<List<String>> sources = subject.calls().source().map(List::of).orElse(List.of());
    return new NodeCode(
        code.rawCode(), code.checksum(), refs, sources, List.of(), List.of(macro.id()));
  }

  private NodeParser.Spec spec(
      Subject subject,
      Optional<YamlMap> column,
      TestEntry entry,
      TestNames names,
      Map<String, Object> arguments,
      Map<String, Object> config) {
    SourceFile file = subject.file();
    List<String> fqn = NodeSpecs.foldersOfTests(file);
    fqn.add(names.fullName());
    UniqueId id =
        UniqueId.of(
            ResourceType.TEST,
            file.project().name(),
            names.fullName(),
            TestNames.hash(names.fullName(), entry.namespace(), entry.test(), arguments));
    String macro = entry.namespace().map(space -> space + ".").orElse("") + "test_" + entry.test();
    return new NodeParser.Spec(
        id,
        names.fullName(),
        file.project(),
        names.shortName() + ".sql",
        file.originalPath(),
        fqn,
        "{{ " + macro + "(**_dbt_generic_test_kwargs) }}" + inline(config),
        "",
        Math.max(0, entry.location().line() - 1),
        new Properties(Optional.empty(), entry.description(), Map.of(), Map.of(), Map.of()),
        config,
        tags(subject, column, config),
        Optional.empty(),
        Optional.of(arguments));
  }

  /** A column that asks for quotes reaches the macro with them. */
  private static String columnName(Subject subject, YamlMap column) {
    String name = column.text("name").orElseThrow();
    boolean quoted = column.value("quote").map(Boolean.TRUE::equals).orElse(subject.quoteColumns());
    return quoted ? "`" + name + "`" : name;
  }

  /** The test's own config, rendered; nulls left out. */
  private Map<String, Object> config(Subject subject, TestEntry entry, TestNames names) {
    YamlScope scope = specs.yamlScope(subject.file().project());
    Map<String, Object> config = new LinkedHashMap<>();
    entry
        .config()
        .forEach(
            (key, value) -> {
              Object rendered =
                  value instanceof String ? scope.render(value, key, entry.location()) : value;
              if (rendered != null) {
                config.put(key, rendered);
              }
            });
    if (!names.shortName().equals(names.fullName())) {
      config.putIfAbsent("alias", names.shortName());
    }
    return config;
  }

  /** Tags of the test itself: its own, its column's, its source's; sorted, as dbt does. */
  private static List<String> tags(
      Subject subject, Optional<YamlMap> column, Map<String, Object> config) {
    TreeSet<String> tags = new TreeSet<>(subject.inheritedTags());
    column.ifPresent(
        map -> {
          tags.addAll(Properties.texts(map.value("tags").orElse(null)));
          map.map("config")
              .flatMap(own -> own.value("tags"))
              .ifPresent(own -> tags.addAll(Properties.texts(own)));
        });
    tags.addAll(ownTags(config.get("tags")));
    return new ArrayList<>(new LinkedHashSet<>(tags));
  }

  private static List<String> ownTags(Object value) {
    if (value == null || value instanceof String || value instanceof List<?>) {
      for (Object tag : value instanceof List<?> list ? list : List.of()) {
        if (!(tag instanceof String)) {
          throw wrongTags(tag, "tag, expected a str");
        }
      }
      return Properties.texts(value);
    }
    throw wrongTags(value, "tags, expected a list of strings");
  }

  private static EpoxyException wrongTags(Object value, String what) {
    Object shown = TemplateValues.toTemplateWithDates(value);
    return new EpoxyException(
        ErrorCode.COMPILATION,
        "got " + Python.str(shown) + " (<class '" + Python.typeName(shown) + "'>) for " + what);
  }

  /** dbt writes a test's config into its code. */
  private static String inline(Map<String, Object> config) {
    List<String> parts = new ArrayList<>();
    config.forEach(
        (key, value) ->
            parts.add(
                key
                    + "="
                    + (value instanceof String text
                        ? "\"" + text.replace("\"", "\\\"") + "\""
                        : TemplateValues.str(value))));
    return parts.isEmpty() ? "" : "{{ config(" + String.join(",", parts) + ") }}";
  }

  /**
   * The macro by its name alone: its namespace counts only when the test is compiled. A test
   * without any macro is no error before that (dbt-core 1.12 {@code render_test_update}).
   */
  private Optional<MacroSource> macro(String packageName, TestEntry entry) {
    return input.contexts().macros().findAnywhere(packageName, "test_" + entry.test());
  }

  /**
   * What a test depends on: its macro, and what it calls of all that this macro can reach. While
   * parsing dbt sees no other macro, those that the test's arguments name among them (dbt-core 1.12
   * {@code TestMacroNamespace}).
   */
  private static Set<UniqueId> called(NodeCode code, MacroSource macro, MacrosInReach reach) {
    Set<UniqueId> called = new LinkedHashSet<>(List.of(macro.id()));
    called.addAll(code.dependsOnMacros());
    Set<UniqueId> inReach = new LinkedHashSet<>();
    reach.macros().forEach(one -> inReach.add(one.id()));
    called.retainAll(inReach);
    return called;
  }

  /** Whether the calls of a built-in macro are known without rendering it. */
  private static boolean isShortCut(MacroSource macro) {
    return macro.packageName().equals(MacroRegistry.INTERNAL) && SHORT_CUT.contains(macro.name());
  }
}
