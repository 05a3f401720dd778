package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project whose templates ask the warehouse nothing is compiled without one: no Spark starts. */
final class WithoutWarehouseTest {
  @TempDir private Path folder;

  @Test
  void everyKindOfNodeIsCompiled() {
    ProjectCompiler compiler =
        new TestProject(folder)
            .file("macros/m.sql", "{% macro cents(c) %}{{ dbt.cast(c, 'int') }}{% endmacro %}")
            .file(
                "models/a.sql", "{{ config(post_hook='analyze table {{ this }}') }}select 1 as id")
            .file("models/e.sql", "{{ config(materialized='ephemeral') }}select {{ cents('id') }}")
            .file("models/b.sql", "select * from {{ ref('e') }}, {{ source('r', 't') }}")
            .file(
                "models/s.yml",
                "models:\n- name: a\n  columns:\n  - name: id\n    data_tests:\n"
                    + "    - unique\n    - not_null\n    - accepted_values: {arguments: {values: [1]}}\n"
                    + "    - relationships: {arguments: {to: ref('b'), field: id}}\n"
                    + "sources: [{name: r, schema: lake, tables: [{name: t}]}]\n"
                    + "snapshots:\n- {name: s, relation: ref('a'), config: {unique_key: id,"
                    + " strategy: check, check_cols: all}}\n")
            .file("tests/t.sql", "select * from {{ ref('a') }} where id is null")
            .file("analyses/an.sql", "select * from {{ ref('b') }}")
            .open();
    Manifest manifest = compiler.parse();

    assertThat(manifest.nodes()).hasSize(10);
    for (UniqueId id : manifest.nodes().keySet()) {
      assertThat(compiler.compile(manifest, id, new Absent()).sql()).as("%s", id).isNotBlank();
    }
  }

  private static final class Absent implements Warehouse {
    private static AssertionError asked() {
      return new AssertionError("nothing may be asked");
    }

    @Override
    public Optional<Relation> findRelation(Relation name) {
      throw asked();
    }

    @Override
    public List<Relation> listRelations(String schema) {
      throw asked();
    }

    @Override
    public List<Column> columns(Relation relation) {
      throw asked();
    }

    @Override
    public QueryResult query(String sql) {
      throw asked();
    }

    @Override
    public boolean schemaExists(String schema) {
      throw asked();
    }

    @Override
    public void createSchema(String schema) {
      throw asked();
    }

    @Override
    public void dropSchema(String schema) {
      throw asked();
    }

    @Override
    public void dropRelation(Relation relation) {
      throw asked();
    }
  }
}
