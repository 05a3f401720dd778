package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.port.QueryResult;
import io.epoxy.model.relation.Column;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The SQL of snapshots that user-written materializations ask for; what Spark makes of it is tested
 * where Spark is.
 */
final class SnapshotMacrosTest {
  private static final String STRATEGY =
      "{'unique_key': %s, 'updated_at': 'at', 'row_changed': 'x', 'scd_id': 'h', 'hard_deletes': '%s'}";

  @TempDir private Path folder;
  private Templates templates;

  @BeforeEach
  void newProject() {
    templates = new Templates(folder).withTable();
  }

  @Test
  void changesAreOneQueryOverOneJoin() {
    assertThat(staging("'id'", "ignore", "select 1"))
        .isEqualTo(
            "with source_rows as ( select *, struct(*) as dbt_source_row, at as dbt_changed_at, h"
                + " as dbt_next_scd_id, id as dbt_unique_key from ( select 1 ) as dbt_source ),"
                + " open_versions as ( select *, true as dbt_is_open, id as dbt_unique_key from s.m"
                + " where dbt_valid_to is null ), differences as ( select case when"
                + " snapshotted_data.dbt_is_open is null then 'new' when x then 'changed' end as"
                + " dbt_difference, source_data.dbt_source_row, source_data.dbt_changed_at,"
                + " source_data.dbt_next_scd_id, snapshotted_data.dbt_scd_id as dbt_open_scd_id,"
                + " source_data.dbt_unique_key from source_rows as source_data left join"
                + " open_versions as snapshotted_data on snapshotted_data.dbt_unique_key ="
                + " source_data.dbt_unique_key ) select dbt_change.dbt_change_type,"
                + " dbt_source_row.*, dbt_unique_key, dbt_updated_at, dbt_valid_from,"
                + " dbt_valid_to, dbt_scd_id from differences lateral view inline( case"
                + " dbt_difference when 'new' then array(struct('insert' as dbt_change_type,"
                + " dbt_changed_at as dbt_updated_at, dbt_changed_at as dbt_valid_from,"
                + " coalesce(nullif(dbt_changed_at, dbt_changed_at), null) as dbt_valid_to,"
                + " dbt_next_scd_id as dbt_scd_id)) when 'changed' then array(struct('insert' as"
                + " dbt_change_type, dbt_changed_at as dbt_updated_at, dbt_changed_at as"
                + " dbt_valid_from, coalesce(nullif(dbt_changed_at, dbt_changed_at), null) as"
                + " dbt_valid_to, dbt_next_scd_id as dbt_scd_id), struct('update' as"
                + " dbt_change_type, dbt_changed_at as dbt_updated_at, dbt_changed_at as"
                + " dbt_valid_from, dbt_changed_at as dbt_valid_to, dbt_open_scd_id as"
                + " dbt_scd_id)) end ) dbt_change as dbt_change_type, dbt_updated_at,"
                + " dbt_valid_from, dbt_valid_to, dbt_scd_id");
  }

  @Test
  void keysOfSeveralColumnsAndEndsThatAreNotNullAreAskedForByName() {
    templates.project.file(
        "models/config.yml",
        "models: [{name: m, config: {dbt_valid_to_current: \"to_date('9999-12-31')\"}}]\n");
    assertThat(staging("['id', 'v']", "invalidate", "select 1"))
        .contains(
            "where ((dbt_valid_to = to_date('9999-12-31')) or dbt_valid_to is null)",
            "id as dbt_unique_key_1 , v as dbt_unique_key_2",
            "full join open_versions as snapshotted_data on (snapshotted_data.dbt_unique_key_1 ="
                + " source_data.dbt_unique_key_1) and (snapshotted_data.dbt_unique_key_2 ="
                + " source_data.dbt_unique_key_2)",
            "when 'gone' then array(struct('delete' as dbt_change_type, current_timestamp() as"
                + " dbt_updated_at,")
        .doesNotContain("dbt_is_deleted");
  }

  @Test
  void keptDeletionsAreVersionsWithTheLastValues() {
    templates.warehouse.answer(
        "select * from (\nselect 1 as id\n) as __dbt_sbq\nwhere false\nlimit 0",
        new QueryResult(List.of(Column.of("id", "int"), Column.of("new", "int")), List.of()));
    assertThat(staging("'id'", "new_record", "select 1 as id"))
        .contains(
            "'False' as dbt_is_deleted",
            "when x or coalesce(snapshotted_data.dbt_is_deleted, 'False') = 'True' then 'changed'")
        .endsWith(
            "union all select 'insert' as dbt_change_type, snapshotted_data.`id` as `id`, null as"
                + " `new`, snapshotted_data.dbt_unique_key, current_timestamp() as dbt_updated_at,"
                + " current_timestamp() as dbt_valid_from, snapshotted_data.dbt_valid_to,"
                + " md5(coalesce(cast(snapshotted_data.dbt_scd_id as string ), '') || '|' ||"
                + " coalesce(cast(current_timestamp() as string ), '') ) as dbt_scd_id, 'True' as"
                + " dbt_is_deleted from open_versions as snapshotted_data left anti join"
                + " source_rows as source_data on snapshotted_data.dbt_unique_key ="
                + " source_data.dbt_unique_key where not (coalesce(snapshotted_data.dbt_is_deleted,"
                + " 'False') = 'True')");
  }

  @Test
  void theStagingViewIsMergedByItsIds() {
    assertThat(oneLine("{{ snapshot_merge_sql(this, 'src', ['a', 'b']) }}"))
        .isEqualTo(
            "merge into s.m as DBT_INTERNAL_DEST using src as DBT_INTERNAL_SOURCE on"
                + " DBT_INTERNAL_SOURCE.dbt_scd_id = DBT_INTERNAL_DEST.dbt_scd_id when matched and"
                + " DBT_INTERNAL_DEST.dbt_valid_to is null and DBT_INTERNAL_SOURCE.dbt_change_type"
                + " in ('update', 'delete') then update set dbt_valid_to ="
                + " DBT_INTERNAL_SOURCE.dbt_valid_to when not matched and"
                + " DBT_INTERNAL_SOURCE.dbt_change_type = 'insert' then insert *");
  }

  private String staging(String key, String hardDeletes, String source) {
    String strategy = STRATEGY.formatted(key, hardDeletes);
    return oneLine("{{ snapshot_staging_table(" + strategy + ", '" + source + "', this) }}");
  }

  private String oneLine(String template) {
    return templates.sql(template).replaceAll("\\s+", " ").strip();
  }
}
