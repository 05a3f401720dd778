package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unit tests, on local Spark. */
class UnitTestsTest {
  private static final FlagValues UNIT =
      FlagValues.NONE.with(Flag.SELECT, List.of("test_type:unit"));

  /** Rows of files and of queries, and a table that is there already. */
  private static final String ADDS =
      """
      unit_tests:
        - name: adds
          model: totals
          given:
            - input: this
              format: sql
              rows: select date'2023-12-31' as day
            - input: source('raw', 'orders')
              format: csv
              fixture: some_orders
            - input: ref('countries')
              format: csv
              rows: |
                code,name
                de,D
            - input: ref('numbers')
              format: sql
              fixture: some_numbers
          overrides: {macros: {dbt.is_incremental: true, is_incremental: true}}
          expect:
            format: csv
            rows: |
              name,n,place,unit
              D,42,none,EUR
      """;

  @TempDir private Path folder;

  @Test
  void aBuildHasThemNotAmongItsSelectedResources() {
    CommandProject project =
        new CommandProject(folder)
            .write(
                "dbt_project.yml",
                "name: shop\nversion: '1.0'\nprofile: shop\n"
                    + "on-run-start: [\"{{ log('of ' ~ selected_resources, info=true) }}\"]\n")
            .write("models/one.sql", "select 1 as n")
            .write(
                "models/unit.yml",
                "unit_tests: [{name: is_one, model: one, given: [], expect: {rows: [{n: 1}]}}]");

    assertThat(project.run(Command.BUILD).text()).contains("of ['model.shop.one']\n");
    assertThat(project.run(Command.TEST).text())
        .contains("of ['unit_test.shop.one.is_one']\n")
        .contains("PASS one::is_one");
  }

  @Test
  void everyFormOfRowsRunsWithoutATable() {
    CommandProject project =
        totals()
            .write(
                "models/unit.yml",
                """
                unit_tests:
                  - name: sums
                    model: totals
                    given:
                      - input: source('raw', 'orders')
                        rows:
                          - {id: 1, COUNTRY: de, amount: 1.5, day: 2024-01-01, tags: [a, "it's"]}
                          - {id: 2, country: de, amount: 2, day: "2024-01-02"}
                          - {id: 3, country: xx}
                      - input: ref('countries')
                      - input: ref('numbers')
                        rows: [{n: 3}]
                    overrides:
                      macros: {is_incremental: false, factor: 10}
                      vars: {unit: "USD"}
                      env_vars: {EPOXY_NOT_SET: "here"}
                    expect:
                      rows:
                        - {Name: Germany, total: 3.50, day: 2024-01-02, unit: USD, place: here, n: 30}
                  - name: none
                    model: totals
                    given:
                      - {input: "source('raw', 'orders')", rows: []}
                      - {input: ref('countries'), rows: []}
                      - {input: ref('numbers'), rows: []}
                    overrides: {macros: {is_incremental: false}}
                    expect: {rows: []}
                """);

    CommandProject.Done done = project.run(Command.TEST);

    assertThat(done.text())
        .contains("3 unit tests")
        .contains("1 of 3 START unit_test totals::adds ")
        .contains("3 of 3 PASS totals::sums ")
        .contains("Finished running 3 unit tests in ")
        .endsWith("Done. PASS=3 WARN=0 ERROR=0 SKIP=0 NO-OP=0 REUSED=0 TOTAL=3\n");
    assertThat(done.exit()).isEqualTo(ExitCode.OK);
    assertThat(project.run("models/unit.yml/models/none.sql")).contains("limit 0");
  }

  @Test
  void aFailureShowsWhichRowsDifferAndKeepsTheModelFromBeingBuilt() {
    CommandProject project =
        new CommandProject(folder)
            .write("models/a.sql", "select 1 as id, 'x' as name")
            .write("models/b.sql", "select id, upper(name) as name from {{ ref('a') }}")
            .write("models/c.sql", "select * from {{ ref('b') }}")
            .write("tests/all.sql", "select * from {{ ref('a') }} where id > 1")
            .write(
                "models/unit.yml",
                """
                unit_tests:
                  - name: uppers
                    model: b
                    given:
                      - {input: ref('a'), rows: [{id: 1, name: x}, {id: 2, name: y}]}
                    expect: {rows: [{id: 1, name: X}, {id: 2, name: Z}]}
                """);

    CommandProject.Done built = project.run(Command.BUILD);

    assertThat(built.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(built.text())
        .contains("3 of 5 START unit_test b::uppers ", "3 of 5 FAIL 1 b::uppers ")
        .contains("4 of 5 SKIP relation shop.b ")
        .contains("in unit_test uppers (models/unit.yml)")
        .contains("actual differs from expected:\n\n@@,id,name\n  ,1 ,X\n→ ,2 ,Z→Y\n\n")
        .contains("compiled code at target/compiled/shop/models/unit.yml/models/uppers.sql")
        .contains("Finished running 1 test, 1 unit test, 3 view models in ")
        .endsWith("Done. PASS=2 WARN=0 ERROR=1 SKIP=2 NO-OP=0 REUSED=0 TOTAL=5\n");
    Map<?, ?> result =
        (Map<?, ?>) ((List<?>) project.artifact("run_results.json").get("results")).get(2);
    assertThat(result.get("unique_id")).isEqualTo("unit_test.shop.b.uppers");
    assertThat(result.get("status")).isEqualTo("fail");
    assertThat(result.get("failures")).isEqualTo(1L);
    assertThat(result.get("relation_name")).isNull();
    assertThat(result.get("compiled_code").toString())
        .contains("__dbt__cte__a as (", "cast('x' as string) as `name`");

    FlagValues none = FlagValues.NONE.with(Flag.RESOURCE_TYPES, List.of("test"));
    assertThat(project.run(Command.TEST, none).text()).doesNotContain("unit_test");
    assertThat(project.run(Command.TEST, UNIT).text())
        .contains("1 of 1 FAIL 1 b::uppers ")
        .doesNotContain("all");
    project.write(
        "models/b.sql", "select id, if(id = 2, 'Z', upper(name)) as name from {{ ref('a') }}");
    assertThat(project.run(Command.RETRY).text()).contains("1 of 1 PASS b::uppers ");
  }

  @Test
  void rowsThatDoNotFitAreToldInDbtsWords() {
    CommandProject project =
        new CommandProject(folder)
            .write("models/sources.yml", "sources: [{name: raw, tables: [{name: t}]}]\n")
            .write("models/a.sql", "select 1 as id")
            .write("models/b.sql", "select id from {{ ref('a') }}")
            .write("models/c.sql", "select id from {{ source('raw', 't') }}")
            .write(
                "models/unit.yml",
                """
                unit_tests:
                  - name: given_wrong
                    model: b
                    given: [{input: ref('a'), rows: [{idd: 1}]}]
                    expect: {rows: [{id: 1}]}
                  - name: expected_wrong
                    model: b
                    given: [{input: ref('a'), rows: [{id: 1}]}]
                    expect: {rows: [{idd: 1}]}
                  - name: forgotten
                    model: b
                    given: []
                    expect: {rows: [{id: 1}]}
                  - name: unknown
                    model: c
                    given: [{input: "source('raw', 't')", rows: [{id: 1}]}]
                    expect: {rows: [{id: 1}]}
                  - name: no_call
                    model: b
                    given: [{input: a, rows: [{id: 1}]}]
                    expect: {rows: [{id: 1}]}
                  - name: bad_value
                    model: b
                    given: [{input: ref('a'), rows: [{id: one}]}]
                    expect: {rows: [{id: 1}]}
                """);

    CommandProject.Done done = project.run(Command.TEST);

    assertThat(done.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(done.text())
        .contains("ERROR b::given_wrong ", "models/unit.yml:2:")
        .contains(
            "Invalid column name: 'idd' in unit test fixture for 'a'.\n"
                + "  Accepted columns for 'a' are: ['id']")
        .contains(
            "may be an error in the unit test definition: check the data types.\n"
                + "   Compilation Error in unit_test expected_wrong (models/unit.yml)\n"
                + "    Invalid column name: 'idd' in unit test fixture for expected output.\n"
                + "    Accepted columns for expected output are: ['id']")
        .contains(
            "Unit_Test 'unit_test.shop.b.forgotten' (models/unit.yml) depends on a node named 'a'"
                + " which was not found")
        .contains(
            "Not able to get columns for unit test 't' from relation raw.t because the relation"
                + " doesn't exist")
        .contains(
            "Unit test given inputs must be either a 'ref', 'source' or 'this' call. Got: 'a'.")
        .endsWith("Done. PASS=0 WARN=0 ERROR=6 SKIP=0 NO-OP=0 REUSED=0 TOTAL=6\n");
  }

  /** Each is what dbt-core 1.12.3 with dbt-spark says of the same project. */
  @Test
  void overridesReachWhatMacrosAndDispatchesCall() {
    CommandProject project =
        new CommandProject(folder)
            .write(
                "macros/m.sql",
                """
                {% macro one() %}1{% endmacro %}
                {% macro outer() %}{{ one() }} + 10{% endmacro %}
                {% macro sent() %}{{ adapter.dispatch('sent', 'shop')() }}{% endmacro %}
                {% macro default__sent() %}'sent'{% endmacro %}
                {% macro near() %}{{ adapter.dispatch('near')() }}{% endmacro %}
                {% macro default__near() %}'near'{% endmacro %}
                """)
            .write(
                "models/m.sql",
                """
                select {{ one() }} as a, {{ outer() }} as b, {{ shop.one() }} as own,
                  {{ dbt.length("'abc'") }} as l, {{ length("'abc'") }} as l2, {{ sent() }} as s,
                  {{ near() }} as n, '{{ target.name }}' as t, '{{ dbt_version }}' as v,
                  {{ dbt.one is defined }} as unknown
                """)
            .write(
                "models/unit.yml",
                """
                unit_tests:
                  - name: everywhere
                    model: m
                    overrides: {macros: {one: 42, length: 77, default__sent: "'no'", dbt_version: x, nothing: 1}}
                    given: []
                    expect: {rows: [{a: 42, b: 52, own: 1, l: 77, l2: 77, s: sent, n: near, v: x, unknown: false}]}
                  - name: inside
                    model: m
                    overrides:
                      macros:
                        shop.one: 43
                        a.b.one: 41
                        dbt.length: 5
                        shop.default__sent: "'over'"
                        shop.default__near: "'no'"
                        target.name: other
                    given: []
                    expect: {rows: [{a: 41, b: 51, own: 43, l: 5, l2: 5, s: over, n: near, t: other}]}
                  - name: both
                    model: m
                    overrides: {macros: {length: 1, dbt.length: 2}}
                    given: []
                    expect: {rows: [{l: 1, l2: 1}]}
                  - name: below
                    model: m
                    overrides: {macros: {dbt.default__length: 6}}
                    given: []
                    expect: {rows: [{l: 6, l2: 6}]}
                """);

    CommandProject.Done done = project.run(Command.TEST);

    assertThat(done.text()).contains("Done. PASS=4 WARN=0 ERROR=0 ");
  }

  /** In `test` nothing waits: dbt-core 1.12 skips below a failing unit test in `build` alone. */
  @Test
  void aFailingUnitTestStopsNoOtherTest() {
    CommandProject project =
        new CommandProject(folder)
            .write("models/a.sql", "{{ config(materialized='ephemeral') }} select 1 as id")
            .write("models/b.sql", "select * from {{ ref('a') }}")
            .write(
                "models/unit.yml",
                """
                unit_tests:
                  - {name: fails, model: a, given: [], expect: {rows: [{id: 2}]}}
                  - name: passes
                    model: b
                    given: [{input: ref('a'), rows: [{id: 3}]}]
                    expect: {rows: [{id: 3}]}
                """);

    assertThat(project.run(Command.TEST).text())
        .contains("FAIL 1 a::fails", "PASS b::passes")
        .contains("Done. PASS=1 WARN=0 ERROR=1 SKIP=0 ");
  }

  @Test
  void eachVersionOfAModelIsTested() {
    CommandProject project =
        new CommandProject(folder)
            .write("models/m_v1.sql", "select 1 as id")
            .write("models/m_v2.sql", "select 2 as id")
            .write(
                "models/m.yml",
                """
                models:
                  - name: m
                    latest_version: 2
                    versions: [{v: 1}, {v: 2}]
                unit_tests:
                  - name: two
                    model: m
                    given: []
                    expect: {rows: [{id: 2}]}
                """);

    CommandProject.Done done = project.run(Command.TEST);

    assertThat(done.text())
        .contains("1 of 2 FAIL 1 m::two_v1 ", "2 of 2 PASS m::two_v2 ")
        .contains("in unit_test two_v1 (models/m.yml)");
    assertThat(project.statuses())
        .isEqualTo(Map.of("unit_test.shop.m.two_v1", "fail", "unit_test.shop.m.two_v2", "pass"));
  }

  /** Nothing of it is ever built; the columns of all that the model reads are known. */
  private CommandProject totals() {
    return new CommandProject(folder)
        .write("seeds/countries.csv", "code,name\nde,Germany\nfr,France\n")
        .write(
            "models/sources.yml",
            """
                sources:
                  - name: raw
                    tables:
                      - name: orders
                        columns:
                          - {name: id, data_type: bigint}
                          - {name: Country, data_type: string}
                          - {name: amount, data_type: "decimal(10,2)"}
                          - {name: day, data_type: date}
                          - {name: tags, data_type: array<string>}
                """)
        .write("models/adds.yml", ADDS)
        .write("models/numbers.sql", "{{ config(materialized='ephemeral') }} select 1 as n")
        .write(
            "models/totals.sql",
            """
                {{ config(materialized='incremental') }}
                with o as (select * from {{ source('raw', 'orders') }})
                select c.name, sum(o.amount) as total, max(o.day) as day, '{{ var("unit", "EUR") }}' as unit,
                  '{{ env_var("EPOXY_NOT_SET", "none") }}' as place, {{ factor() }} * max(n.n) as n
                from o join {{ ref('countries') }} c on o.country = c.code cross join {{ ref('numbers') }} n
                {% if is_incremental() %}where o.day > (select max(day) from {{ this }}){% endif %}
                group by 1
                """)
        .write("macros/factor.sql", "{% macro factor() %}1{% endmacro %}")
        .write("tests/fixtures/some_orders.csv", "id,country,amount,day\n1,de,1.50,2024-01-01\n")
        .write("tests/fixtures/some_numbers.sql", "select {{ 40 + 2 }} as n");
  }
}
