package io.epoxy.compiler.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentences are those that dbt-core 1.12.3 said of the same entries. */
final class ShapeTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "models => {name: 1} => at path ['name']: 1 is not of type 'string' (f.yml:1:2)",
        "models => {description: x} => at path []: 'name' is a required property (f.yml:1:1)",
        "models => {name: a, columns: {i: 1}} => at path ['columns']: {'i': 1} is not of type 'array' (f.yml:1:11)",
        "models => {name: a, columns: [{name: 1}]} => at path ['columns'][0]['name']: 1 is not of type 'string' (f.yml:1:22)",
        "models => {name: a, columns: [i]} => at path ['columns'][0]: 'i' is not of type 'object' (f.yml:1:21)",
        "models => {name: a, docs: {show: x}} => at path ['docs']['show']: 'x' is not of type 'boolean' (f.yml:1:18)",
        "models => {name: a, config: } => at path ['config']: None is not of type 'object' (f.yml:1:11)",
        "models => {name: a, data_tests: [1]} => at path ['data_tests'][0]: 1 is not valid under any of the given schemas (f.yml:1:24)",
        "models => {name: a, versions: [{defined_in: x}]} => at path ['versions'][0]: 'v' is a required property (f.yml:1:22)",
        "sources => {name: x, foo: 1} => at path []: Additional properties are not allowed ('foo' was unexpected) (f.yml:1:11)",
        "sources => {name: x, tabels: []} => at path []: Additional properties are not allowed ('tabels' was unexpected) Did you mean 'tables'? (f.yml:1:11)",
        "sources => {name: x, tables: [{name: t, freshness: {warn_after: {count: 1, period: week}}}]} => at path ['tables'][0]['freshness']: {'warn_after': {'count': 1, 'period': 'week'}} is not valid under any of the given schemas (f.yml:1:30)",
        "exposures => {name: x, type: dashbord, owner: {}} => at path ['type']: 'dashbord' is not one of ['dashboard', 'notebook', 'analysis', 'ml', 'application'] Did you mean 'dashboard'? (f.yml:1:11)",
      })
  void complains(String key, String yaml, String expected) {
    YamlNode node = YamlReader.read("f.yml", yaml, warning -> {}).orElseThrow();

    assertThat(Shapes.find(key).orElseThrow().check(node.data()))
        .singleElement()
        .extracting(complaint -> complaint.sentence() + " (" + complaint.place(node) + ")")
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "a = {b: nothing} => no shape of the name nothing",
        "a = {b text} => expected : in a shape, found text",
        "a = [ => a shape ends too early",
        "a = $ => unreadable shape: $",
      })
  void unreadableShapesAreRefused(String text, String why) {
    assertThatThrownBy(() -> ShapeText.read(text)).hasMessage(why);
  }
}
