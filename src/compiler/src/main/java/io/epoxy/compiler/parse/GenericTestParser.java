package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.context.macro.NodeScope;
import io.epoxy.compiler.context.node.TestArguments;
import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.config.ConfigMerge;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code data_tests:} entries to test nodes. */
final class GenericTestParser {
  private final ParseInput input;
  private final ResourceParsers resources;

  GenericTestParser(ParseInput input, ResourceParsers resources) {
    this.input = input;
    this.resources = resources;
  }

  /**
   * What tests are written under.
   *
   * @param targetName the middle of a test's name: {@code orders}, {@code orders_v1}, {@code
   *     source_table}
   * @param reference the call that gives the relation: {@code ref('orders')}
   * @param prefix {@code source_} for a source
   * @param inheritedTags tags that its tests have too
   * @param fileKey {@code models.orders}
   */
  record Subject(
      UniqueId id,
      SourceFile file,
      String targetName,
      String reference,
      String prefix,
      List<String> inheritedTags,
      String fileKey) {}

  /** Every test of an entry: those of the whole and those of its columns. */
  List<NodeDraft> parse(Subject subject, YamlMap entry, List<YamlMap> columns, Problems problems) {
    List<NodeDraft> drafts = new ArrayList<>();
    for (YamlNode test : tests(entry)) {
      add(subject, Optional.empty(), test, drafts, problems);
    }
    for (YamlMap column : columns) {
      for (YamlNode test : tests(column)) {
        add(subject, Optional.of(column), test, drafts, problems);
      }
    }
    return drafts;
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
      List<NodeDraft> drafts,
      Problems problems) {
    try {
      drafts.add(parse(subject, column, TestEntry.read(test)));
    } catch (EpoxyException e) {
      boolean placed = e.location().filter(place -> place.line() > 0).isPresent();
      problems.add(placed ? e : new EpoxyException(e.code(), e.getMessage(), test.location(), e));
    }
  }

  private NodeDraft parse(Subject subject, Optional<YamlMap> column, TestEntry entry) {
    Map<String, Object> arguments = new LinkedHashMap<>(entry.arguments());
    arguments.put("model", "{{ get_where_subquery(" + subject.reference() + ") }}");
    Optional<String> columnName = column.map(GenericTestParser::columnName);
    columnName.ifPresent(name -> arguments.put("column_name", name));
    String prefixed =
        entry.namespace().map(space -> space + "_").orElse("") + subject.prefix() + entry.test();
    TestNames names =
        entry
            .customName()
            .map(name -> new TestNames(name, name))
            .orElseGet(() -> TestNames.of(prefixed, subject.targetName(), arguments));
    Map<String, Object> config = config(subject, column, entry, names);
    String packageName = subject.file().project().name();
    UniqueId id =
        UniqueId.of(
            ResourceType.TEST,
            packageName,
            names.fullName(),
            TestNames.hash(names.fullName(), entry.namespace(), entry.test(), arguments));
    List<String> fqn = new ArrayList<>(ResourceParsers.folders(subject.file()));
    fqn.add(names.fullName());
    String macro = entry.namespace().map(space -> space + ".").orElse("") + "test_" + entry.test();
    checkMacro(packageName, entry);
    NodeDraft draft =
        resources
            .nodes()
            .parse(
                new NodeParser.Spec(
                    id,
                    names.fullName(),
                    subject.file().project(),
                    names.shortName() + ".sql",
                    subject.file().originalPath(),
                    fqn,
                    "{{ " + macro + "(**_dbt_generic_test_kwargs) }}" + inline(config),
                    "",
                    Math.max(0, entry.location().line() - 1),
                    described(entry),
                    config,
                    Optional.empty(),
                    scope -> putArguments(scope, arguments)));
    TestNode.GenericTest generic =
        new TestNode.GenericTest(entry.test(), entry.namespace(), arguments);
    return new NodeDraft(
        draft.info(),
        draft.code(),
        draft.relation(),
        Optional.empty(),
        Optional.of(
            new NodeDraft.TestPart(
                Optional.of(generic),
                subject.prefix().isEmpty() ? Optional.of(subject.id()) : Optional.empty(),
                columnName,
                Optional.of(subject.fileKey()))));
  }

  private static void putArguments(NodeScope scope, Map<String, Object> arguments) {
    scope.put(TestArguments.NAME, TestArguments.render(arguments, scope));
  }

  /** A column that asks for quotes reaches the macro with them. */
  private static String columnName(YamlMap column) {
    String name = column.text("name").orElseThrow();
    boolean quoted =
        column.value("quote").filter(Boolean.TRUE::equals).isPresent()
            || column
                .map("config")
                .flatMap(config -> config.value("quote"))
                .filter(Boolean.TRUE::equals)
                .isPresent();
    return quoted ? "`" + name.replace("`", "``") + "`" : name;
  }

  private Map<String, Object> config(
      Subject subject, Optional<YamlMap> column, TestEntry entry, TestNames names) {
    YamlScope scope = resources.yamlScope(subject.file().project());
    Map<String, Object> config = new LinkedHashMap<>();
    List<String> tags = new ArrayList<>(subject.inheritedTags());
    column.ifPresent(map -> tags.addAll(Properties.texts(map.value("tags").orElse(null))));
    column
        .flatMap(map -> map.map("config"))
        .ifPresent(map -> tags.addAll(Properties.texts(map.value("tags").orElse(null))));
    if (!tags.isEmpty()) {
      config.put("tags", tags);
    }
    Map<String, Object> own = new LinkedHashMap<>();
    entry
        .config()
        .forEach((key, value) -> own.put(key, scope.render(value, key, entry.location())));
    own.values().removeIf(java.util.Objects::isNull);
    if (!names.shortName().equals(names.fullName()) && !own.containsKey("alias")) {
      own.put("alias", names.shortName());
    }
    ConfigMerge.merge(config, own);
    return config;
  }

  private static Properties described(TestEntry entry) {
    return new Properties(
        Optional.empty(), entry.description().orElse(""), Map.of(), Map.of(), Map.of());
  }

  /** dbt writes a test's config into its code; the values count only once, from the entry. */
  private static String inline(Map<String, Object> config) {
    List<String> parts = new ArrayList<>();
    config.forEach(
        (key, value) -> {
          if (value instanceof String text && !DbtJinja.isTemplate(text)) {
            parts.add(key + "=\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
          } else if (key.equals("tags")) {
            return;
          } else if (!(value instanceof String)) {
            parts.add(key + "=" + Python.repr(value));
          }
        });
    return parts.isEmpty() ? "" : "{{ config(" + String.join(",", parts) + ") }}";
  }

  private void checkMacro(String packageName, TestEntry entry) {
    String macro = "test_" + entry.test();
    boolean known =
        entry
            .namespace()
            .map(space -> input.contexts().macros().findIn(space, macro).isPresent())
            .orElseGet(() -> input.contexts().macros().find(packageName, macro).isPresent());
    if (!known) {
      throw new EpoxyException(
          ErrorCode.COMPILATION,
          "'"
              + entry.namespace().map(space -> space + ".").orElse("")
              + macro
              + "' is undefined. This can happen when calling a macro that does not exist. Check"
              + " for typos and/or install package dependencies with \"dbt deps\".",
          entry.location());
    }
  }
}
