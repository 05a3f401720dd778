package io.epoxy.engine.execute;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementWordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "SELECT 'it is; not -- over' as a;  -- the end",
        "\n  -- why; insert\n((select 1))",
        "with a as (select 'insert', `delete` from t) select * from a",
        "/* made by\n /* a macro */ drop table t */ show tables in s",
        "describe s.t",
        "explain create table t as select 1",
        "values (1)",
        "select /*+ broadcast(a) */ 1"
      })
  void reads(String sql) {
    assertThat(StatementWords.of(sql).onlyRead()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-- select",
        "/* select */",
        "insert into t select 1",
        "with a as (select 1) insert into t select * from a",
        "WITH a as (select 1)/**/MERGE into t using a",
        "from a insert into t select *",
        "select 1; drop table t",
        "select 1;;",
        "-- goes on \\\nselect 1\ndrop table t",
        "-- ends\rdrop table t",
        "/* /* */ select 1 */ drop table t",
        "/* never closed select 1",
        "select 'never closed",
        "with a as (select '\\' insert into t select 'x' from a",
        "selection",
        "call system.expire_snapshots('t')",
        "set spark.sql.catalogImplementation",
        "begin select 1; end"
      })
  void mayWrite(String sql) {
    assertThat(StatementWords.of(sql).onlyRead()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "insert into log values ('drop table t')",
        "with a as (select 1) merge into t using a on true when matched then delete",
        "grant select on t to role r",
        "alter table s.t set tblproperties ('rename' = 'x')",
        "ALTER TABLE `rename` add columns (a int)",
        "optimize t",
        "set spark.sql.shuffle.partitions = 1"
      })
  void keepsRelations(String sql) {
    assertThat(StatementWords.of(sql).keepsRelations()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "create table t as select 1",
        "drop table t",
        "alter table t rename to u",
        "alter view v as select 1",
        "alter table t set tblproperties (table_type = 'ICEBERG')",
        "call system.register_table('t')",
        "insert into t select 1; drop table t",
        "insert into t values ('never closed"
      })
  void mayChangeRelations(String sql) {
    assertThat(StatementWords.of(sql).keepsRelations()).isFalse();
  }

  /** However comments, white space and quoted words are strewn between the words. */
  @Test
  void whatStandsBetweenTheWordsDoesNotCount() {
    Random random = new Random(20261128);
    for (int round = 0; round < 2_000; round++) {
      String read = strewn(random, List.of("select", "a", "from", "t"));
      assertThat(StatementWords.of(read).onlyRead()).as(read).isTrue();
      String write = strewn(random, List.of("with", "a", "as", "(", ")", "insert", "into", "t"));
      assertThat(StatementWords.of(write).onlyRead()).as(write).isFalse();
      String drop = strewn(random, List.of("drop", "table", "t"));
      assertThat(StatementWords.of(drop).onlyRead()).as(drop).isFalse();
    }
  }

  private static String strewn(Random random, List<String> words) {
    List<String> between =
        List.of(
            " ", "\n", "-- insert ' \" `\n", "/* drop; */", "/* /* select */ ' */", "\t", "--\n");
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      for (int more = random.nextInt(4); more >= 0; more--) {
        sql.append(between.get(random.nextInt(between.size())));
      }
      sql.append(words.get(i));
      if (i > 0 && random.nextInt(5) == 0) {
        sql.append(" 'select; -- insert' ");
      }
    }
    return sql.append('\n').toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "(", "--\n", "/**/", "/*", "-", "'a'", "\\", "a "})
  void takesOnePassHoweverLongTheStatement(String part) {
    String sql = part.repeat(1_000_000);
    assertTimeoutPreemptively(ofSeconds(10), () -> StatementWords.of(sql));
    assertThat(StatementWords.of(sql + "drop table t").onlyRead()).isFalse();
  }
}
