package io.epoxy.jinja.fuzz;

/** For Jazzer; see the profile fuzz. */
public final class ExpressionFuzzer {
  private ExpressionFuzzer() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Targets.expression(data);
  }
}
