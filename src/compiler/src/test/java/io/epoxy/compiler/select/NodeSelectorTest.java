package io.epoxy.compiler.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.compiler.select.method.Surroundings;
import io.epoxy.compiler.select.spec.IndirectSelection;
import io.epoxy.compiler.select.spec.ProjectSelectors;
import io.epoxy.compiler.state.StateComparison;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** raw.t (source) -> a -> b -> c, a -> d; tests: ta on a, tbd on b and d; package p, b is in q. */
class NodeSelectorTest {
  private final List<String> warnings = new ArrayList<>();
  private IndirectSelection mode = IndirectSelection.EAGER;

  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    for (String file :
        List.of("staging/a.sql", "staging/d.sql", "staging/schema.yml", "marts/c.sql")) {
      Path path = folder.resolve("models").resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "select 1");
    }
  }

  /** tbd tests b and d, ta tests a. */
  @ParameterizedTest
  @CsvSource({
    "EAGER, b, b tbd",
    "CAUTIOUS, b, b",
    "BUILDABLE, b, b",
    "EMPTY, b, b",
    "EAGER, b d, b d tbd",
    "CAUTIOUS, b d, b d tbd",
    "BUILDABLE, b d, b d tbd",
    "EMPTY, b d, b d",
    "CAUTIOUS, a, a ta",
    "EMPTY, a, a",
    "EMPTY, ta, ta",
    "CAUTIOUS, '+b,+b d', raw.t a b d ta tbd",
    "EMPTY, '+b d', raw.t a b d",
  })
  void testsComeAlongAsTheModeSays(IndirectSelection given, String select, String expected) {
    mode = given;

    assertThat(select(List.of(select), List.of())).isEqualTo(names(expected));
  }

  @Test
  void cautiousExclusionTakesOnlyTestsThatNeedNothingElse() {
    mode = IndirectSelection.CAUTIOUS;

    assertThat(select(List.of("b d"), List.of("d"))).isEqualTo(names("b tbd"));
    assertThat(select(List.of("a d"), List.of("a"))).isEqualTo(names("d"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a | a ta",
        "p.staging.a | a ta",
        "staging | a ta d tbd",
        "p.staging.* | a ta d tbd",
        "staging.?? | ",
        "a+ | a b c d ta tbd",
        "1+c | b c tbd",
        "a+1 | a b d ta tbd",
        "@d | raw.t a b d ta tbd",
        "+d | raw.t a d ta tbd",
        "tag:nightly | c",
        "tag:night* | c",
        "path:models/staging | a d ta tbd",
        "models/staging/a.sql | a ta",
        "path:models/staging/schema.yml | a ta",
        "a.sql | a ta",
        "file:[ab] | a b ta tbd",
        "source:raw | raw.t",
        "source:p.raw.t+1 | raw.t a ta",
        "package:q | b tbd",
        "package:this,tag:nightly | c",
        "config.materialized:table | d tbd",
        "config.meta.owner:ann | d tbd",
        "config.enabled:TRUE | d tbd",
        "resource_type:source | raw.t",
        "test_type:generic | ta",
        "test_type:singular | tbd",
        "test_type:sing | tbd",
        "test_type:da | ta tbd",
        "test_name:not_null | ta",
        "a c | a c ta",
        "staging,d | d tbd",
        "p.* | a c d ta tbd",
        "0+c | c",
        "b+0 | b tbd",
        "fqn:*.a | a ta",
        "path:models/*/a.sql | a ta",
        "path:models/** | raw.t a b c d ta tbd",
        "path:models/q | ",
        "a, | ",
        "access:protected | a b c d ta tbd",
        "version:none | a b c d ta tbd",
        "@raw.t | ",
        "@source:raw | raw.t a b c d ta tbd",
      })
  void selectionAsDbtMakesIt(String select, String expected) {
    assertThat(select(List.of(select), List.of())).isEqualTo(names(expected));
  }

  @Test
  void nothingGivenSelectsEverythingParentsFirst() {
    List<UniqueId> order = selector().select(selection(List.of(), List.of()));

    assertThat(order).hasSize(7);
    assertThat(order.indexOf(model("a"))).isLessThan(order.indexOf(model("b")));
    assertThat(order.indexOf(model("b"))).isLessThan(order.indexOf(model("c")));
  }

  @Test
  void excludedNodesTakeTheirTestsWithThem() {
    assertThat(select(List.of("a", "d"), List.of("d"))).isEqualTo(names("a ta"));
  }

  @Test
  void valuesThatMatchNothingAreWarnedAboutInDbtsWords() {
    select(List.of("nope+"), List.of());

    assertThat(warnings)
        .containsExactly("The selection criterion 'nope+' does not match any enabled nodes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "@a+ | Invalid node spec @a+ - \"\"@\"\" prefix and \"\"+\"\" suffix are incompatible",
        "resource_type:x | Invalid resource_type selector \"\"x\"\"",
        "path:. | Invalid path selector value \"\".\"\": it must name a file or folder below that of dbt_project.yml",
        "path:models/a**/x.sql | Invalid pattern: '**' can only be an entire path component",
        "path:/a | Invalid path selector value \"\"/a\"\": it must name a file or folder below that of dbt_project.yml",
        "state:new | Got a state selector method, but no comparison manifest. Name the folder of an earlier run with --state",
        "result:error | No comparison run_results. Name the folder of an earlier run with --state",
        "selector:x | Selector 'x' did not match any selector in selectors.yml",
        "exposure:a.b.c | Invalid exposure selector value \"\"a.b.c\"\". Exposures must be of the form ${exposure_name} or ${exposure_package.exposure_name}",
        "saved_query:a.b.c | Invalid saved query selector value \"\"a.b.c\"\". Saved queries must be of the form ${saved_query_name} or ${saved_query_package.saved_query_name}",
        "test_type:x | Invalid test type selector x: expected \"\"generic\"\", \"\"singular\"\", \"\"unit\"\", or \"\"data\"\"",
      })
  void wrongCriteriaAreToldByName(String select, String message) {
    assertThatThrownBy(() -> select(List.of(select), List.of()))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(message.replace("\"\"", "\""));
  }

  /** Functions can be listed, but dbt 1.12 has no method for them. */
  @ParameterizedTest
  @ValueSource(strings = {"colour", "function"})
  void unknownMethodIsToldWithTheKnownOnes(String method) {
    assertThatThrownBy(() -> select(List.of(method + ":red"), List.of()))
        .isInstanceOf(EpoxyException.class)
        .hasMessageStartingWith("'%s' is not a valid method name (in '%s:red')", method, method);
  }

  @Test
  void aConfigWithoutKeySelectsNothing() {
    assertThat(select(List.of("config:x"), List.of())).isEmpty();
  }

  private Set<String> select(List<String> select, List<String> exclude) {
    Set<String> found = new TreeSet<>();
    for (UniqueId id : selector().select(selection(select, exclude))) {
      String text = id.value();
      found.add(
          id.resourceType() == ResourceType.SOURCE
              ? text.substring("source.p.".length())
              : text.substring(text.lastIndexOf('.') + 1));
    }
    return found;
  }

  private NodeSelector selector() {
    return new NodeSelector(
        manifest(),
        ProjectSelectors.NONE,
        new Surroundings("p", folder, StateComparison.NONE),
        (level, event, text) -> warnings.add(text));
  }

  private Selection selection(List<String> select, List<String> exclude) {
    return new Selection(
        select,
        exclude,
        Optional.empty(),
        mode,
        EnumSet.allOf(ResourceType.class),
        Selection.EmptyNodes.KEPT);
  }

  private static Set<String> names(String blankSeparated) {
    Set<String> names = new TreeSet<>();
    if (blankSeparated != null) {
      names.addAll(Arrays.asList(blankSeparated.trim().split(" ", -1)));
    }
    return names;
  }

  private static Manifest manifest() {
    UniqueId source = UniqueId.of(ResourceType.SOURCE, "p", "raw", "t");
    Map<UniqueId, Node> nodes = new LinkedHashMap<>();
    add(nodes, node("p", "staging", "a", Map.of(), List.of(source)));
    add(nodes, node("q", "marts", "b", Map.of(), List.of(model("a"))));
    add(nodes, node("p", "marts", "c", Map.of("tags", List.of("nightly")), List.of(model("b"))));
    add(
        nodes,
        node(
            "p",
            "staging",
            "d",
            Map.of("materialized", "table", "enabled", true, "meta", Map.of("owner", "ann")),
            List.of(model("a"))));
    add(nodes, test("ta", List.of(model("a")), true));
    add(nodes, test("tbd", List.of(model("b"), model("d")), false));
    SourceTable table =
        new SourceTable(
            info(source, "t", "p", "models/sources.yml", List.of("p", "raw", "t"), Map.of()),
            "raw",
            "",
            Map.of(),
            "",
            Relation.of("raw", "t"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty());
    return Manifest.builder("p", "glue").nodes(nodes).sources(Map.of(source, table)).build();
  }

  private static void add(Map<UniqueId, Node> nodes, Node node) {
    nodes.put(node.uniqueId(), node);
  }

  private static UniqueId model(String name) {
    return UniqueId.of(ResourceType.MODEL, name.equals("b") ? "q" : "p", name);
  }

  private static Node node(
      String inPackage,
      String folder,
      String name,
      Map<String, Object> config,
      List<UniqueId> parents) {
    NodeInfo info =
        info(
            model(name),
            name,
            inPackage,
            "models/" + folder + "/" + name + ".sql",
            List.of(inPackage, folder, name),
            config);
    return new ModelNode(info, code(parents), Relation.of("s", name));
  }

  private static Node test(String name, List<UniqueId> parents, boolean generic) {
    String file = generic ? "models/staging/schema.yml" : "tests/" + name + ".sql";
    NodeInfo info =
        info(
            UniqueId.of(ResourceType.TEST, "p", name),
            name,
            "p",
            file,
            List.of("p", name),
            Map.of());
    return new TestNode(
        info,
        code(parents),
        Relation.of("s", name),
        generic
            ? Optional.of(new TestNode.GenericTest("not_null", Optional.empty(), Map.of()))
            : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static NodeCode code(List<UniqueId> parents) {
    return new NodeCode("select 1", "", List.of(), List.of(), parents, List.of());
  }

  private static NodeInfo info(
      UniqueId id,
      String name,
      String inPackage,
      String file,
      List<String> fqn,
      Map<String, Object> config) {
    @SuppressWarnings("unchecked") // written so above
    List<String> tags = (List<String>) config.getOrDefault("tags", List.of());
    return NodeInfo.builder(id, name, inPackage)
        .files(file, file)
        .fqn(fqn)
        .patchPath(
            name.equals("a") ? Optional.of("p://models/staging/schema.yml") : Optional.empty())
        .tags(tags)
        .config(new NodeConfig(config))
        .build();
  }
}
