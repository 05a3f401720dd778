package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code graph} and {@code model}: the keys that dbt-core 1.12.3 puts into manifest v12. */
final class GraphInTemplatesTest {
  private static final List<String> MODEL =
      List.of(
          "access",
          "alias",
          "batch",
          "build_path",
          "checksum",
          "columns",
          "compiled_path",
          "config",
          "constraints",
          "contract",
          "created_at",
          "database",
          "defer_relation",
          "depends_on",
          "deprecation_date",
          "description",
          "doc_blocks",
          "docs",
          "fqn",
          "functions",
          "group",
          "language",
          "latest_version",
          "meta",
          "metrics",
          "name",
          "original_file_path",
          "package_name",
          "patch_path",
          "path",
          "primary_key",
          "raw_code",
          "refs",
          "relation_name",
          "resource_type",
          "schema",
          "sources",
          "tags",
          "time_spine",
          "unique_id",
          "unrendered_config",
          "version");
  private static final List<String> SOURCE =
      List.of(
          "columns",
          "config",
          "created_at",
          "database",
          "description",
          "doc_blocks",
          "external",
          "fqn",
          "freshness",
          "identifier",
          "loaded_at_field",
          "loaded_at_query",
          "loader",
          "meta",
          "name",
          "original_file_path",
          "package_name",
          "patch_path",
          "path",
          "quoting",
          "relation_name",
          "resource_type",
          "schema",
          "source_description",
          "source_meta",
          "source_name",
          "tags",
          "unique_id",
          "unrendered_config",
          "unrendered_database",
          "unrendered_schema");
  private static final List<String> COLUMN =
      List.of(
          "config",
          "constraints",
          "data_type",
          "description",
          "dimension",
          "doc_blocks",
          "entity",
          "granularity",
          "meta",
          "name",
          "quote",
          "tags");

  @TempDir private Path folder;
  private Templates templates;

  @BeforeEach
  void newProject() {
    templates = new Templates(folder);
    templates
        .project
        .file("models/a.sql", "select 1 as i")
        .file(
            "models/s.yml",
            "models:\n- name: a\n  config: {group: g}\n  columns:\n  - {name: i, data_tests: [unique]}\n"
                + "sources: [{name: r, schema: lake, tables: [{name: t}]}]\n"
                + "groups: [{name: g, owner: {name: o}}]\n"
                + "exposures: [{name: x, type: dashboard, owner: {name: o}, depends_on: [\"ref('a')\"]}]\n"
                + "unit_tests: [{name: u, model: a, given: [{input: this, rows: [{i: 1}]}], expect: {rows: [{i: 1}]}}]\n");
  }

  @Test
  void aNodeHasEveryKeyOfTheManifest() {
    assertThat(keys("graph.nodes['model.e.a']")).containsExactlyInAnyOrderElementsOf(MODEL);
    assertThat(keys("graph.sources['source.e.r.t']")).containsExactlyInAnyOrderElementsOf(SOURCE);
    assertThat(keys("graph.nodes['model.e.a'].columns['i']"))
        .containsExactlyInAnyOrderElementsOf(COLUMN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '"',
      value = {
        "graph.exposures['exposure.e.x'].depends_on.nodes => ['model.e.a']",
        "graph.groups['group.e.g'].owner.name => o",
        "graph.nodes.values() | selectattr('resource_type', 'equalto', 'test') | map(attribute='column_name') | list => ['i']",
        "graph.nodes['model.e.a'].group => g",
        "graph.nodes['model.e.a'].config.unique_key is none => True",
        "graph.keys() | list => ['exposures', 'functions', 'groups', 'metrics', 'nodes', 'sources', 'semantic_models', 'saved_queries', 'unit_tests']",
        "graph.nodes.values() | selectattr('resource_type', 'equalto', 'test') | map(attribute='relation_name') | list => [None]",
        "graph.nodes.values() | selectattr('resource_type', 'equalto', 'test') | map(attribute='checksum.name') | list => ['none']",
        "graph.unit_tests['unit_test.e.a.u'].given[0].rows => [{'i': 1}]",
        "graph.unit_tests['unit_test.e.a.u'].expect => {'rows': [{'i': 1}], 'format': 'dict', 'fixture': None}",
        "graph.exposures['exposure.e.x'].doc_blocks is defined => False",
        "model.config.unique_key is defined => False",
        "model.identifier is defined => False",
        "model.docs => {'show': True}",
        "model.contract => {'enforced': False, 'alias_types': True}",
        "adapter.config.quoting => {'database': False, 'schema': False, 'identifier': False}",
        "model.depends_on.nodes => []",
        "model.contract.enforced => False",
        "model.description => ''",
        "builtins.ref.config.project_name => e",
        "ref.config.dependencies['e'].version => 1.0.0",
        "adapter.config.credentials.schema => s",
        "adapter.config.args.which => build",
      })
  void isAskedAsInDbt(String expression, String text) {
    assertThat(templates.sql("{{ " + expression + " }}")).isEqualTo(text.equals("''") ? "" : text);
  }

  /** dbt gives it before the calls in the node's text are known. */
  @Test
  void whileParsingModelIsWhatTheFileSays() {
    templates.project.file(
        "models/m.sql",
        "{{ config(meta={'keys': model.keys() | sort | join(','), 'code': model.raw_code | length,"
            + " 'refs': model.refs, 'none': model.config.alias is defined}) }}{{ ref('a') }}");
    Manifest manifest = templates.project.open().parse();
    Object meta =
        manifest.nodes().get(new UniqueId("model.e.m")).info().config().values().get("meta");

    assertThat((Map<?, ?>) meta)
        .hasToString(
            "{keys=access,alias,checksum,columns,config,constraints,contract,created_at,depends_on,"
                + "description,doc_blocks,docs,fqn,functions,language,meta,metrics,name,"
                + "original_file_path,package_name,path,primary_key,raw_code,refs,resource_type,"
                + "schema,sources,tags,unique_id,unrendered_config, code=166, refs=[], none=false}");
  }

  @Test
  void hooksSeeTheCompiledCode() {
    templates.project.file(
        "models/m.sql",
        "{{ config(post_hook='{{ sql }} | {{ model.compiled_code }} | {{ compiled_code }}') }}select 1");
    ProjectCompiler compiler = templates.project.open();

    assertThat(
            compiler
                .compile(compiler.parse(), new UniqueId("model.e.m"), templates.warehouse)
                .postHooks())
        .extracting(hook -> hook.statement().get())
        .containsExactly("select 1 | select 1 | select 1");
  }

  private List<String> keys(String dict) {
    templates.project.file(
        "models/m.sql", "{% if execute %}{{ " + dict + ".keys() | join(',') }}{% endif %}");
    return List.of(templates.compiled("model.e.m", Map.of()).split(",", -1));
  }
}
