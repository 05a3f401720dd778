package io.epoxy.compiler.select.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.context.function.RunSettings;
import io.epoxy.compiler.select.spec.Combination;
import io.epoxy.compiler.select.spec.Combination.Kind;
import io.epoxy.compiler.select.spec.Criterion;
import io.epoxy.compiler.select.spec.IndirectSelection;
import io.epoxy.compiler.select.spec.ProjectSelectors;
import io.epoxy.compiler.select.spec.SelectionSpec;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.port.MessageSink;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorsFileTest {
  @Test
  void projectWithoutTheFileHasNone(@TempDir Path folder) {
    assertThat(SelectorsFile.read(folder, scope(), warning -> {})).isEqualTo(ProjectSelectors.NONE);
    assertThat(parse("# nothing\n")).isEqualTo(ProjectSelectors.NONE);
  }

  @Test
  void textIsACommandLinesCriterion() {
    Criterion criterion = (Criterion) only("2+config.meta.x:y+");

    assertThat(criterion.method()).isEqualTo("config");
    assertThat(criterion.arguments()).containsExactly("meta", "x");
    assertThat(criterion.value()).isEqualTo("y");
    assertThat(criterion.reach().parentsDepth()).hasValue(2);
    assertThat(criterion.reach().childrenDepth()).hasValue(Integer.MAX_VALUE);
    assertThat(criterion.indirect()).isEmpty();
  }

  @Test
  void mappingHasAllThatTextHasAndMore() {
    Criterion criterion =
        (Criterion)
            only(
                "{method: config.n, value: 5, parents: true, parents_depth: 3, children: true,"
                    + " children_depth: '4', indirect_selection: buildable}");

    assertThat(criterion.value()).isEqualTo(5L);
    assertThat(criterion.reach().parentsDepth()).hasValue(3);
    assertThat(criterion.reach().childrenDepth()).hasValue(4);
    assertThat(criterion.indirect()).hasValue(IndirectSelection.BUILDABLE);
    assertThat(((Criterion) only("{tag: x}")).method()).isEqualTo("tag");
    assertThat(reach("{method: tag, value: x, childrens_parents: true}").childrensParents())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'parents: true', 2147483647",
    "'parents: true, parents_depth: 0', 2147483647",
    "'parents: true, parents_depth: ''0''', 0",
    "'parents: yes, parents_depth: 2.9', 2",
    "'parents_depth: 2', ",
    "'parents: false, parents_depth: 2', ",
  })
  void depthIsReadAsPythonDoes(String keys, Integer depth) {
    Criterion.Reach reach = reach("{method: tag, value: x, " + keys + "}");

    assertThat(reach.parentsDepth().isPresent()).isEqualTo(depth != null);
    if (depth != null) {
      assertThat(reach.parentsDepth()).hasValue(depth);
    }
  }

  @Test
  void unionsAndIntersectionsNestAndExclude() {
    Combination difference =
        (Combination) only("{union: [a, {intersection: [b, {tag: c}]}, {exclude: [d, e]}]}");

    assertThat(difference.kind()).isEqualTo(Kind.DIFFERENCE);
    assertThat(((Combination) difference.parts().get(0)).kind()).isEqualTo(Kind.UNION);
    assertThat(((Combination) difference.parts().get(0)).parts()).hasSize(2);
    assertThat(((Combination) difference.parts().get(1)).parts()).hasSize(2);
  }

  @Test
  void criterionMayExclude() {
    Combination difference = (Combination) only("{method: tag, value: x, exclude: [a]}");

    assertThat(difference.kind()).isEqualTo(Kind.DIFFERENCE);
    assertThat(((Criterion) difference.parts().get(0)).value()).isEqualTo("x");
  }

  @Test
  void itemWithAnExcludeIsNothingButThatAsInDbt() {
    Combination difference =
        (Combination) only("{union: [a, {method: tag, value: x, exclude: [b]}]}");

    assertThat(((Combination) difference.parts().get(0)).parts()).hasSize(1);
  }

  @Test
  void jinjaIsRenderedAndTheDefaultIsFound() {
    ProjectSelectors selectors =
        parse(
            "selectors:\n"
                + "- {name: other, definition: a}\n"
                + "- name: main\n"
                + "  definition: '{{ target.name }}_model'\n"
                + "  default: \"{{ (target.name == 'dev') | as_bool }}\"\n");

    assertThat(selectors.defaultName()).hasValue("main");
    assertThat(((Criterion) selectors.load("main")).value()).isEqualTo("dev_model");
  }

  @Test
  void manifestShowsEveryCriterionAsAMapping() {
    ProjectSelectors selectors =
        parse(
            "selectors:\n"
                + "- name: s\n"
                + "  description: d\n"
                + "  definition:\n"
                + "    union:\n"
                + "    - '@tag:x'\n"
                + "    - {intersection: ['3+path/a+1', {config.materialized: view}]}\n"
                + "    - {method: fqn, value: b, parents: true}\n"
                + "    - {exclude: [c]}\n"
                + "- {name: t, definition: a+}\n");

    assertThat(selectors.shown())
        .isEqualTo(
            Map.of(
                "s",
                Map.of(
                    "name",
                    "s",
                    "description",
                    "d",
                    "definition",
                    Map.of(
                        "union",
                        List.of(
                            Map.of("childrens_parents", true, "method", "tag", "value", "x"),
                            Map.of(
                                "intersection",
                                List.of(
                                    Map.of(
                                        "parents",
                                        true,
                                        "parents_depth",
                                        "3",
                                        "method",
                                        "path",
                                        "value",
                                        "path/a",
                                        "children",
                                        true,
                                        "children_depth",
                                        "1"),
                                    Map.of("method", "config.materialized", "value", "view"))),
                            Map.of("method", "fqn", "value", "b", "parents", true),
                            Map.of("exclude", List.of(Map.of("method", "fqn", "value", "c")))))),
                "t",
                Map.of(
                    "name",
                    "t",
                    "definition",
                    Map.of("method", "fqn", "value", "a", "children", true))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{union: a} | Invalid value for key \"union\". Expected" + " a list.",
        "{union: [a, 3]} | Invalid value type int in key"
            + " \"union\", expected dict or str (value: 3).",
        "{union: [a], intersection: [b]} | Only a single 'union'"
            + " or 'intersection' key is allowed in a root level selector definition; found"
            + " union,intersection.",
        "{union: [a, exclude: [b], exclude: [c]]} | You cannot"
            + " provide multiple exclude arguments to the same selector set operator:",
        "{method: tag, parents: true} | Expected either 1 key or"
            + " else \"method\" and \"value\" keys, but got ['method', 'parents']",
        "{colour: red} | 'colour' is not a valid method name",
        "{tag: null} | Invalid node spec",
        "{method: tag, value: x, indirect_selection: shy} | "
            + "'shy' is not a valid IndirectSelection",
        "{method: tag, value: x, parents: true, parents_depth: deep} | "
            + "Invalid node spec - could not handle parent depth deep",
        "{method: tag, value: x, childrens_parents: true, children: true} | "
            + "Invalid node spec {'method': 'tag', 'value': 'x', 'childrens_parents': True,"
            + " 'children': True} - \"@\" prefix",
        "\"@a+\" | Invalid node spec @a+ - \"@\" prefix and \"+\" suffix are incompatible",
      })
  void wrongDefinitionIsToldWithItsPlace(String definition, String message) {
    assertThatThrownBy(() -> only(definition))
        .isInstanceOf(EpoxyException.class)
        .hasMessageStartingWith("Could not read selector file data: Runtime Error\n  " + message)
        .extracting(e -> ((EpoxyException) e).location().orElseThrow().toString())
        .asString()
        .startsWith("selectors.yml:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text | text~... | the top level must be a dictionary, not str",
        "{groups: []} | groups: [] | 'groups' was unexpected beside 'selectors'",
        "{selectors: 3} | 3~... | 'selectors' must be a list",
        "{selectors: [a]} | a~... | a selector must be a dictionary, not str",
        "{selectors: [{definition: a}]} | definition: a | a selector must have a 'name' that is text",
        "{selectors: [{name: s}]} | name: s | the 'definition' of 's' must be text or a dictionary",
        "{selectors: [{name: s, definition: [a]}]} | - a | the 'definition' of 's' must be text or a"
            + " dictionary (selectors.yml:1:24)",
        "{selectors: [{name: s, definition: a, colour: b}]} | colour: b~definition: a~name: s |"
            + " 'colour' is no key of a selector",
        "{selectors: [{name: s, definition: a, default: maybe}]} | maybe~... | 'default' of 's' must"
            + " be true or false",
      })
  void wrongFileIsTold(String text, String refused, String why) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(EpoxyException.class)
        .hasMessageStartingWith(
            "Could not parse selector file data: \n" + refused.replace('~', '\n') + "\n\nValid")
        .hasMessageContaining(why)
        .hasMessageContaining("Valid root-level selector definitions: union, intersection");
  }

  @Test
  void allWrongSelectorsAreToldAtOnceAndOnlyOneMayBeTheDefault() {
    assertThatThrownBy(
            () ->
                parse(
                    "selectors:\n"
                        + "- {name: a, definition: x, default: true}\n"
                        + "- {name: b, definition: x, default: true}\n"
                        + "- {name: c, definition: {colour: red}}\n"))
        .hasMessageContaining("Found multiple selectors with `default: true`:a and b")
        .hasMessageContaining("'colour' is not a valid method name");
  }

  @Test
  void selectorThatDoesNotExistIsToldWithThoseThatDo() {
    assertThatThrownBy(() -> parse("selectors: [{name: a, definition: x}]").load("b"))
        .hasMessage("Could not find selector named b, expected one of ['a']");
  }

  private static Criterion.Reach reach(String definition) {
    return ((Criterion) only(definition)).reach();
  }

  private static SelectionSpec only(String definition) {
    return parse("selectors: [{name: s, definition: " + definition + "}]").load("s");
  }

  private static ProjectSelectors parse(String text) {
    return SelectorsFile.parse(text, scope(), warning -> {});
  }

  private static YamlScope scope() {
    RunSettings settings =
        new RunSettings(
            "00000000-0000-0000-0000-000000000000",
            Instant.parse("2026-01-02T03:04:05Z"),
            "ls",
            Map.of(),
            Map.of(),
            Map.of("WHICH", "ls", "FULL_REFRESH", false),
            MessageSink.NONE);
    return YamlScope.ofProject(settings, target(), Map.of());
  }

  private static Target target() {
    return new Target("p", "dev", "glue", "s", 1, Map.of());
  }
}
