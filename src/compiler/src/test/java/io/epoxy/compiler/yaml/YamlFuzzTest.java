package io.epoxy.compiler.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorType;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds: a value or an error of ours with a place, and soon. Seeded. */
class YamlFuzzTest {
  private static final List<String> PIECES =
      List.of(
          "models",
          "name",
          "a",
          "1",
          "01",
          "0x1F",
          "1_000",
          "1:30:45",
          ".inf",
          "2020-01-01",
          "2020-13-45",
          "~",
          "yes",
          "<<",
          ": ",
          ": ",
          ":",
          "\n",
          "\n",
          "\n  ",
          "\n    ",
          "- ",
          "- ",
          "? ",
          "[",
          "]",
          "{",
          "}",
          ", ",
          "&x ",
          "*x",
          "*y",
          "!!python/object:os.system ",
          "!!str ",
          "!!int ",
          "!!set ",
          "!foo ",
          "! ",
          "'",
          "\"",
          "\\",
          "\\u0041",
          "\\q",
          "|\n",
          ">-\n",
          "|9\n",
          "# c",
          "%YAML 1.1\n",
          "---\n",
          "...\n",
          "\t",
          "\r",
          "\u0000",
          "\u0007",
          "\u0085",
          "\u2028",
          "\ufeff",
          "\ufffe",
          "\ud83d\ude00",
          "{{ x }}",
          "{% if %}",
          "é",
          " ",
          "  ");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyTextIsReadOrRefused(long seed) {
    Random random = new Random(seed);
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (int i = 0; i < 5_000; i++) {
            check(text(random, 1 + random.nextInt(30)));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? ", "&a [", "!!seq [", "\"", "*a ", "a: &a\n"})
  void aPieceOverAndOverEndsSoon(String piece) {
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> check(piece.repeat(20_000)));
  }

  private static String text(Random random, int pieces) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "models: " : "");
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private static void check(String text) {
    try {
      YamlReader.read("f.yml", text, warning -> assertThat(warning).isNotBlank())
          .ifPresent(node -> assertThat(node.location().path()).isEqualTo("f.yml"));
    } catch (EpoxyException e) {
      assertThat(e.code().type()).isEqualTo(ErrorType.USER);
      assertThat(e.location()).as("place of: %s", e.getMessage()).isPresent();
      assertThat(e.describe()).contains("f.yml");
    }
  }
}
