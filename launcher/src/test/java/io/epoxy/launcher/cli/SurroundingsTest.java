package io.epoxy.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
  @Test
  void whatLibrariesPrintIsNoResult() {
    PrintStream before = System.out;
    try {
      Surroundings process = Surroundings.ofProcess();

      assertThat(System.out).isSameAs(process.err()).isNotSameAs(process.out());
    } finally {
      System.setOut(before);
    }
  }
}
