package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.model.result.RunEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No Spark is on the way: a warehouse that is asked would start one. */
class LintCommandTest {
  @TempDir private Path folder;
  private CommandProject project;

  @BeforeEach
  void open() {
    project = new CommandProject(folder);
  }

  private static String output(CommandProject.Done done) {
    return done.events().stream()
        .filter(RunEvent.Output.class::isInstance)
        .map(event -> ((RunEvent.Output) event).line())
        .collect(Collectors.joining("\n"));
  }

  /** unique_id, place and literal of each finding. */
  private static List<String> found(CommandProject.Done done) {
    return output(done)
        .lines()
        .map(line -> (Map<?, ?>) PlainJson.read(line))
        .map(
            one ->
                one.get("unique_id")
                    + " "
                    + (one.get("line") == null
                        ? one.get("part") + " " + one.get("compiled_line")
                        : one.get("path") + ":" + one.get("line") + ":" + one.get("column"))
                    + " "
                    + one.get("literal"))
        .toList();
  }

  private CommandProject.Done json(String... selected) {
    FlagValues flags = FlagValues.NONE.with(Flag.OUTPUT, "json");
    return project.run(
        Command.LINT, selected.length == 0 ? flags : flags.with(Flag.SELECT, List.of(selected)));
  }

  @Test
  void literalsAreToldWithTheirPlaceAndBothValues() {
    project.write(
        "models/orders.sql",
        "\n{{ config(materialized='table') }}\n{# '\\\\d' #}\nselect '\\\\d' as a, '\\d' as b,\n"
            + "  'it\\'s' as c, r'\\n' as d\n");

    CommandProject.Done done = project.run(Command.LINT);

    assertThat(done.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(output(done))
        .isEqualTo(
            """
            models/orders.sql:4:8, model.shop.orders
              '\\\\d'
                as written:    \\d
                with dbt-glue: d
            models/orders.sql:5:3, model.shop.orders
              'it\\'s'
                as written:    it's
                with dbt-glue: (the text ends early, and the statement is another one)
            models/orders.sql:5:17, model.shop.orders
              r'\\n'
                as written:    \\n
                with dbt-glue: <U+000A>""");
    assertThat(done.text())
        .contains(
            "3 string literals in 1 node mean something else with dbt-glue. The line"
                + " '+sql_compat: dbt-glue' below 'models:' in dbt_project.yml keeps dbt-glue's"
                + " reading.");
    assertThat(PlainJson.read(output(json()).lines().findFirst().orElseThrow()))
        .isEqualTo(
            PlainJson.read(
                "{\"unique_id\":\"model.shop.orders\",\"part\":\"compiled line\","
                    + "\"path\":\"models/orders.sql\",\"line\":4,\"column\":8,"
                    + "\"compiled_line\":3,\"compiled_column\":8,\"literal\":\"'\\\\\\\\d'\","
                    + "\"as_written\":\"\\\\d\",\"as_dbt_glue_sends_it\":\"d\"}"));
  }

  @Test
  void whatTemplatesAndMacrosWriteIsFoundWhereItStands() {
    project
        .write(
            "macros/m.sql",
            "\n{% macro digits() %}\n  '\\\\d'\n{% endmacro %}{% macro made() %}{{ \"'\" ~ \"\\\\\\\\w'\""
                + " }}{% endmacro %}")
        .write("models/e.sql", "{{ config(materialized='ephemeral') }} select '\\\\e' as a")
        .write(
            "models/i.sql",
            "{{ config(materialized='incremental') }}select {{ digits() }}, {{ made() }},"
                + " 'x{{ target.name }}\\\\y'\nfrom {{ ref('e') }}\n"
                + "{% for n in [1, 2] %}where '\\\\n' = a\n{% endfor %}"
                + "{% if is_incremental() %}and '\\\\i'{% else %}and '\\\\f'{% endif %}")
        .write(
            "models/twice.sql",
            "select '\\\\t' as a,\n{% for n in [1, 2] %}  '\\\\t' as b{{ n }},\n{% endfor %}1 as c")
        .write("seeds/s.csv", "a\n1\n")
        .write(
            "dbt_project.yml",
            "name: shop\nversion: '1.0'\nprofile: shop\non-run-start: \"select '\\\\\\\\s'\"\n"
                + "seeds:\n  +post-hook: \"select '\\\\\\\\h' from {{ this }}\"\n");

    CommandProject.Done done = json();

    assertThat(done.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(found(done))
        .containsExactlyInAnyOrder(
            "operation.shop.shop-on-run-start-0 compiled line 1 '\\\\s'",
            "seed.shop.s post-hook 1, line 1 '\\\\h'",
            "model.shop.e models/e.sql:1:47 '\\\\e'",
            "model.shop.i macros/m.sql:3:3 '\\\\d'",
            "model.shop.i compiled line 5 '\\\\w'",
            "model.shop.i models/i.sql:1:78 'xdev\\\\y'",
            "model.shop.i models/i.sql:3:28 '\\\\n'",
            "model.shop.i models/i.sql:4:42 '\\\\i'",
            "model.shop.i models/i.sql:4:61 '\\\\f'",
            "model.shop.twice models/twice.sql:1:8 '\\\\t'",
            "model.shop.twice compiled line 2 '\\\\t'",
            "model.shop.twice compiled line 3 '\\\\t'");
    assertThat(done.text())
        .contains("below 'models:' and 'seeds:' in dbt_project.yml")
        .contains("What on-run-start and on-run-end send is always read as it is written.");
    assertThat(found(json("e"))).containsExactly("model.shop.e models/e.sql:1:47 '\\\\e'");
    assertThat(json("s", "e").text()).contains("2 string literals in 2 nodes mean");
  }

  @Test
  void nothingFoundIsSuccessAndANodeThatCannotBeReadIsNot() {
    project
        .write(
            "models/a.sql",
            "select '\\d', {{ run_query('select 1').columns | length if execute }} as n")
        .write("models/p.py", "def model(dbt, session):\n  return '\\\\d'\n")
        .write(
            "models/b.sql",
            "select '\\\\d' {{ exceptions.raise_compiler_error('no') if execute }}");

    CommandProject.Done clean = json("a", "p");
    assertThat(clean.exit()).as(clean.text()).isEqualTo(ExitCode.OK);
    assertThat(clean.text())
        .contains("No string literal means something else with dbt-glue.")
        .contains("Read as if queries had no rows, since Spark is not started: a.");

    CommandProject.Done broken = json();
    assertThat(broken.exit()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(broken.text()).contains("Compilation Error in model b (models/b.sql)\n  no");
  }
}
