package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.Flag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever was edited since: a repeated parse leaves the manifest that a first one leaves. */
final class RepeatedParseTest extends RepeatedRuns {
  private static final String MEMORY = "target/parsed_inputs.epoxy";

  @BeforeEach
  void parseFirst() {
    assertThat(project.anew().manifest()).startsWith("{");
  }

  /** Nodes that were not parsed keep the time at which they were. */
  private boolean repeats() {
    EditedProject.Left before = project.again();
    assertThat(before.manifest()).startsWith("{");
    return before.createdAt().equals(project.again().createdAt());
  }

  private void assertLinkedAgain(Runnable edit) {
    List<Object> before = project.again().createdAt();
    edit.run();
    EditedProject.Left left = project.again();
    assertThat(left.manifest()).startsWith("{");
    assertThat(left.createdAt()).isNotEqualTo(before);
    assertSame(left);
  }

  private void assertOneIsParsedAnew(Runnable edit) {
    assertParsedAnew(1, edit);
  }

  @Test
  void whatHasNotChangedIsNotLinkedAgain() {
    EditedProject.Left first = project.anew();
    assertThat(first.manifest()).startsWith("{");
    assertThat(repeats()).isTrue();
    assertSame(project.again());
  }

  @Test
  void aDeletedSemanticManifestIsWrittenAgain() throws IOException {
    assertThat(repeats()).isTrue();
    Files.delete(root.resolve("target/semantic_manifest.json"));
    project.again();
    assertThat(root.resolve("target/semantic_manifest.json")).exists();
  }

  @Test
  void theCodeOfModelsIsReplaced() {
    assertOneIsParsedAnew(() -> project.append("models/g0/m0.sql", "\n-- \"é\\ 1\n"));
    assertOneIsParsedAnew(() -> project.append("models/g1/m1.sql", "\n-- two"));
    assertOneIsParsedAnew(
        () -> project.file("models/g1/m4.sql", "\n\n select 1, '{{ ref('m1') }}'"));
    assertOneIsParsedAnew(() -> project.append("models/later.sql", " -- longer"));
    assertOneIsParsedAnew(() -> project.append("models/uses_var.sql", " -- longer"));
    assertParsedAnew(0, () -> project.append("dbt_packages/tools/models/inside.sql", " "));
  }

  @Test
  void whatAModelCallsAndConfiguresIsReplaced() {
    assertOneIsParsedAnew(() -> project.file("models/g1/m4.sql", "select * from {{ ref('m0') }}"));
    assertOneIsParsedAnew(
        () -> project.file("models/g1/m4.sql", "{{ source('raw', 't') }} {{ ref('e', 'later') }}"));
    assertOneIsParsedAnew(() -> project.file("models/g1/m4.sql", "select 1"));
    assertOneIsParsedAnew(() -> project.append("models/g0/m0.sql", "{{ config(tags='new') }}"));
    assertOneIsParsedAnew(
        () -> project.append("models/g0/m0.sql", "{{ config(materialized='table') }}"));
    assertOneIsParsedAnew(() -> project.append("models/g0/m0.sql", "{{ named('x') }}"));
    assertOneIsParsedAnew(() -> project.append("models/g1/m1.sql", "{{ config(meta={'a': 1}) }}"));
    project.file("models/g0/m0.sql", "{{ config(aa=1, bb=2) }} select 1");
    assertOneIsParsedAnew(
        () -> project.file("models/g0/m0.sql", "{{ config(bb=2, aa=1) }} select 1"));
    assertOneIsParsedAnew(
        () -> project.append("models/g0/m0.sql", "{{ config(meta={'on': var('on', 1)}) }}"));
    assertOneIsParsedAnew(() -> project.vars.put("on", 0L));
  }

  @Test
  void whatConcernsOthersIsLinkedWithThem() {
    assertOneIsParsedAnew(
        () -> project.file("models/g2/m11.sql", "{{ config(materialized='ephemeral') }} 1"));
    assertOneIsParsedAnew(() -> project.file("models/g2/m11.sql", "{{ ref('inside') }} 1"));
    assertLinkedAgain(() -> project.file("models/g2/m11.sql", "{{ config(alias='other') }} 1"));
    assertLinkedAgain(() -> project.file("models/g2/m11.sql", "{{ config(enabled=false) }} 1"));
    assertNotRemembered("{{ ref('m8') }}");
    assertNotRemembered("{{ ref('m2') }}");
    assertFails("{{ ref('nowhere') }}", "a node named 'nowhere' which was not found");
    assertFails("{{ ref('m5', v=1) }}", "a node named 'm5' with version '1'");
    assertFails("{{ config(group='nobody') }}", "Invalid group 'nobody'");
    assertFails("{{ config(alias='m1') }}", "two resources with the database representation");
  }

  @Test
  void whatAContractMeansForAnotherMaterializationIsTold() {
    project.file(
        "models/promise.yml",
        "models: [{name: m11, config: {contract: {enforced: true}}, columns: [{name: a, data_type:"
            + " int, constraints: [{type: not_null}]}]}]\n");
    project.append("models/g2/m11.sql", "{{ config(materialized='table') }}");
    assertThat(project.again().told()).isEmpty();
    assertLinkedAgain(
        () -> project.append("models/g2/m11.sql", "{{ config(materialized='view') }}"));
    assertThat(project.again().told()).contains("Constraint types are not supported for view");
  }

  /** A cycle, which parse goes past but other commands do not. */
  private void assertNotRemembered(String code) {
    String before = project.text("models/g2/m2.sql");
    project.append("models/g2/m2.sql", code);
    List<Object> first = project.again().createdAt();
    EditedProject.Left left = project.again();
    assertThat(left.manifest()).startsWith("{");
    assertThat(left.createdAt()).isNotEqualTo(first);
    assertSame(left);
    project.file("models/g2/m2.sql", before);
    assertSame(project.again());
  }

  private void assertFails(String code, String sentence) {
    String before = project.text("models/g2/m2.sql");
    project.append("models/g2/m2.sql", code);
    EditedProject.Left left = project.again();
    assertThat(left.manifest()).contains(sentence);
    assertThat(left).isEqualTo(project.anew());
    project.file("models/g2/m2.sql", before);
    assertSame(project.again());
  }

  @Test
  void whatAPropertyFileOfAnotherPackageSaysOfAModelStays() {
    project.file(
        "models/inside.yml",
        "models: [{name: inside, description: From home, config: {tags: [home]}}]\n");
    project.again();
    assertOneIsParsedAnew(
        () -> project.append("dbt_packages/tools/models/inside.sql", " -- longer"));
    assertThat(project.again().manifest()).contains("From home", "-- longer");
  }

  @Test
  void aFileThatHoldsMoreThanItsModelIsLinkedAgain() {
    project.append("dbt_project.yml", "snapshot-paths: [models]\n");
    assertLinkedAgain(() -> project.append("models/g0/m0.sql", " -- longer"));
  }

  @Test
  void whatParsingANodeTellsIsToldEachTime() {
    project.append(
        "models/g0/m0.sql",
        "{% do adapter.render_raw_model_constraints([{'type': 'unique', 'columns': ['a']}]) %}");
    assertThat(project.again().told()).contains("The constraint type unique is not enforced");
    assertThat(project.again().told()).contains("The constraint type unique is not enforced");
  }

  @Test
  void plainDescriptionsAreReplaced() {
    assertOneIsParsedAnew(() -> project.properties("Second.", "not_null"));
    assertOneIsParsedAnew(() -> project.properties("\"Third: \\\"é\\\"\"", "not_null"));
    assertParsedAnew(0, () -> project.append("models/properties.yml", "# a remark\n"));
    assertParsedAnew(
        2,
        () -> {
          project.properties("Fourth.", "not_null");
          project.append("models/g1/m4.sql", " -- at the same time");
          project.append("models/g0/m0.sql", " -- too");
        });
    String last = project.again().manifest();
    assertThat(last).contains("Fourth.", "-- at the same time", "-- too").doesNotContain("Third");
  }

  @Test
  void testsOfAPropertyFileAreReplaced() {
    assertParsedAnew(2, () -> project.properties("First.", "unique"));
    assertOneIsParsedAnew(() -> project.properties("First.", "unique, not_null"));
    assertOneIsParsedAnew(
        () -> project.properties("First.", "unique, not_null: {config: {severity: warn}}"));
    assertOneIsParsedAnew(
        () -> project.properties("First.", "unique, not_null: {config: {tags: [a]}}"));
    assertOneIsParsedAnew(
        () -> project.properties("First.", "not_null: {config: {tags: [a]}}, unique: {name: u}"));
    assertParsedAnew(0, () -> project.properties("First.", "unique: {name: u}"));
    assertParsedAnew(0, () -> project.file("models/more/added.yml", "version: 2\n"));
    assertParsedAnew(
        2,
        () ->
            project.file(
                "models/more/added.yml",
                "models: [{name: m3, columns: [{name: a, data_tests: [not_null]}]}]\n"));
    assertOneIsParsedAnew(() -> project.delete("models/more/added.yml"));
    assertParsedAnew(
        2,
        () ->
            project.file(
                "models/more/sources.yml",
                "sources: [{name: raw2, tables: [{name: t, columns: [{name: a, data_tests:"
                    + " [unique]}]}]}]\n"));
    assertParsedAnew(0, () -> project.delete("models/more/sources.yml"));
    assertLinkedAgain(() -> project.properties("First.", "not_null: {config: {enabled: false}}"));
  }

  @Test
  void aNewSourceIsLinkedWithTestsThatMissedIt() {
    project.file("tests/none.sql", "select * from {{ source('sale', 't') }}");
    assertThat(project.again().told()).contains("a source named 'sale.t'");
    String sale = "sources: [{name: sale, tables: [{name: t}]}]\n";
    assertLinkedAgain(() -> project.file("models/sale.yml", sale));
    assertThat(project.again().told()).isEmpty();
  }

  @Test
  void aSourceIsLinkedWithWhatOverridesIt() {
    String own = "sources: [{name: late, schema: s, tables: [{name: t, description: Here}]}]\n";
    project.file("models/late.yml", own);
    project.file(
        "models/over.yml",
        "sources: [{name: late, overrides: e, tables: [{name: t, description: Above}]}]\n");
    assertThat(project.again().manifest()).contains("Above");
    assertLinkedAgain(() -> project.file("models/late.yml", own.replace("Here", "There")));
  }

  @Test
  void descriptionsOfColumnsAreReplaced() {
    project.described("id", "One.", "a: 1");
    assertOneIsParsedAnew(() -> project.described("id", "Two.", "a: 1"));
    assertOneIsParsedAnew(() -> project.described("id", "Two.", "b: 1"));
    assertParsedAnew(2, () -> project.described("key", "Two.", "b: 1"));
    assertOneIsParsedAnew(() -> project.described("key", "\"{{ doc('about') }}\"", "b: 1"));
  }

  @Test
  void descriptionsThatMoreThanAModelShowsAreLinked() {
    String versions = "models: [{name: v, description: D, versions: [{v: 1}, {v: 2}]}]\n";
    project.file("models/v_v1.sql", "select 1");
    project.file("models/v_v2.sql", "select 2");
    project.file("models/v.yml", versions);
    assertLinkedAgain(() -> project.file("models/v.yml", versions.replace("D", "E")));
    project.file("models/idle.sql", "{{ config(enabled=false) }} select 1");
    project.file("models/v.yml", "models: [{name: idle, description: D}]\n");
    assertLinkedAgain(
        () -> project.file("models/v.yml", "models: [{name: idle, description: E}]\n"));
  }

  @Test
  void everythingButModelsIsLinkedAgain() {
    assertLinkedAgain(() -> project.file("models/docs.md", "{% docs about %}2{% enddocs %}"));
    assertLinkedAgain(() -> project.append("seeds/countries.csv", "de,Germany\n"));
    assertLinkedAgain(() -> project.append("tests/none.sql", " -- changed"));
    assertLinkedAgain(() -> project.append("snapshots/s.sql", "\n"));
    assertLinkedAgain(() -> project.append("models/frame.py", "# the end\n"));
    assertLinkedAgain(() -> project.project("table", "red"));
    assertLinkedAgain(() -> project.project("table", "blue"));
    assertLinkedAgain(() -> project.file("models/g0/added.sql", "select 1"));
    assertLinkedAgain(() -> project.delete("models/g0/added.sql"));
    assertLinkedAgain(() -> project.file(".dbtignore", "g2/m11.sql\nmodels/g2/m11.sql\n"));
    assertLinkedAgain(
        () -> project.file("selectors.yml", "selectors: [{name: a, definition: m1}]"));
    assertLinkedAgain(() -> project.file("catalogs.yml", "catalogs: []\n"));
    assertLinkedAgain(
        () -> project.file("profiles.yml", project.text("profiles.yml").replace(" s,", " s2,")));
    assertLinkedAgain(
        () -> {
          project.file("models/g2/m0.sql", project.text("models/g0/m0.sql"));
          project.delete("models/g0/m0.sql");
        });
  }

  @Test
  void whatTemplatesAskForIsLinkedAgain() {
    assertLinkedAgain(() -> project.vars.put("colour", "green"));
    assertLinkedAgain(() -> project.env.put("E", "x"));
    assertLinkedAgain(() -> project.env.put("D", "described"));
    assertLinkedAgain(() -> project.flags = project.flags.with(Flag.TARGET, "prod"));
    assertParsedAnew(0, () -> project.env.put("UNREAD", "x"));
  }

  @Test
  void whatChangedCodeAsksForIsKnownAfterwards() {
    String code = "{% if env_var('LATER', '') %}{{ ref('uses_var') }}{% endif %} 1";
    assertOneIsParsedAnew(
        () -> project.file("models/g0/m0.sql", "{{ source('raw', 't') }}" + code));
    assertLinkedAgain(() -> project.env.put("LATER", "now"));
  }

  @Test
  void whatMayDifferEachTimeIsLinkedEachTime() {
    assertThat(repeats()).isTrue();
    project.append("models/g0/m0.sql", "{% if run_started_at %} {% endif %}");
    assertSame(project.again());
    assertThat(repeats()).isFalse();
  }

  @Test
  void whatPropertyFilesAskOfTheClockIsLinkedEachTime() {
    project.file(
        "models/clock.yml",
        "sources: [{name: c, schema: \"y{{ run_started_at.year }}\", tables: [{name: t}]}]\n");
    assertThat(repeats()).isFalse();
  }

  @Test
  void warningsAreToldEachTime() {
    project.file("models/odd.yml", "models: [{name: nowhere, description: x}]\n");
    project.file(
        "macros/odd.sql", "{% macro odd() %}1{% endmacro %}{% snapshot s %}{% endsnapshot %}");
    EditedProject.Left first = project.again();
    assertThat(first.told()).contains("nowhere", "snapshot");
    assertThat(project.again()).isEqualTo(first);
    project.flags = project.flags.with(Flag.WARN_ERROR, true);
    assertThat(project.again().manifest()).contains("nowhere").doesNotStartWith("{");
    assertThat(project.again().manifest()).contains("nowhere").doesNotStartWith("{");
  }

  @Test
  void aModelIsDeprecatedWhenItsDayComes() {
    project.properties("x\n    deprecation_date: 2026-01-02T03:09:30Z", "unique");
    project.file("models/reader.sql", "select * from {{ ref('m4') }}");
    assertThat(project.again().told()).contains("is slated for deprecation");
    for (int minute = 0; minute < 5; minute++) {
      EditedProject.Left left = project.again();
      assertThat(left.told()).isEqualTo(project.anew().told());
    }
    assertThat(project.again().told()).contains("which was deprecated");
  }

  @Test
  void errorsAreToldEachTimeAndTheirEndIsSeen() {
    project.again();
    project.append("models/g0/m0.sql", "{% if %}");
    assertThat(project.again()).isEqualTo(project.anew());
    assertThat(project.again().manifest()).isNotEmpty().startsWith("Compilation Error");
    project.file("models/g0/m0.sql", "select * from {{ source('raw', 't') }} -- mended");
    assertSame(project.again());
  }

  @Test
  void aManifestThatSomebodyElseWroteIsWrittenAnew() {
    project.again();
    String good = project.text("target/manifest.json");
    project.file("target/manifest.json", good.replace("m11", "m12"));
    assertSame(project.again());
    project.file("target/manifest.json", good.substring(0, good.length() / 2));
    assertSame(project.again());
    project.delete("target/manifest.json");
    assertSame(project.again());
    project.run(Command.COMPILE, "target", true);
    assertSame(project.again());
  }

  @Test
  void lsIsAsGoodAStart() {
    project.run(Command.LS, "target", true);
    assertOneIsParsedAnew(() -> project.append("models/g0/m0.sql", " -- more"));
  }

  /** One that reads what is linked, whatever became of manifest.json. */
  private EditedProject.Left listed() {
    project.delete("target/manifest.json");
    return project.run(Command.LS, "target", true);
  }

  @Test
  void lsReadsTheLinkedManifest() {
    project.file("models/idle.yml", "models: [{name: m11, config: {enabled: false}}]\n");
    project.file(
        "models/more.yml",
        "groups: [{name: g, owner: {name: o, since: 2020-01-02}}]\n"
            + "unit_tests: [{name: u, model: m3, given: [{input: ref('m0'), rows: [{a: 1}]}],"
            + " expect: {rows: [{a: 1.5}]}}]\n"
            + "exposures: [{name: x, type: dashboard, owner: {name: o}, depends_on: [ref('m1')]}]\n"
            + "models: [{name: m7, latest_version: 1, deprecation_date: 2027-01-01, config: {group:"
            + " g, contract: {enforced: true}, materialized: table}, columns: [{name: a, data_type:"
            + " int, quote: true, constraints: [{type: primary_key}]}], versions: [{v: 1,"
            + " defined_in: m7}]}]\n");
    EditedProject.Left first = project.run(Command.LS, "target", true);
    assertThat(first.manifest()).startsWith("{").contains("model.e.m7.v1", "unit_test.e.m3.u");
    EditedProject.Left second = listed();
    assertThat(second.createdAt()).isEqualTo(first.createdAt());
    assertSame(second);
    assertThat(project.run(Command.LS, "target", true)).isEqualTo(second);
    project.flags = project.flags.with(Flag.SELECT, List.of("m1"));
    assertThat(project.run(Command.COMPILE, "target", true).manifest()).contains("compiled_code");
    project.flags = project.flags.with(Flag.SELECT, List.of("m2"));
    assertThat(project.run(Command.LS, "target", true).createdAt()).isEqualTo(first.createdAt());
  }

  @Test
  void aDamagedLinkedManifestCountsForNothing() throws IOException {
    EditedProject.Left left = listed();
    Path file = root.resolve("target/linked_manifest.epoxy");
    byte[] good = Files.readAllBytes(file);
    for (int at = 0; at < good.length; at += good.length / 10 + 1) {
      byte[] flipped = good.clone();
      flipped[at] ^= 0x10;
      Files.write(file, flipped);
      assertThat(listed().manifest()).isEqualTo(left.manifest());
    }
    Files.delete(file);
    assertThat(listed().manifest()).isEqualTo(left.manifest());
  }

  @Test
  void aDamagedMemoryCountsForNothing() throws IOException {
    project.again();
    Path file = root.resolve(MEMORY);
    byte[] good = Files.readAllBytes(file);
    int step = good.length / 20 + 1;
    for (int at = 0; at < good.length; at += step) {
      byte[] flipped = good.clone();
      flipped[at] ^= 0x10;
      Files.write(file, flipped);
      project.append("models/g0/m0.sql", "\n-- " + at);
      assertThat(project.again().manifest()).contains("-- " + at + "\"");
      Files.write(file, Arrays.copyOf(good, at));
      assertThat(project.again().manifest()).contains("-- " + at + "\"");
    }
    assertSame(project.again());
    assertThat(repeats()).isTrue();
  }

  @Test
  void valuesOfVarsAndTheEnvironmentAreNotInTheMemory() throws IOException {
    project.env.put("E", "hunter2");
    project.vars.put("unused", "s3cret-colour");
    project.again();
    String bytes = Files.readString(root.resolve(MEMORY), StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains("m11.sql").doesNotContain("hunter2", "s3cret");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void afterAnyEditsTheManifestIsThatOfAFirstParse(long seed) {
    Random random = new Random(seed);
    Map<String, Consumer<Integer>> edits = edits();
    List<String> names = new ArrayList<>(edits.keySet());
    List<String> done = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        String name = names.get(random.nextInt(names.size()));
        done.add(name);
        edits.get(name).accept(random.nextInt(12));
      }
      EditedProject.Left expected = assertLikeFirst(project.again(), done);
      EditedProject.Left listed = listed();
      assertThat(listed.manifest()).as("after %s", done).isEqualTo(expected.manifest());
      assertThat(listed.told()).as("after %s", done).isEqualTo(expected.told());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void afterAnyPropertyFilesTheManifestIsThatOfAFirstParse(long seed) {
    Random random = new Random(seed);
    List<String> done = new ArrayList<>();
    project.file("models/group.yml", "groups: [{name: g, owner: {name: o}}]\n");
    int partly = 0;
    for (int step = 0; step < 2 * STEPS; step++) {
      List<Object> before = project.again().createdAt();
      for (int i = random.nextInt(4) / 2; i >= 0; i--) {
        done.add(propertyEdit(random));
      }
      EditedProject.Left left = project.again();
      assertLikeFirst(left, done);
      if (!left.manifest().startsWith("{")) {
        List.of(0, 1, 2).forEach(number -> project.delete("models/p" + number + ".yml"));
      }
      partly += before.stream().anyMatch(left.createdAt()::contains) ? 1 : 0;
    }
    assertThat(partly).isGreaterThan(STEPS / 2);
  }

  private String propertyEdit(Random random) {
    int number = random.nextInt(3);
    String file = "models/p" + number + ".yml";
    int what = random.nextInt(10);
    String text = RandomProperties.text(random, number);
    if (what == 0) {
      project.delete(file);
      return "no " + file;
    }
    if (what == 1) {
      String model = model(5 + random.nextInt(7));
      project.append(model, " -- more");
      return model;
    }
    if (what == 2) {
      text = "# a remark\n" + (root.resolve(file).toFile().exists() ? project.text(file) : "");
    }
    project.file(file, text);
    return file + ": " + text;
  }

  @Test
  void whatAMacroMeansToIsParsedAnew() {
    project.file("macros/kind.sql", "{% macro kind() %}k{% endmacro %}");
    project.file("models/asks.sql", "{{ config(meta={'a': kind(), 'b': idle is defined}) }} 1");
    assertParsedAnew(2, () -> project.file("macros/kind.sql", "{% macro kind() %}t{% endmacro %}"));
    assertParsedAnew(
        1, () -> project.file("macros/kind.sql", "{% macro kind() %}{{ 't' }}{% endmacro %}"));
    assertParsedAnew(0, () -> project.append("macros/kind.sql", "{# a remark #}"));
    assertParsedAnew(2, () -> project.file("macros/more.sql", "{% macro idle() %}1{% endmacro %}"));
    assertParsedAnew(
        1, () -> project.file("macros/more.sql", "\n{% macro idle(a) %}1{% endmacro %}"));
    assertParsedAnew(1, () -> project.delete("macros/more.sql"));
    assertParsedAnew(
        1, () -> project.file("macros/more.sql", "{% macro glue__other() %}1{% endmacro %}"));
    assertParsedAnew(
        1,
        () ->
            project.file(
                "tests/generic/positive.sql",
                "{% test positive(model, column_name) %}select 2{% endtest %}"));
    assertLinkedAgain(
        () -> project.file("macros/suffix.sql", "{% macro suffix() %}_t{% endmacro %}"));
    assertLinkedAgain(
        () -> project.file("macros/more.sql", "{% macro glue__inner() %}g{% endmacro %}"));
  }

  @Test
  void aMacroThatNamesDatabasesIsAskedForAllNodes() {
    project.file(
        "profiles.yml",
        "e: {target: dev, outputs: {dev: {type: spark, method: session, host: none, schema: s}}}");
    project.again();
    project.file(
        "macros/names.sql",
        "{% macro generate_database_name(custom=none, node=none) %}else{% endmacro %}");
    EditedProject.Left left = project.again();
    assertThat(left.manifest()).contains("Cannot set database in spark!");
    assertThat(left).isEqualTo(project.anew());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void afterAnyMacrosTheManifestIsThatOfAFirstParse(long seed) {
    Map<String, Consumer<Integer>> edits = new MacroEdits(project).all();
    Consumer<EditedProject.Left> mend =
        left -> {
          if (!left.manifest().startsWith("{")) {
            edits.get("mended").accept(0);
            project.again();
          }
        };

    assertThat(countPartly(seed, edits, () -> {}, mend)).isGreaterThan(STEPS / 3);
  }

  private Map<String, Consumer<Integer>> edits() {
    Map<String, Consumer<Integer>> edits = new LinkedHashMap<>();
    edits.put("code", i -> project.append(model(i), " -- " + i));
    edits.put("more code", i -> project.append(model(i), "\n"));
    edits.put("a line above", i -> project.file(model(i), "\n" + project.text(model(i))));
    edits.put("a ref", i -> project.append(model(i), "{{ ref('uses_var') }}"));
    edits.put("another ref", i -> project.file(model(i), "{{ ref('m" + (i + 5) % 12 + "') }} 1"));
    edits.put("a source", i -> project.file(model(i), "{{ source('raw', 't') }} 1"));
    edits.put("a config", i -> project.append(model(i), "{{ config(meta={'k': " + i + "}) }}"));
    edits.put("a variable", i -> project.append(model(i), "{{ env_var('V', 'none') }}"));
    edits.put("a new text", i -> project.file(model(i), "select " + i));
    edits.put("a clock", i -> project.append(model(i), "{{ run_started_at and '' }}"));
    edits.put("disabled", i -> project.append(model(i), "{{ config(enabled=var('on', true)) }}"));
    edits.put("an error", i -> project.append(model(i), i == 1 ? "{% endif %}" : ""));
    edits.put("a file", i -> project.file("models/more/n" + i + ".sql", "select 1"));
    edits.put("no file", i -> project.delete("models/more/n" + i + ".sql"));
    edits.put("a description", i -> project.properties("Number " + i, "not_null"));
    edits.put("a column", i -> project.described("id", "Number " + i, "a: 1"));
    edits.put("another column", i -> project.described("c" + i % 3, "One.", "a: " + i % 2));
    edits.put("a test", i -> project.properties("First.", i % 2 == 0 ? "unique" : "not_null"));
    edits.put(
        "docs", i -> project.file("models/docs.md", "{% docs about %}" + i + "{% enddocs %}"));
    edits.put("a seed", i -> project.append("seeds/countries.csv", "c" + i + ",x\n"));
    edits.put(
        "a macro",
        i -> project.file("macros/suffix.sql", "{% macro suffix() %}_" + i + "{% endmacro %}"));
    edits.putAll(new MacroEdits(project).all());
    edits.put("a tree", i -> project.project(i % 2 == 0 ? "table" : "view", "red"));
    edits.put("a var of the project", i -> project.project("view", "colour" + i));
    edits.put("a var", i -> project.vars.put("colour", "green" + i % 3));
    edits.put("another var", i -> project.vars.put("on", i > 2));
    edits.put("the environment", i -> project.env.put(i % 2 == 0 ? "V" : "E", "x" + i % 3));
    edits.put("a package", i -> project.file("dbt_packages/tools/models/inside.sql", "" + i));
    return edits;
  }

  private static String model(int number) {
    return "models/g" + number % 3 + "/m" + number + ".sql";
  }
}
