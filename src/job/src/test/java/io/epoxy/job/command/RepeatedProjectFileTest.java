package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a project's settings say is parsed anew where it is asked for, and nowhere else. */
final class RepeatedProjectFileTest extends RepeatedRuns {
  private static final String HEAD = "name: e\nversion: '1.0.0'\nprofile: e\n";
  private static final String VARS = "vars: {colour: red}\n";

  @BeforeEach
  void writeSettings() {
    settings("");
  }

  private void settings(String more) {
    project.file("dbt_project.yml", HEAD + VARS + more);
  }

  @Test
  void aConfigIsThatOfItsFolder() {
    assertParsedAnew(4, () -> settings("models: {e: {g1: {+tags: [a]}}}\n"));
    assertParsedAnew(4, () -> settings("models: {e: {g1: {+tags: [b]}}}\n"));
    assertParsedAnew(1, () -> settings("models: {e: {g1: {+tags: [b], m1: {+tags: [c]}}}}\n"));
    assertParsedAnew(8, () -> settings("models: {e: {g0: {+tags: [b]}, g1: {+tags: [c]}}}\n"));
    assertParsedAnew(0, () -> settings("models: {e: {g1: {+tags: [c]}, g0: {+tags: [b]}}}\n"));
    assertParsedAnew(1, () -> settings(tags() + "seeds: {e: {+tags: [s]}}\n"));
    assertParsedAnew(1, () -> settings(tags() + "seeds: {e: {+tags: [\"{{ 's' }}\"]}}\n"));
  }

  private static String tags() {
    return "models: {e: {g1: {+tags: [c]}, g0: {+tags: [b]}}}\n";
  }

  @Test
  void aConfigOfEntriesIsTheirs() {
    project.file(
        "models/x.yml",
        "exposures: [{name: x, type: dashboard, owner: {name: o}, depends_on: [ref('m1')]}]\n");
    for (String tree :
        List.of("sources: {e: {raw: {+meta: {b: %s}}}}", "exposures: {+meta: {b: %s}}")) {
      for (int value = 1; value <= 2; value++) {
        settings(String.format(tree, value) + "\n");
        EditedProject.Left left = project.again();
        assertThat(left.manifest()).contains("\"meta\":{\"b\":" + value + "}");
        assertSame(left);
      }
    }
  }

  @Test
  void aVarIsThatOfWhoAsksForIt() {
    project.delete("models/properties.yml"); // it asks for the var itself
    assertParsedAnew(0, () -> settings("# a remark\n"));
    assertParsedAnew(1, () -> project.file("dbt_project.yml", HEAD + "vars: {colour: blue}\n"));
    assertParsedAnew(0, () -> project.file("dbt_project.yml", HEAD + "vars: {e: {colour: blue}}"));
    assertParsedAnew(1, () -> project.vars.put("colour", "green"));
    assertParsedAnew(0, () -> project.vars.put("unread", "green"));
    assertParsedAnew(1, () -> project.vars.clear());
  }

  @Test
  void varsOfTheirOwnFile() {
    project.delete("models/properties.yml");
    project.file("dbt_project.yml", HEAD);
    project.file("vars.yml", VARS);
    assertParsedAnew(1, () -> project.file("vars.yml", "vars: {colour: blue}\n"));
    assertParsedAnew(0, () -> project.file("vars.yml", "vars: {colour: blue, more: 1}\n"));
  }

  @Test
  void hooksHaveTheirFilesChecksum() {
    project.file("macros/log.sql", "{% macro log_start() %}{{ return('a') }}{% endmacro %}");
    settings("on-run-start: [\"{{ log_start() }}\", select 2]\n");
    assertParsedAnew(2, () -> project.append("dbt_project.yml", "# a remark\n"));
    assertParsedAnew(2, () -> settings("on-run-start: [\"{{ log_start() }}\", select 3]\n"));
    assertParsedAnew(
        1,
        () ->
            project.file(
                "macros/log.sql", "{% macro log_start() %}{{ return('b') }}{% endmacro %}"));
  }

  @Test
  void aPathThatNothingLiesUnderIsTold() {
    project.again();
    settings("models: {e: {g1: {+tags: [a]}, nowhere: {+tags: [b]}}}\n");
    EditedProject.Left left = project.again();
    assertThat(left.told()).contains("- models.e.nowhere");
    assertSame(left);
    settings("models: {e: {g1: {+tags: [a]}}}\n");
    assertSame(project.again());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void afterAnySettingsTheManifestIsThatOfAFirstParse(long seed) {
    ProjectEdits settings = new ProjectEdits(project);

    assertThat(countPartly(seed, settings.all(), settings::write, left -> {}))
        .isGreaterThan(STEPS / 3);
  }
}
