package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions, which {@code build} creates in dbt 1.12 where the warehouse can. */
class FunctionsTest {
  @TempDir private Path folder;

  /** What dbt-spark sends, and what Spark 4 has in its place, is no statement of this Spark. */
  @Test
  void aFunctionIsAnErrorAndWhatCallsItIsSkipped() {
    CommandProject project =
        new CommandProject(folder)
            .write("functions/plus_one.sql", "a + 1")
            .write(
                "functions/f.yml",
                "functions: [{name: plus_one, arguments: [{name: a, data_type: int}],"
                    + " returns: {data_type: int}}]")
            .write("models/m.sql", "select {{ function('plus_one') }}(1) as n")
            .write("models/other.sql", "select 1 as n")
            .write(
                "tests/sql_body.sql",
                "{% do run_query('create function shop.f(a int) returns int"
                    + " return a + 1') if execute %} select 1")
            .write(
                "tests/text_body.sql",
                "{% do run_query('create or replace function shop.f (a int)"
                    + " returns int as $$ a + 1 $$ language sql') if execute %} select 1");

    CommandProject.Done done = project.run(Command.BUILD);

    assertThat(done.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(project.statuses())
        .containsEntry("function.shop.plus_one", "error")
        .containsEntry("model.shop.m", "skipped")
        .containsEntry("model.shop.other", "success");
    assertThat(done.text())
        .contains("START function shop.plus_one ", "ERROR creating function shop.plus_one ")
        .contains("Function 'plus_one' cannot be created: a function of Spark 3.5 is a Java class")
        .contains("functions/plus_one.sql")
        .contains("Syntax error at or near '('", "1 function");
  }
}
