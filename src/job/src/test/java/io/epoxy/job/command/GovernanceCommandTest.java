package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.aws.testing.LakeFormationOverlay;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.model.result.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lake Formation alone, on a stand-in; no Spark. */
class GovernanceCommandTest {
  private final LakeFormationOverlay aws = LakeFormationOverlay.start();
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    aws.close();
  }

  private CommandProject project(String rows) {
    aws.state().defineTag("pii", "yes", "no");
    aws.state().addTable("shop.orders");
    aws.state().addTable("shop.customers");
    return new CommandProject(folder)
        .write(
            "models/orders.sql",
            "{{ config(materialized='table', lf_grants={'data_cell_filters': {'enabled': true,"
                + " 'filters': {'mine': {'row_filter': '"
                + rows
                + "', 'principals': ['arn:me']}}}}) }} select 1 as id")
        .write("seeds/customers.csv", "id\n1\n")
        .write(
            "models/models.yml",
            "seeds:\n  - name: customers\n    config:\n      lf_tags_config:\n"
                + "        {enabled: true, tags_table: {pii: 'no'}}\n");
  }

  private static String output(CommandProject.Done done) {
    return done.events().stream()
        .filter(RunEvent.Output.class::isInstance)
        .map(event -> ((RunEvent.Output) event).line())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void planFailsUntilApplyHasSentWhatDiffers() throws IOException {
    CommandProject project = project("id < 2");

    CommandProject.Done planned = project.run(Command.LF_PLAN);
    assertThat(planned.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(output(planned))
        .contains(
            "shop.orders differs:\n"
                + "  create filter mine (rows where id < 2; all columns)\n"
                + "  grant select through filter mine to arn:me")
        .contains("shop.customers differs:\n  add tags to the table: pii=no");
    assertThat(aws.writes()).isEmpty();

    CommandProject.Done json =
        project.run(Command.LF_PLAN, FlagValues.NONE.with(Flag.OUTPUT, "json"));
    assertThat(json.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(output(json).lines())
        .contains(
            "{\"unique_id\":\"seed.shop.customers\",\"table\":\"shop.customers\","
                + "\"steps\":[\"add tags to the table: pii=no\"],\"warnings\":[]}");

    CommandProject.Done applied = project.run(Command.LF_APPLY);
    assertThat(applied.exit()).isEqualTo(ExitCode.OK);
    assertThat(applied.text()).contains("2 of 2 tables changed.");
    aws.forgetCalls();

    CommandProject.Done again = project.run(Command.LF_PLAN);
    assertThat(again.exit()).isEqualTo(ExitCode.OK);
    assertThat(output(again)).isEmpty();
    assertThat(again.text()).contains("Lake Formation holds what the project wants.");
    assertThat(project.run(Command.LF_APPLY).text()).contains("0 of 2 tables changed.");
    assertThat(aws.writes()).isEmpty();

    CommandProject.Done audited = project.run(Command.LF_AUDIT);
    assertThat(audited.exit()).isEqualTo(ExitCode.OK);
    assertThat(output(audited).replaceAll(" +", " "))
        .contains("| shop.customers | tags | | | pii=no |")
        .contains(
            "| shop.orders | filter mine | arn:me | select | rows where id < 2; all columns |");
    assertThat(Files.readString(folder.resolve("target/lf_audit.html")))
        .contains("<td>arn:me</td><td>select</td><td>rows where id &lt; 2; all columns</td>");
  }

  @Test
  void unknownTagsAndValuesAreToldTogetherBeforeAnythingIsSent() {
    CommandProject project =
        project("id < 2")
            .write(
                "dbt_project.yml",
                """
                name: shop
                version: '1.0'
                profile: shop
                models:
                  +lf_tags_config:
                    enabled: true
                    tags_database: {Domain: sales, owner: 'me'}
                    tags_table: {pii: 'perhaps'}
                """)
            .write("models/more.sql", "select 1 as id")
            .write(
                "models/third.sql",
                "{{ config(materialized='table', lf_tags_config={'enabled': true,\n"
                    + " 'tags_columns': {'pii': {'Noo': ['id']}}}) }} select 1 as id");

    CommandProject.Done done = project.run(Command.LF_APPLY);

    assertThat(done.exit()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(done.text())
        .contains(
            "Model 'more' and 1 other: there is no LF-tag 'domain'; an administrator",
            "at dbt_project.yml:7:21",
            "there is no LF-tag 'owner'",
            "at dbt_project.yml:7:36",
            "the LF-tag 'pii' has no value 'perhaps'. It has yes, no.",
            "at dbt_project.yml:8:24",
            "Model 'third': the LF-tag 'pii' has no value 'noo'. Did you mean 'no'? It has",
            "at models/third.sql:2:28");
    assertThat(aws.writes()).isEmpty();
    assertThat(aws.count("GetLFTag")).isEqualTo(3);
    assertThat(aws.count("GetResourceLFTags")).isZero();
  }

  /** dbt-glue lets the node that comes last win, and drop_existing remove the others' tags. */
  @Test
  void nodesOfOneDatabaseAgreeOnItsTags() {
    String tags = "{{ config(lf_tags_config={'enabled': 1, 'drop_existing': 1, 'tags_database': %s";
    CommandProject project =
        project("id < 2")
            .write("models/a.sql", tags.formatted("{'Domain': 'sales'}}) }} select 1 as id"))
            .write("models/b.sql", tags.formatted("{'owner': 'me'}}) }} select 1 as id"));
    aws.state().defineTag("domain", "sales", "ops");
    aws.state().defineTag("owner", "me");
    aws.state().addTable("shop.a");
    aws.state().addTable("shop.b");
    aws.state().assign("shop", "pii", "yes");

    assertThat(project.run(Command.LF_APPLY).exit()).isEqualTo(ExitCode.OK);
    assertThat(aws.state().assigned("shop"))
        .containsOnly(Map.entry("domain", "sales"), Map.entry("owner", "me"));
    aws.forgetCalls();
    project.run(Command.LF_APPLY, FlagValues.NONE.with(Flag.SELECT, List.of("a")));
    project.run(Command.LF_APPLY);
    assertThat(aws.writes()).isEmpty();

    project.write("models/c.sql", tags.formatted("{'domain': 'OPS'}}) }} select 1 as id"));
    for (String one : List.of("a", "c")) {
      CommandProject.Done done =
          project.run(Command.RUN, FlagValues.NONE.with(Flag.SELECT, List.of(one)));
      assertThat(done.exit()).isEqualTo(ExitCode.COULD_NOT_RUN);
      assertThat(done.text())
          .contains(
              "The LF-tag 'domain' of database 'shop' is to be 'sales' (model 'a',"
                  + " models/a.sql:1:90) and 'ops' (model 'c', models/c.sql:1:90), but a database"
                  + " has one value of a tag. Keep one of them.");
    }
  }

  /**
   * dbt: the config is the whole list, {@code +} extends the one under it, none changes nothing.
   */
  @Test
  void grantsAreTheWholeListAndPlusExtendsIt() {
    aws.state().addTable("shop.orders");
    CommandProject project =
        new CommandProject(folder)
            .write(
                "dbt_project.yml",
                "name: shop\nversion: '1.0'\nprofile: shop\n"
                    + "models:\n  +materialized: table\n  +grants: {select: ['arn:a']}\n");
    List<String> given = new ArrayList<>();
    for (String config :
        List.of(
            "grants={'+select': ['arn:b', 'ARN:B'], 'INSERT': 'arn:b'}",
            "grants={'+select': 'arn:B', 'insert': ['arn:b'], '+delete': 'arn:c'}",
            "grants={'select': ['arn:b'], 'alter': ['arn:b'], 'drop': 'arn:b', 'describe': 'arn:b'}",
            "grants={'select': []}")) {
      project.write("models/orders.sql", "{{ config(" + config + ") }} select 1 as id");
      assertThat(project.run(Command.LF_APPLY).exit()).isEqualTo(ExitCode.OK);
      given.add(String.join("; ", aws.state().permitted("shop.orders")));
    }
    assertThat(given)
        .containsExactly(
            "arn:a: SELECT; arn:b: INSERT; arn:b: SELECT",
            "arn:a: SELECT; arn:b: INSERT; arn:b: SELECT; arn:c: DELETE",
            "arn:b: ALTER, DESCRIBE, DROP; arn:b: SELECT",
            "");

    aws.state().permit("arn:z", "shop.orders", "SELECT");
    project
        .write("dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: shop\n")
        .write("models/orders.sql", "{{ config(materialized='table') }} select 1 as id");
    aws.forgetCalls();
    assertThat(project.run(Command.LF_APPLY).exit()).isEqualTo(ExitCode.OK);
    assertThat(aws.writes()).isEmpty();
  }

  @Test
  void aRoleThatMayNotSeeTagsIsWarnedOnce() {
    CommandProject project = project("id < 2");
    aws.refuse("GetLFTag", 400, "AccessDeniedException", "Insufficient permission(s)");
    CommandProject.Done done = project.run(Command.LF_APPLY);
    assertThat(done.exit()).isEqualTo(ExitCode.OK);
    assertThat(done.text())
        .containsOnlyOnce(
            "Whether the LF-tags pii exist cannot be told before they are assigned"
                + " (AccessDeniedException: Insufficient permission(s))");
    assertThat(aws.state().assigned("shop.customers")).containsEntry("pii", "no");
  }

  /** A value that is not told of may be one that the role may not see. */
  @Test
  void aValueThatTheRoleMayNotSeeIsAWarningAndAnErrorWhereItIsRefused() {
    CommandProject project = project("id < 2");
    aws.state().defineTag("pii", "yes");
    aws.state().administeredBy("arn:aws:iam::123456789012:role/admin");
    String warning = "The role sees no LF-tag pii=no: there is none, or the role may not see it";
    CommandProject.Done refused = project.run(Command.LF_APPLY);
    assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.text())
        .containsOnlyOnce(warning)
        .contains("EntityNotFoundException: LFTag key or value does not exist: pii=no");

    aws.state().assign("shop.customers", "pii", "no");
    CommandProject.Done held = project.run(Command.LF_APPLY);
    assertThat(held.exit()).as(held.text()).isEqualTo(ExitCode.OK);
    assertThat(held.text()).containsOnlyOnce(warning);

    aws.state().permitTag(LakeFormationOverlay.ROLE, "pii", "*");
    assertThat(project.run(Command.LF_APPLY).exit()).isEqualTo(ExitCode.COULD_NOT_RUN);
  }

  @Test
  void whoUsesNoTagsIsNotAskedForThem() {
    CommandProject project = project("id < 2");
    project.run(Command.LF_APPLY, FlagValues.NONE.with(Flag.SELECT, List.of("orders")));
    assertThat(aws.count("GetLFTag")).isZero();
  }

  @Test
  void whatTheApiRefusesFailsTheCommandWithItsWords() {
    CommandProject project = project("id > 2");
    aws.refuse("CreateDataCellsFilter", 400, "AccessDeniedException", "Not an administrator");
    CommandProject.Done done = project.run(Command.LF_APPLY);
    assertThat(done.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(done.text())
        .contains("Runtime Error in model orders (models/orders.sql)")
        .contains("Failed to create filter mine")
        .contains("AccessDeniedException: Not an administrator")
        .contains("1 of 1 tables changed.");

    aws.refuse("ListDataCellsFilter", 400, "AccessDeniedException", "Not an administrator");
    CommandProject.Done unknown =
        project.run(Command.LF_PLAN, FlagValues.NONE.with(Flag.SELECT, List.of("orders")));
    assertThat(unknown.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(unknown.text()).doesNotContain("holds what the project wants");
  }

  @Test
  void whatBefallsEveryTableIsToldOnce() {
    CommandProject project = new CommandProject(folder);
    for (String name : List.of("orders", "customers")) {
      project.write(
          "models/" + name + ".sql",
          "{{ config(materialized='table', lf_grants={'data_cell_filters': {'enabled': true, 'filters': {'mine':"
              + " {'row_filter': 'id > 2', 'principals': ['arn:me']}}}}) }} select 1 as id");
      aws.refuse("GetCallerIdentity", 403, "ExpiredToken", "The security token has expired");
    }
    CommandProject.Done done = project.run(Command.LF_PLAN);
    assertThat(done.exit()).as(done.text()).isEqualTo(ExitCode.FAILED);
    assertThat(done.text()).containsOnlyOnce("ExpiredToken").contains("The same of 1 more table.");
  }
}
