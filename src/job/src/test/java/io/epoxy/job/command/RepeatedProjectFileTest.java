package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a project's settings say is parsed anew where it is asked for, and nowhere else. */
final class RepeatedProjectFileTest {
  /** Of edits at random; {@code -Depoxy.edits=1000} for a long run. */
  private static final int STEPS = Integer.getInteger("epoxy.edits", 20);

  private static final String HEAD = "name: e\nversion: '1.0.0'\nprofile: e\n";
  private static final String VARS = "vars: {colour: red}\n";

  @TempDir Path root;
  private EditedProject project;

  @BeforeEach
  void writeProject() {
    project = new EditedProject(root);
    settings("");
  }

  private void settings(String more) {
    project.file("dbt_project.yml", HEAD + VARS + more);
  }

  /** So many resources were parsed anew, all others were not. */
  private void assertParsedAnew(int count, Runnable edit) {
    List<Object> before = project.again().createdAt();
    edit.run();
    EditedProject.Left left = project.again();
    List<Object> anew = new ArrayList<>(left.createdAt());
    anew.removeAll(before);
    assertThat(anew.size()).isEqualTo(count);
    assertSame(left, "");
  }

  private void assertSame(EditedProject.Left left, String what) {
    EditedProject.Left expected = project.anew();
    assertThat(left.manifest()).as(what).isEqualTo(expected.manifest());
    assertThat(left.told()).as(what).isEqualTo(expected.told());
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
    assertSame(left, "");
    settings("models: {e: {g1: {+tags: [a]}}}\n");
    assertSame(project.again(), "mended");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void afterAnySettingsTheManifestIsThatOfAFirstParse(long seed) {
    Random random = new Random(seed);
    ProjectEdits settings = new ProjectEdits(project);
    Map<String, Consumer<Integer>> edits = settings.all();
    List<String> names = new ArrayList<>(edits.keySet());
    List<String> done = new ArrayList<>();
    int partly = 0;
    for (int step = 0; step < 2 * STEPS; step++) {
      List<Object> before = project.again().createdAt();
      for (int i = random.nextInt(4) / 2; i >= 0; i--) {
        String name = names.get(random.nextInt(names.size()));
        int number = random.nextInt(12);
        done.add(name + " " + number);
        edits.get(name).accept(number);
      }
      settings.write();
      EditedProject.Left left = project.again();
      assertSame(left, "after " + done);
      partly += before.stream().anyMatch(left.createdAt()::contains) ? 1 : 0;
    }
    assertThat(partly).isGreaterThan(STEPS / 3);
  }
}
