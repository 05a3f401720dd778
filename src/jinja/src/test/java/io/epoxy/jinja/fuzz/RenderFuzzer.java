package io.epoxy.jinja.fuzz;

/** For Jazzer; see the profile fuzz. */
public final class RenderFuzzer {
  private RenderFuzzer() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Targets.render(data);
  }
}
