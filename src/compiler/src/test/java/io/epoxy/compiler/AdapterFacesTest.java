package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import io.epoxy.model.relation.TableFormat;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Relations and the adapter as templates see them, and what they warn of in dbt's words. */
class AdapterFacesTest {
  @TempDir private Path folder;
  private Templates templates;

  @BeforeEach
  void newProject() {
    templates = new Templates(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "already_exists,False,get_relation",
    "get_columns_in_table,[],get_columns_in_relation"
  })
  void oldMethodsNameTheirSuccessors(String method, String answer, String better) {
    assertThat(templates.sql("{{ adapter." + method + "('s', 'gone') }}")).isEqualTo(answer);
    assertThat(templates.project.messages())
        .anyMatch(
            text ->
                text.startsWith(
                    "WARN Deprecated functionality\n\nThe adapter function `adapter."
                        + method
                        + "` is deprecated and will be removed in a future release of dbt. Please"
                        + " use `adapter."
                        + better
                        + "` instead."));
  }

  @Test
  void constraintsThatSparkDoesNotEnforceAreNamed() {
    String template =
        "{{ adapter.render_raw_columns_constraints({'a': {'name': 'a', 'data_type': 'int',"
            + " 'constraints': [{'type': 'not_null'}, {'type': 'custom', 'expression': 'x'},"
            + " {'type': 'unique', 'warn_unenforced': false}]}}) }}"
            + "{{ adapter.render_raw_model_constraints([{'type': 'primary_key', 'columns': ['a']}])"
            + " }}";
    assertThat(templates.sql(template)).isEqualTo("['a int not null x unique']['primary key (a)']");
    assertThat(templates.project.messages())
        .filteredOn(text -> text.contains("is not enforced"))
        .extracting(text -> text.substring(0, text.indexOf(" is not")))
        .containsExactly(
            "WARN The constraint type not_null", "WARN The constraint type primary_key");
  }

  @ParameterizedTest
  @CsvSource({
    "DELTA,True False False",
    "HUDI,False True False",
    "ICEBERG,False False True",
    "PARQUET,False False False"
  })
  void aRelationOfTheCatalogKnowsHowItIsStored(TableFormat format, String answers) {
    templates.warehouse.table(Relation.of("s", "t").ofType(RelationType.TABLE).storedAs(format));
    String questions = "{{ r.is_delta }} {{ r.is_hudi }} {{ r.is_iceberg }}";
    assertThat(
            templates.sql(
                "{% set r = adapter.get_relation(none, 's', 't').include(schema=false) %}"
                    + questions))
        .isEqualTo(answers);
    assertThat(
            templates.sql(
                "{% set r = api.Relation.create(schema='s', identifier='t') %}" + questions))
        .isEqualTo("None None None");
  }

  @Test
  void aConfigThatLiesInMetaIsPointedOut() {
    templates.project.file("models/m.yml", "models: [{name: m, config: {meta: {k: 1}}}]");
    assertThat(templates.sql("{{ config.get('k') }}")).isEqualTo("None");
    assertThat(templates.project.messages())
        .contains(
            "WARN The key 'k' was not found using config.get('k'), but was detected as a custom"
                + " config under 'meta'. Please use config.meta_get('k') or"
                + " config.meta_require('k') instead of config.get('k') to access the custom config"
                + " value if intended.");
  }

  @Test
  void aRelationIsADictOfAllItsParts() {
    assertThat(
            templates.sql(
                "{% set d = api.Relation.create(schema='s', identifier='i', type='view').to_dict()"
                    + " %}{{ d.type }} {{ d.path }} {{ d.quote_policy }} {{ d.limit }}"
                    + " {{ d.is_delta }}"))
        .isEqualTo(
            "view {'database': None, 'schema': 's', 'identifier': 'i'} {'database': False,"
                + " 'schema': False, 'identifier': False} None None");
  }
}
