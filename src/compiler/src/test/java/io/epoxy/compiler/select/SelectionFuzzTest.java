package io.epoxy.compiler.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.epoxy.compiler.select.method.Surroundings;
import io.epoxy.compiler.select.spec.ProjectSelectors;
import io.epoxy.compiler.state.StateComparison;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorType;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is typed: an answer or an error of ours, and soon. Seeded, so that it is repeatable. */
class SelectionFuzzTest {
  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "m1",
          "tag",
          "fqn",
          "config",
          "path",
          "source",
          "selector",
          "state",
          "version",
          "result",
          "group",
          "package",
          ":",
          ":",
          ".",
          ",",
          " ",
          "+",
          "+",
          "@",
          "*",
          "?",
          "[",
          "]",
          "!",
          "-",
          "/",
          "..",
          "1",
          "99999999999999999999",
          "=",
          "'",
          "\\",
          "é",
          "\u2028",
          "\n",
          "{{",
          "}}",
          "%",
          "$",
          "(",
          ")",
          "|",
          "latest",
          "this",
          "modified",
          "exposure",
          "~",
          "\0");

  @TempDir private Path folder;

  @Test
  void anyTextIsAnsweredOrRefused() {
    Random random = new Random(20_260_101);
    NodeSelector selector = selector(LargeGraph.chain(20));
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          int answered = 0;
          for (int i = 0; i < 20_000; i++) {
            answered += answers(selector, List.of(text(random)), List.of(text(random))) ? 1 : 0;
          }
          assertThat(answered).isGreaterThan(1_000);
        });
  }

  /** Laws of sets, on selections that are sure to be understood. */
  @Test
  void selectionsObeyTheLawsOfSets() {
    Random random = new Random(7);
    NodeSelector selector = selector(LargeGraph.layers(6, 8));
    for (int i = 0; i < 500; i++) {
      String one = criterion(random);
      String other = criterion(random);
      Set<UniqueId> first = select(selector, List.of(one), List.of());
      Set<UniqueId> second = select(selector, List.of(other), List.of());

      Set<UniqueId> union = new HashSet<>(first);
      union.addAll(second);
      assertThat(select(selector, List.of(one + " " + other), List.of())).isEqualTo(union);
      assertThat(select(selector, List.of(one, other), List.of())).isEqualTo(union);
      Set<UniqueId> both = new HashSet<>(first);
      both.retainAll(second);
      assertThat(select(selector, List.of(one + "," + other), List.of())).isEqualTo(both);
      Set<UniqueId> difference = new HashSet<>(first);
      difference.removeAll(second);
      assertThat(select(selector, List.of(one), List.of(other))).isEqualTo(difference);
    }
  }

  private static String criterion(Random random) {
    String node = "m" + random.nextInt(6) + "_" + random.nextInt(8);
    return switch (random.nextInt(6)) {
      case 0 -> "@" + node;
      case 1 -> "+" + node;
      case 2 -> node + "+" + random.nextInt(3);
      case 3 -> random.nextInt(4) + "+" + node + "+";
      case 4 -> "m" + random.nextInt(6) + "_*";
      default -> node;
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(8);
    for (int i = 0; i < length; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private static boolean answers(NodeSelector selector, List<String> select, List<String> exclude) {
    try {
      select(selector, select, exclude);
      return true;
    } catch (EpoxyException e) {
      assertThat(e.code().type()).isEqualTo(ErrorType.USER);
      assertThat(e.getMessage()).isNotBlank();
      return false;
    }
  }

  private static Set<UniqueId> select(
      NodeSelector selector, List<String> select, List<String> exclude) {
    return new HashSet<>(selector.select(LargeGraph.selection(select, exclude)));
  }

  private NodeSelector selector(Manifest manifest) {
    return new NodeSelector(
        manifest,
        ProjectSelectors.NONE,
        new Surroundings("p", folder, StateComparison.NONE),
        (level, event, text) -> {});
  }
}
