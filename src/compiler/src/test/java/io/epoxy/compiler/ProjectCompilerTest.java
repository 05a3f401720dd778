package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.compiler.load.SourceFile;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Hook;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProjectCompilerTest {
  private final InMemoryWarehouse warehouse = new InMemoryWarehouse();
  @TempDir private Path folder;
  private TestProject project;

  @BeforeEach
  void newProject() {
    project = new TestProject(folder);
  }

  @Test
  void refsSourcesAndVarsBecomeNames() {
    project
        .file("models/a.sql", "select {{ var('n', 7) }} from {{ source('raw', 'trips') }}")
        .file(
            "models/b.sql", "{{ config(schema='gold', alias='bee') }}select * from {{ ref('a') }}")
        .file("models/s.yml", "sources: [{name: raw, schema: lake, tables: [{name: trips}]}]");

    assertThat(sql("model.e.a")).isEqualTo("select 7 from lake.trips");
    assertThat(sql("model.e.b")).isEqualTo("select * from s.a");
    assertThat(parse().nodes().get(new UniqueId("model.e.b")).relation().render())
        .isEqualTo("s_gold.bee");
  }

  @Test
  void timesInTestArgumentsAreWrittenAsPythonDoes() {
    project
        .file("models/a.sql", "select 1 as i")
        .file(
            "models/s.yml",
            "models: [{name: a, data_tests: [{at: {arguments: {t: %s}}}]}]"
                .formatted("[2024-01-02 03:04:05, {d: 2024-01-02}]"))
        .file("tests/generic/at.sql", "{% test at(model, t) %}{{ t[0] }} {{ t[1] }}{% endtest %}");
    UniqueId test =
        parse().nodes().keySet().stream()
            .filter(id -> id.value().startsWith("test."))
            .findFirst()
            .orElseThrow();

    assertThat(sql(test.value())).isEqualTo("2024-01-02 03:04:05 {'d': datetime.date(2024, 1, 2)}");
  }

  @Test
  void aSchemaThatIsNoneIsLeftOutOfTheName() {
    project
        .file("models/a.sql", "select 1 as i")
        .file("models/b.sql", "select * from {{ ref('a') }}")
        .file(
            "macros/s.sql",
            "{% macro generate_schema_name(custom, node) %}{{ return(none) }}{% endmacro %}");

    assertThat(sql("model.e.b")).isEqualTo("select * from a");
  }

  @Test
  void aSnapshotWithoutConfigOfItsOwnIsNotNamedByTheProjects() {
    String snapshots =
        "snapshots: [{name: s, relation: ref('a')}, {name: t, relation: ref('a'),"
            + " config: {tags: x}}, {name: u, relation: ref('a'), meta: {k: 1}, config: {}}]";
    project
        .file(
            "dbt_project.yml",
            "name: e\nversion: '1.0.0'\nprofile: e\nsnapshots: {+schema: zz, +strategy: check,"
                + " +check_cols: all, +unique_key: i}\n")
        .file("models/a.sql", "select 1 as i")
        .file("models/s.yml", snapshots);
    Map<UniqueId, Node> nodes = parse().nodes();
    Node plain = nodes.get(new UniqueId("snapshot.e.s"));

    assertThat(plain.relation().render()).isEqualTo("s.s");
    assertThat(plain.info().unrenderedConfig()).isEmpty();
    assertThat(plain.info().config().string("strategy")).contains("check");
    assertThat(nodes.get(new UniqueId("snapshot.e.t")).relation().render()).isEqualTo("s_zz.t");
    assertThat(nodes.get(new UniqueId("snapshot.e.u")).relation().render()).isEqualTo("s_zz.u");
  }

  @Test
  void keysOfVarsAreTexts() {
    assertThat(ProjectCompiler.parseYaml("--vars", "{'1': {2: 3}}")).containsOnlyKeys("1");
    assertThat(ProjectCompiler.parseYaml("--args", "{1: 2}")).containsOnlyKeys("1");
    assertThatThrownBy(() -> ProjectCompiler.parseYaml("--vars", "{a: 1, null: 2}"))
        .isInstanceOfSatisfying(
            EpoxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PROJECT))
        .hasMessage("at path ['cli_vars']: None is not of type 'string'");
  }

  @Test
  void aRefThatIsMadeTwiceIsKeptTwice() {
    project
        .file("models/a.sql", "select 1")
        .file("models/b.sql", "select * from {{ ref('a') }} join {{ ref('a') }} using (i)");
    Node model = parse().nodes().get(new UniqueId("model.e.b"));

    assertThat(model.code().refs()).extracting(RefCall::name).containsExactly("a", "a");
    assertThat(model.dependsOn()).containsExactly(new UniqueId("model.e.a"));
  }

  @Test
  void whoeverPinsNoVersionHearsOfTheOneToCome() {
    project
        .file("models/m_v1.sql", "select 1 as i")
        .file("models/m_v9.sql", "select 1 as i")
        .file("models/m_v10.sql", "select 1 as i")
        .file(
            "models/s.yml",
            "models: [{name: m, latest_version: 1, versions: [{v: 1}, {v: 9}, {v: 10}]}]")
        .file("models/pinned.sql", "select * from {{ ref('m', v=1) }}")
        .file("models/unpinned.sql", "select * from {{ ref('m') }}");

    assertThat(sql("model.e.pinned")).isEqualTo("select * from s.m_v1");
    assertThat(project.messages()).noneMatch(text -> text.contains("unpinned reference"));
    assertThat(sql("model.e.unpinned")).isEqualTo("select * from s.m_v1");
    assertThat(project.messages())
        .filteredOn(text -> text.contains("unpinned reference"))
        .singleElement()
        .asString()
        .contains("While compiling 'unpinned':")
        .contains("A prerelease version 10 is available.")
        .contains("  Pin to  v1: {{ ref('e', 'm', v='1') }}");
  }

  @Test
  void aSeedBeyondTheLimitHasItsPathForAChecksum() {
    project
        .file("seeds/large.csv", "i\n" + "1234567\n".repeat(140_000))
        .file("seeds/small.csv", "i\n1\n");
    Map<UniqueId, Node> nodes = parse().nodes();

    assertThat(nodes.get(new UniqueId("seed.e.large")).code().checksum())
        .isEqualTo("seeds/large.csv");
    assertThat(nodes.get(new UniqueId("seed.e.small")).code().checksum()).hasSize(64);
  }

  /** A file of blocks that are not there: whoever read it would refuse it, or have no memory. */
  @Test
  void aSeedBeyondTheLimitIsNotRead() throws IOException {
    project.file("seeds/huge.csv", "i\n");
    try (FileChannel file =
        FileChannel.open(folder.resolve("seeds/huge.csv"), StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {'1'}), 300L << 20);
    }

    assertThat(parse().nodes().get(new UniqueId("seed.e.huge")).code().checksum())
        .isEqualTo("seeds/huge.csv");
  }

  @ParameterizedTest
  @CsvSource({
    "2031-02-03, 2031-02-03T00:00Z",
    "'\"2031-02-03\"', 2031-02-03T00:00Z",
    "'\"2031-02-03 10:00:00+02:00\"', 2031-02-03T10:00+02:00",
    "'\"2031-02-03T10:00:00.5Z\"', 2031-02-03T10:00:00.500Z",
    "'\"2031-02-03 10:00\"', 2031-02-03T10:00Z",
    "'\"2031-02-03 10:00:00 -0330\"', 2031-02-03T10:00-03:30"
  })
  void deprecationDatesAreMomentsInEveryForm(String written, String moment) {
    project
        .file("models/a.sql", "select 1")
        .file("models/s.yml", "models: [{name: a, deprecation_date: " + written + "}]");
    ModelNode model = (ModelNode) parse().nodes().get(new UniqueId("model.e.a"));

    assertThat(model.promises().deprecationDate()).contains(OffsetDateTime.parse(moment));
  }

  @Test
  void icebergTablesCarryTheirCatalogAndViewsNone() {
    project
        .file("models/t.sql", "{{ config(materialized='table', file_format='iceberg') }}select 1")
        .file("models/v.sql", "{{ config(file_format='iceberg') }}select * from {{ ref('t') }}")
        .file("models/w.sql", "select * from {{ ref('v') }}");

    assertThat(sql("model.e.v")).isEqualTo("select * from glue_catalog.s.t");
    assertThat(sql("model.e.w")).isEqualTo("select * from s.v");
  }

  @Test
  void ephemeralModelsBecomeNestedCtes() {
    project
        .file("models/a.sql", "{{ config(materialized='ephemeral') }}select 1 as x")
        .file("models/b.sql", "{{ config(materialized='ephemeral') }}select * from {{ ref('a') }}")
        .file("models/c.sql", "with z as (select 1) select * from {{ ref('b') }}, z");

    assertThat(sql("model.e.c"))
        .isEqualTo(
            "with  __dbt__cte__a as (\nselect 1 as x\n),  __dbt__cte__b as (\n"
                + "select * from __dbt__cte__a\n), z as (select 1) select * from __dbt__cte__b, z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{%- set n = 1 -%}\n", "{#- a -#} ", "{{- '' -}} ", "{% set n = 1 -%} "})
  void linesAboveATagThatTakesBlanksTakeNothingOfTheModel(String tag) {
    project.file("models/a.sql", "\n\n" + tag + "select 1\n{# b #}\n");

    assertThat(sql("model.e.a")).isEqualTo("select 1\n");
  }

  @Test
  void isIncrementalAsksTheWarehouse() {
    project.file(
        "models/a.sql",
        "{{ config(materialized='incremental') }}"
            + "select 1{% if is_incremental() %} where x > (select max(x) from {{ this }}){% endif %}");
    assertThat(sql("model.e.a")).isEqualTo("select 1");

    warehouse.table(Relation.of("s", "a").ofType(RelationType.TABLE), Column.of("x", "int"));
    assertThat(sql("model.e.a")).isEqualTo("select 1 where x > (select max(x) from s.a)");
  }

  @Test
  void queriesRunOnlyWhenCompiling() {
    project.file(
        "models/a.sql",
        "{% set r = run_query('select k from t') %}"
            + "{% if execute %}select {{ r.columns[0].values() | join(', ') }}{% endif %}");
    warehouse.answer(
        "select k from t",
        new QueryResult(List.of(Column.of("k", "int")), List.of(List.of(1L), List.of(2L))));

    Manifest manifest = parse();
    assertThat(warehouse.queries()).isEmpty();
    assertThat(compile(manifest, "model.e.a").sql()).isEqualTo("select 1, 2");
    assertThat(warehouse.queries()).containsExactly("select k from t");
  }

  @Test
  void hooksAreRenderedInOrderWhenTheirTurnComes() {
    project
        .file("dbt_project.yml", "name: e\nprofile: e\nmodels:\n  +post-hook: 'first {{ this }}'\n")
        .file(
            "models/a.sql",
            "{{ config(post_hook=['second', '', '{{ \"\" }}', '{{"
                + " run_query(\"select k from t\").columns[0].values()[0] if execute }}']) }}select 1");
    warehouse.answer(
        "select k from t",
        new QueryResult(List.of(Column.of("k", "string")), List.of(List.of("third"))));

    List<Hook> hooks = compile(parse(), "model.e.a").postHooks();

    assertThat(warehouse.queries()).isEmpty();
    assertThat(hooks)
        .extracting(hook -> hook.statement().get())
        .containsExactly("first s.a", "second", "", "third");
    assertThat(hooks).extracting(Hook::written).startsWith("first {{ this }}", "second");
    assertThat(warehouse.queries()).containsExactly("select k from t");
  }

  @Test
  void hooksAreNotRenderedWhereNothingRunsThem() {
    project.file(
        "models/a.sql", "{{ config(post_hook='{{ run_query(\"drop table t\") }}') }}select 1");
    ProjectCompiler compiler =
        ProjectCompiler.open(CompilerOptions.of(folder, Map.of(), "compile", "id", Instant.EPOCH));
    UniqueId id = new UniqueId("model.e.a");

    assertThat(compiler.compile(compiler.parse(), id, warehouse).postHooks()).isEmpty();
    assertThat(warehouse.queries()).isEmpty();
  }

  /** Each as dbt-core 1.12.3 has it in the manifest of such a project. */
  @Test
  void theManifestCountsCallsAsDbtDoes() {
    project
        .file(
            "macros/m.sql",
            "{% macro shown(x) %}{{ x.replace('a', 'b') }}{{ shown(1) }}{{ adapter.quote('x') }}{% endmacro %}\n"
                + "{% macro again(x) %}{{ e.again(1) }}{{ log('x') }}{% endmacro %}\n"
                + "{% macro hidden() %}1{% endmacro %}\n"
                + "{% materialization mine, default %}{{ dbt.materialization_mine_default() }}{% endmaterialization %}")
        .file("models/b.sql", "select 1")
        .file(
            "models/a.sql",
            "select * from {{ ref('b') }} union all select * from {{ ref('b') }}{% if execute %}{{ hidden() }}{% endif %}")
        .file(
            "models/a.yml", "models:\n  - name: a\n    description: >\n      told\n      here\n\n")
        .file("seeds/s.csv", "\uFEFFa,b\r\n1,2\r\n");
    Manifest manifest = parse();

    assertThat(callsOf(manifest, "shown")).containsExactly("macro.dbt.replace");
    assertThat(callsOf(manifest, "again")).containsExactly("macro.e.again");
    assertThat(callsOf(manifest, "materialization_mine_default")).isEmpty();
    assertThat(manifest.macros().get(new UniqueId("macro.e.materialization_mine_default")))
        .extracting(macro -> macro.arguments().get(0).get("name"))
        .isEqualTo("supported_languages");
    Node node = manifest.nodes().get(new UniqueId("model.e.a"));
    assertThat(node.code().refs()).hasSize(2);
    assertThat(node.code().dependsOnNodes()).hasSize(1);
    assertThat(node.code().dependsOnMacros()).isEmpty();
    assertThat(node.info().description()).isEqualTo("told here");
    assertThat(compile(manifest, "model.e.a").node().code().dependsOnMacros())
        .containsExactly(new UniqueId("macro.e.hidden"));
    assertThat(manifest.nodes().get(new UniqueId("seed.e.s")).code().checksum())
        .isEqualTo(SourceFile.sha256("\uFEFFa,b\n1,2"));
  }

  /** As dbt-core 1.12.3 has them in the manifest of such a project. */
  @Test
  void macrosAreWrittenDownWithTheWhiteSpaceThatTheirDashesTake() {
    project.file(
        "macros/m.sql",
        "\n\n{%- macro a() -%}x{%- endmacro -%}\n\n{%- macro b() %}y{% endmacro %}\n\n"
            + "{%- macro d() %}{% endmacro %}\n {% macro c() %}{% endmacro -%}\n\n");
    Manifest manifest = parse();

    assertThat(Stream.of("a", "b", "d", "c").map(name -> written(manifest, name)))
        .containsExactly(
            "{%- macro a() -%}x{%- endmacro -%}\n\n",
            "{%- macro b() %}y{% endmacro %}",
            "\n\n{%- macro d() %}{% endmacro %}",
            "{% macro c() %}{% endmacro -%}");
  }

  private static String written(Manifest manifest, String macro) {
    return manifest.macros().get(new UniqueId("macro.e." + macro)).macroSql();
  }

  private static List<String> callsOf(Manifest manifest, String macro) {
    return manifest.macros().get(new UniqueId("macro.e." + macro)).dependsOnMacros().stream()
        .map(UniqueId::value)
        .toList();
  }

  @Test
  void genericTestsHonourWhere() {
    project
        .file("models/a.sql", "select 1 as i")
        .file(
            "models/s.yml",
            "models: [{name: a, columns: [{name: i, data_tests: [{not_null: {config: {where: 'i > 0'}}}]}]}]");
    UniqueId id =
        parse().nodes().keySet().stream()
            .filter(found -> found.value().startsWith("test."))
            .findFirst()
            .orElseThrow();

    assertThat(id.value()).startsWith("test.e.not_null_a_i.");
    assertThat(compile(parse(), id.value()).sql().replaceAll("\\s+", " ").strip())
        .isEqualTo("select i from (select * from s.a where i > 0) dbt_subquery where i is null");
  }

  @Test
  void anIcebergTablesCatalogIsRenderedAndMayBeWrittenTooAsWithDbtGlue() {
    project
        .file(
            "models/a.sql",
            "{{ config(materialized='table', file_format='iceberg', post_hook='call"
                + " glue_catalog.{{ this }}') }}select 1")
        .file("models/b.sql", "select * from glue_catalog.{{ ref('a') }}, {{ ref('a') }}")
        .file(
            "models/v.sql",
            "{{ config(materialized='view', file_format='iceberg', post_hook='call glue_catalog.{{"
                + " this }}') }} select 1")
        .file("models/c.sql", "select * from glue_catalog.{{ ref('v') }}, {{ ref('v') }}");

    Manifest manifest = parse();
    assertThat(compile(manifest, "model.e.c").sql())
        .as("a view lies in the session's catalog")
        .isEqualTo("select * from s.v, s.v");
    assertThat(compile(manifest, "model.e.v").postHooks())
        .extracting(hook -> hook.statement().get())
        .containsExactly("call s.v");
    assertThat(compile(manifest, "model.e.b").sql())
        .isEqualTo("select * from glue_catalog.s.a, glue_catalog.s.a");
    assertThat(compile(manifest, "model.e.a").postHooks())
        .extracting(hook -> hook.statement().get())
        .containsExactly("call glue_catalog.s.a");
  }

  @Test
  void projectMacrosOverrideTheBuiltInOnesAndDispatchFallsToSpark() {
    project
        .file(
            "macros/m.sql",
            "{% macro generate_schema_name(custom, node) %}{{ custom or 'plain' }}{% endmacro %}"
                + "{% macro pick() %}{{ adapter.dispatch('pick')() }}{% endmacro %}"
                + "{% macro spark__pick() %}spark{% endmacro %}"
                + "{% macro default__pick() %}default{% endmacro %}")
        .file("models/a.sql", "select '{{ pick() }}' from {{ this }}");

    assertThat(sql("model.e.a")).isEqualTo("select 'spark' from plain.a");
  }

  @Test
  void packagesBringModelsAndMacros() {
    project
        .file("packages.yml", "packages: [{local: ../p}]\n")
        .file("dbt_packages/p/dbt_project.yml", "name: p\nvars: {unit: kg}\n")
        .file(
            "dbt_packages/p/macros/m.sql", "{% macro twice(n) %}{{ return(n * 2) }}{% endmacro %}")
        .file("dbt_packages/p/models/in_p.sql", "select '{{ var('unit') }}'")
        .file("models/a.sql", "select {{ p.twice(4) + 1 }} from {{ ref('in_p') }}");

    assertThat(sql("model.e.a")).isEqualTo("select 9 from s.in_p");
    assertThat(sql("model.p.in_p")).isEqualTo("select 'kg'");
  }

  @Test
  void commandLineVarsWin() {
    project
        .file("dbt_project.yml", "name: e\nprofile: e\nvars: {n: 1}\n")
        .file("models/a.sql", "select {{ var('n') }}");
    ProjectCompiler compiler = project.open(Map.of("n", 2L));
    Manifest manifest = compiler.parse();

    assertThat(compiler.compile(manifest, new UniqueId("model.e.a"), warehouse).sql())
        .isEqualTo("select 2");
  }

  @Test
  void profilesSeeOnlyTheGivenEnvironmentAndMayReadSecrets() {
    project.file(
        "profiles.yml",
        "e:\n  target: dev\n  outputs:\n    dev: {type: glue, schema: \"{{ env_var('SCHEMA') }}\","
            + " role_arn: \"{{ env_var('DBT_ENV_SECRET_ROLE') }}\", threads: \"{{ env_var('T') | as_number }}\"}\n");
    CompilerOptions options =
        project.options(
            Map.of(),
            Map.of("SCHEMA", "lake", "DBT_ENV_SECRET_ROLE", "r", "T", "3"),
            Optional.empty());

    assertThat(ProjectCompiler.loadTarget(options).schema()).isEqualTo("lake");
    assertThat(ProjectCompiler.loadTarget(options).threads()).isEqualTo(3);
    assertThat(ProjectCompiler.loadTarget(options).string("role_arn")).contains("r");

    project.file("dbt_project.yml", "name: e\n");
    assertThat(ProjectCompiler.loadOnlyTarget(options).schema()).isEqualTo("lake");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "threads: 1 => ''",
        "schema: null => ''",
        "schema: '' => and may not be empty",
        "schema: \"{{ env_var('NONE', '') }}\" => and may not be empty",
      },
      quoteCharacter = '`')
  void profilesNeedASchema(String line, String rest) {
    project.file(
        "profiles.yml", "e:\n  target: dev\n  outputs:\n    dev:\n      type: glue\n      " + line);

    String words =
        "Credentials in profile \"e\", target \"dev\" invalid: 'schema' is a required property";
    assertThatThrownBy(project::open)
        .isInstanceOfSatisfying(
            EpoxyException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.PROFILE);
              assertThat(e.code().heading()).isEqualTo("Runtime Error");
              assertThat(e.location().orElseThrow().path()).isEqualTo("profiles.yml");
            })
        .hasMessageContaining(rest.equals("''") ? words : words + " " + rest);
  }

  @Test
  void aFlagOfTheProfileThatIsNoneIsRefusedWhereItIsWritten() {
    project.file(
        "profiles.yml",
        "e:\n  target: dev\n  outputs:\n    dev:\n      type: glue\n      schema: s\n"
            + "      root_location: ture");

    assertThatThrownBy(project::open)
        .isInstanceOfSatisfying(
            EpoxyException.class,
            e -> assertThat(e.location().orElseThrow()).hasToString("profiles.yml:7:7"))
        .hasMessage(
            "Credentials in profile \"e\", target \"dev\" invalid: 'ture' is not of type 'boolean'\n"
                + "  'root_location' must be true or false");
  }

  @Test
  void missingRefAndSourceArePlacedWhereTheyAreWritten() {
    project
        .file("models/a.sql", "select *\nfrom {{ ref('nope') }}")
        .file("models/b.sql", "select *\n\n  from {{source( \"x\", 'y' )}}");

    assertThatThrownBy(this::parse)
        .hasMessageContaining("models/a.sql:2:9")
        .hasMessageContaining("models/b.sql:3:10");
  }

  @Test
  void everyProblemIsReportedInOneRun() {
    project
        .file("models/a.sql", "select * from {{ ref('bb') }}")
        .file("models/b.sql", "select * from {{ source('x', 'y') }}")
        .file("models/c.sql", "{{ exceptions.raise_compiler_error('no') }}")
        .file("models/d.sql", "select * from {{ ref('c') }}");

    assertThatThrownBy(this::parse)
        .hasMessageContaining("depends on a node named 'bb' which was not found. Did you mean")
        .hasMessageContaining("depends on a source named 'x.y' which was not found")
        .hasMessageContaining("Compilation Error in model c (models/c.sql)\n  no")
        .message()
        .doesNotContain("named 'c'");
  }

  private Manifest parse() {
    return project.open().parse();
  }

  private String sql(String id) {
    return compile(parse(), id).sql();
  }

  private CompiledNode compile(Manifest manifest, String id) {
    return project.open().compile(manifest, new UniqueId(id), warehouse);
  }
}
