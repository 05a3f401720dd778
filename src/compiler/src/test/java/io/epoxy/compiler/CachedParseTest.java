package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.compiler.bench.SyntheticProject;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is edited between two runs: a run with the cache finds what a run without one finds. */
final class CachedParseTest {
  private static final Pattern COUNTS = Pattern.compile("Parse cache: (\\d+) used, (\\d+) new");

  @TempDir Path root;
  private final Map<String, Object> vars = new LinkedHashMap<>();
  private final Map<String, String> env = new LinkedHashMap<>();
  private Optional<String> target = Optional.empty();
  private final List<String> messages = new ArrayList<>();

  @BeforeEach
  void writeProject() {
    file(
        "dbt_project.yml",
        "name: e\nversion: '1.0.0'\nprofile: e\nvars: {colour: red, size: 1}\n"
            + "models:\n  e:\n    marts: {+materialized: table}\n");
    file(
        "profiles.yml",
        "e:\n  target: dev\n  outputs:\n    dev: {type: glue, schema: s, threads: 1}\n"
            + "    prod: {type: glue, schema: p, threads: 1}\n");
    file("models/plain.sql", "select 1 as id");
    file("models/marts/uses_ref.sql", "select * from {{ ref('plain') }}");
    file("models/uses_var.sql", "{{ config(tags=[var('colour')]) }} select 1");
    file("models/uses_env.sql", "{{ config(meta={'e': env_var('E', 'none')}) }} select 1");
    file("models/uses_macro.sql", "{{ config(alias=named('a')) }} select 1");
    file("models/uses_package.sql", "{{ config(alias=tools.word()) }} select 1");
    file("models/uses_dispatch.sql", "{{ config(alias=outer()) }} select 1");
    file("models/uses_target.sql", "{{ config(tags=[target.name]) }} select 1");
    file(
        "models/schema.yml",
        "models:\n  - name: plain\n    description: \"{{ doc('about') }}\"\n    columns:\n"
            + "      - name: id\n        data_tests: [not_null, unique, positive]\n"
            + "  - name: uses_var\n    config: {meta: {c: \"{{ var('size') }}\"}}\n"
            + "sources:\n  - name: raw\n    tables: [{name: t, columns: [{name: id,"
            + " data_tests: [not_null]}]}]\n");
    file("models/docs.md", "{% docs about %}First.{% enddocs %}");
    file("macros/named.sql", "{% macro named(x) %}{{ return(x ~ suffix()) }}{% endmacro %}");
    file("macros/suffix.sql", "{% macro suffix() %}{{ return('_s') }}{% endmacro %}");
    file("macros/unused.sql", "{% macro unused() %}1{% endmacro %}");
    file(
        "macros/outer.sql",
        "{% macro outer() %}{{ return(adapter.dispatch('inner')()) }}{% endmacro %}"
            + "{% macro default__inner() %}{{ return('by_default') }}{% endmacro %}");
    file(
        "tests/generic/positive.sql",
        "{% test positive(model, column_name) %}select * from {{ model }}{% endtest %}");
    file("packages.yml", "packages: [{local: ../tools}]\n");
    file("dbt_packages/tools/dbt_project.yml", "name: tools\nversion: '1.0.0'\n");
    file(
        "dbt_packages/tools/macros/word.sql",
        "{% macro word() %}{{ return('word') }}{% endmacro %}");
    file("dbt_packages/tools/models/inside.sql", "{{ config(tags=[var('colour')]) }} select 1");
  }

  private void file(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void delete(String path) {
    try {
      Files.delete(root.resolve(path));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String parse(boolean cached) {
    CompilerOptions options =
        new CompilerOptions(
            root,
            Optional.empty(),
            Optional.empty(),
            target,
            vars,
            env,
            Optional.empty(),
            "00000000-0000-0000-0000-000000000000",
            Instant.parse("2026-01-02T03:04:05Z"),
            "parse",
            CompilerOptions.FullRefresh.OFF,
            OptionalInt.empty(),
            cached ? Map.of("PARTIAL_PARSE", true) : Map.of("PARTIAL_PARSE", false),
            (level, event, text) -> {
              synchronized (messages) {
                messages.add(text);
              }
            });
    try {
      return show(ProjectCompiler.open(options).parse());
    } catch (EpoxyException e) {
      return "ERROR " + e.describe();
    }
  }

  /** Records show everything that they hold, in order. */
  private static String show(Manifest manifest) {
    return manifest.toString().replace("), ", "),\n");
  }

  /** How many entries the last run with a cache had to make. */
  private int madeAnew() {
    for (int i = messages.size() - 1; i >= 0; i--) {
      Matcher counts = COUNTS.matcher(messages.get(i));
      if (counts.find()) {
        return Integer.parseInt(counts.group(2));
      }
    }
    throw new AssertionError("no count in " + messages);
  }

  private void assertEditIsSeen(int anew, Runnable edit) {
    String before = parse(true);
    assertThat(before).as("cold").isEqualTo(parse(false)).doesNotStartWith("ERROR");
    assertThat(parse(true)).as("nothing changed").isEqualTo(before);
    assertThat(madeAnew()).as("nothing changed").isZero();
    edit.run();
    messages.clear();
    String expected = parse(false);
    assertThat(parse(true)).as("after the edit").isEqualTo(expected);
    assertThat(madeAnew()).as("entries made anew").isEqualTo(anew);
    assertThat(parse(true)).as("once more").isEqualTo(expected);
    assertThat(madeAnew()).as("once more").isZero();
  }

  @Test
  void aBody() {
    assertEditIsSeen(1, () -> file("models/plain.sql", "select 2 as id"));
  }

  @Test
  void aBodyThatRefersToSomethingElse() {
    assertEditIsSeen(
        1, () -> file("models/marts/uses_ref.sql", "select * from {{ ref('uses_var') }}"));
  }

  @Test
  void aDescription() {
    String yaml = "models:\n  - name: uses_ref\n    description: New.\n";
    assertEditIsSeen(2, () -> file("models/marts/more.yml", yaml));
  }

  @Test
  void aBlockOfDocs() {
    assertEditIsSeen(0, () -> file("models/docs.md", "{% docs about %}Second.{% enddocs %}"));
  }

  @Test
  void theConfigOfAFolder() {
    String project = "name: e\nversion: '1.0.0'\nprofile: e\nvars: {colour: red, size: 1}\n";
    assertEditIsSeen(
        8, // the models: those right above the folder could have its name
        () -> file("dbt_project.yml", project + "models: {e: {marts: {+materialized: view}}}\n"));
  }

  /** Nodes and property files of the project, all of which a run without a cache makes. */
  private int entries() {
    parse(true);
    int all = madeAnew();
    assertThat(all).isGreaterThan(10);
    delete("target/partial_parse.epoxy");
    return all;
  }

  @Test
  void theFirstParseIsToldAsSuch() {
    String sentence =
        "Unable to do partial parsing because saved manifest not found. Starting full parse.";
    parse(false);
    assertThat(messages).contains("Partial parsing not enabled").doesNotContain(sentence);
    messages.clear();
    parse(true);
    assertThat(messages).filteredOn(sentence::equals).hasSize(1);
    messages.clear();
    parse(true);
    assertThat(messages).doesNotContain(sentence);
  }

  @Test
  void whatChangedForAllIsToldAsTheReason() throws IOException {
    String project = "name: e\nversion: \"{{ env_var('V', '1.0.0') }}\"\nprofile: e\n";
    file("dbt_project.yml", project);
    parse(true);

    env.put("V", "2.0.0");
    assertThat(reasons()).containsExactly("env vars used in dbt_project.yml have changed");
    file("dbt_project.yml", project + "models: {+tags: x}\n"); // known by who lies under it
    assertThat(reasons()).isEmpty();
    file("dbt_project.yml", project + "quoting: {identifier: true}\n");
    assertThat(reasons()).containsExactly("a project config has changed");
    target = Optional.of("prod");
    assertThat(reasons())
        .containsExactly(
            "config vars, config profile, or config target have changed", "profile has changed");
    file("packages.yml", "packages: [{local: ../tools}, {local: ../more}]\n");
    file("dbt_packages/more/dbt_project.yml", "name: more\nversion: '1.0.0'\n");
    assertThat(reasons()).containsExactly("a project dependency has been added");
    vars.put("colour", "blue");
    assertThat(reasons()).isEmpty();
    Path profiles = root.resolve("profiles.yml");
    Files.writeString(profiles, Files.readString(profiles).replace("threads: 1", "threads: 5"));
    assertThat(reasons()).isEmpty();
    assertThat(root.resolve("target/partial_parse.parts"))
        .content()
        .contains("project more=")
        .doesNotContain("glue");
  }

  /** Of one more parse. */
  private List<String> reasons() {
    messages.clear();
    parse(true);
    String start = "Unable to do partial parsing because ";
    return messages.stream()
        .filter(text -> text.startsWith(start))
        .map(text -> text.substring(start.length()))
        .toList();
  }

  @Test
  void aMacroThatIsUsedByAnother() {
    String macro = "{% macro suffix() %}{{ return('_t') }}{% endmacro %}";
    assertEditIsSeen(1, () -> file("macros/suffix.sql", macro));
  }

  @Test
  void aMacroThatNobodyUses() {
    assertEditIsSeen(0, () -> file("macros/unused.sql", "{% macro unused() %}2{% endmacro %}"));
  }

  @Test
  void aMacroThatHidesAFunction() {
    String macro = "{% macro ref(x) %}{{ return(builtins.ref('uses_var')) }}{% endmacro %}";
    assertEditIsSeen(2, () -> file("macros/hiding.sql", macro));
  }

  @Test
  void aMacroThatIsAnImplementationNearerToTheAdapter() {
    String macro = "{% macro glue__inner() %}{{ return('by_glue') }}{% endmacro %}";
    assertEditIsSeen(1, () -> file("macros/nearer.sql", macro));
  }

  @Test
  void theMacroThatNamesSchemas() {
    String macro = "{% macro generate_schema_name(custom_schema_name, node) %}other{% endmacro %}";
    int nodes = entries() - 1;
    assertEditIsSeen(nodes, () -> file("macros/naming.sql", macro));
  }

  @Test
  void aMacroOfAPackage() {
    String macro = "{% macro word() %}{{ return('other') }}{% endmacro %}";
    assertEditIsSeen(1, () -> file("dbt_packages/tools/macros/word.sql", macro));
  }

  @Test
  void aGenericTest() {
    String test = "{% test positive(model, column_name) %}{{ config(tags='n') }}1{% endtest %}";
    assertEditIsSeen(1, () -> file("tests/generic/positive.sql", test));
  }

  @Test
  void aVarOfTheCommandLine() {
    assertEditIsSeen(2, () -> vars.put("colour", "blue"));
  }

  @Test
  void aVarOfTheCommandLineThatNobodyReads() {
    assertEditIsSeen(0, () -> vars.put("other", "blue"));
  }

  @Test
  void aVarThatAPropertyFileReads() {
    assertEditIsSeen(1, () -> vars.put("size", 2L));
  }

  @Test
  void aVarThatKeepsItsTextAndChangesItsType() {
    vars.put("colour", 1L);
    assertEditIsSeen(2, () -> vars.put("colour", "1"));
  }

  @Test
  void aVarOfTheProject() {
    String project = "name: e\nversion: '1.0.0'\nprofile: e\nvars: {colour: green, size: 1}\n";
    String trees = "models:\n  e:\n    marts: {+materialized: table}\n";
    assertEditIsSeen(2, () -> file("dbt_project.yml", project + trees));
  }

  @Test
  void anEnvironmentVariable() {
    assertEditIsSeen(1, () -> env.put("E", "now there"));
  }

  @Test
  void anEnvironmentVariableThatNobodyReads() {
    assertEditIsSeen(0, () -> env.put("F", "x"));
  }

  @Test
  void anAddedFile() {
    assertEditIsSeen(1, () -> file("models/added.sql", "select * from {{ ref('plain') }}"));
  }

  @Test
  void aRemovedFile() {
    assertEditIsSeen(0, () -> delete("models/marts/uses_ref.sql"));
  }

  @Test
  void aRenamedFile() {
    assertEditIsSeen(
        1,
        () -> {
          delete("models/marts/uses_ref.sql");
          file("models/marts/renamed.sql", "select * from {{ ref('plain') }}");
        });
  }

  @Test
  void aDisabledNode() {
    String sql = "{{ config(enabled=false) }} select 1";
    assertEditIsSeen(1, () -> file("models/marts/uses_ref.sql", sql));
  }

  @Test
  void aNodeWithAnError() {
    assertEditIsSeen(0, () -> file("models/uses_var.sql", "{{ config(tags=[nothing.x()) }}"));
  }

  @Test
  void aNewPackage() {
    assertEditIsSeen(
        entries() + 1,
        () -> {
          file("packages.yml", "packages: [{local: ../tools}, {local: ../more}]\n");
          file("dbt_packages/more/dbt_project.yml", "name: more\nversion: '1.0.0'\n");
          file("dbt_packages/more/models/m.sql", "select 1");
        });
  }

  @Test
  void theTarget() {
    assertEditIsSeen(entries(), () -> target = Optional.of("prod"));
  }

  @Test
  void whatIsNeverTheSameIsNeverKept() {
    file("models/clock.sql", "{{ config(meta={'at': run_started_at ~ ''}) }} select 1");
    file("models/flags.sql", "{{ config(meta={'f': flags.WHICH}) }} select 1");
    file("models/logs.sql", "{{ log('logged', info=true) }} select 1");
    assertEditIsSeen(1, () -> file("models/plain.sql", "select 3 as id"));
    assertThat(messages).filteredOn("logged"::equals).hasSize(3);
  }

  @Test
  void aForeignOrBrokenFileIsThrownAwayWithOneMessage() throws IOException {
    String expected = parse(true);
    Path file = root.resolve("target/partial_parse.epoxy");
    byte[] good = Files.readAllBytes(file);
    List<byte[]> bad = new ArrayList<>();
    bad.add(new byte[0]);
    bad.add("not ours".getBytes(StandardCharsets.UTF_8));
    bad.add(java.util.Arrays.copyOf(good, good.length / 2));
    byte[] flipped = good.clone();
    flipped[good.length / 2] ^= 1;
    bad.add(flipped);
    for (byte[] bytes : bad) {
      Files.write(file, bytes);
      messages.clear();
      assertThat(parse(true)).isEqualTo(expected);
      assertThat(messages).filteredOn(text -> text.contains("is not used")).hasSize(1);
      assertThat(parse(true)).isEqualTo(expected);
      assertThat(madeAnew()).isZero();
    }
  }

  @Test
  void withoutTheFlagNoFileIsReadOrWritten() throws IOException {
    Path file = root.resolve("target/partial_parse.epoxy");
    parse(false);
    assertThat(file).doesNotExist();
    Files.createDirectories(file.getParent());
    Files.writeString(file, "kept");
    parse(false);
    assertThat(file).hasContent("kept");
  }

  @Test
  void valuesOfTheEnvironmentAreNotInTheFile() throws IOException {
    env.put("E", "hunter2");
    file("models/uses_env.sql", "{% if env_var('E') == 'x' %}{{ ref('plain') }}{% endif %} 1");
    vars.put("colour", "s3cret-colour");
    file("models/uses_var.sql", "{% if var('colour') == 'x' %}{{ ref('plain') }}{% endif %} 1");
    delete("dbt_packages/tools/models/inside.sql");
    parse(true);
    String bytes =
        Files.readString(root.resolve("target/partial_parse.epoxy"), StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains("colour").doesNotContain("hunter2", "s3cret-colour");
  }

  @Test
  void aSyntheticProject() {
    SyntheticProject.write(root.resolve("synthetic"), 150, 11);
    root = root.resolve("synthetic");
    assertEditIsSeen(
        1, () -> file("models/staging/group_0/stg_model_3.sql", "select 1 -- changed"));
  }
}
