package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Edits of a project between runs of {@code parse}, each held to a first one. */
abstract class RepeatedRuns {
  /** Of edits at random; {@code -Depoxy.edits=1000} for a long run. */
  static final int STEPS = Integer.getInteger("epoxy.edits", 20);

  @TempDir Path root;
  EditedProject project;

  @BeforeEach
  void newProject() {
    project = new EditedProject(root);
  }

  /** So many resources were parsed anew, all others were not. */
  final void assertParsedAnew(int count, Runnable edit) {
    List<Object> before = project.again().createdAt();
    edit.run();
    EditedProject.Left left = project.again();
    List<Object> anew = new ArrayList<>(left.createdAt());
    anew.removeAll(before);
    assertThat(anew.size()).isEqualTo(count);
    assertSame(left);
  }

  final void assertSame(EditedProject.Left left) {
    assertLikeFirst(left, List.of());
  }

  final EditedProject.Left assertLikeFirst(EditedProject.Left left, List<String> done) {
    EditedProject.Left expected = project.anew();
    assertThat(left.manifest()).as("after %s", done).isEqualTo(expected.manifest());
    assertThat(left.told()).as("after %s", done).isEqualTo(expected.told());
    return expected;
  }

  /**
   * Edits at random, one or two at a time, and what comes of them.
   *
   * @param edited is told before the run
   * @param ran is told of what it left
   * @return after how many edits some resources were not parsed anew
   */
  final int countPartly(
      long seed,
      Map<String, Consumer<Integer>> edits,
      Runnable edited,
      Consumer<EditedProject.Left> ran) {
    Random random = new Random(seed);
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
      edited.run();
      EditedProject.Left left = project.again();
      assertLikeFirst(left, done);
      ran.accept(left);
      partly += before.stream().anyMatch(left.createdAt()::contains) ? 1 : 0;
    }
    return partly;
  }
}
