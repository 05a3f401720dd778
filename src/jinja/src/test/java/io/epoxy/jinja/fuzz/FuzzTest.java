package io.epoxy.jinja.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A few thousand inputs with a fixed seed; the profile fuzz goes on for minutes, led by coverage.
 * What was found once stands in fuzz/found.txt.
 */
class FuzzTest {
  private static final int TRIES = 1500;

  @Test
  void onlyOurExceptionComesOutOfTheSourcePass() {
    assertThat(tries(1, Targets::parse)).isEqualTo(TRIES);
  }

  @Test
  void onlyOurExceptionComesOutOfTheBlockFinder() {
    assertThat(tries(2, Targets::blocks)).isEqualTo(TRIES);
  }

  @Test
  void onlyOurExceptionComesOutOfExpressions() {
    assertThat(tries(3, Targets::expression)).isEqualTo(TRIES);
  }

  @Test
  void onlyOurExceptionComesOutOfRendering() {
    assertThat(tries(4, Targets::render)).isEqualTo(TRIES);
  }

  @Test
  void whatWasFoundOnceStaysMended() throws IOException {
    try (InputStream found = FuzzTest.class.getResourceAsStream("/fuzz/found.txt")) {
      String[] sources =
          new String(found.readAllBytes(), StandardCharsets.UTF_8).split("\n----\n", -1);
      assertThat(sources.length).isGreaterThan(1);
      for (String source : sources) {
        Targets.evaluate(source);
      }
    }
  }

  private static int tries(long seed, Consumer<byte[]> target) {
    Random random = new Random(seed);
    int done = 0;
    while (done < TRIES) {
      byte[] data = new byte[random.nextInt(200)];
      random.nextBytes(data);
      try {
        target.accept(data);
      } catch (RuntimeException | Error e) {
        fail("input " + HexFormat.of().formatHex(data), e);
      }
      done++;
    }
    return done;
  }
}
