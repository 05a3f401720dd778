package io.epoxy.jinja.fuzz;

/** For Jazzer; see the profile fuzz. */
public final class BlocksFuzzer {
  private BlocksFuzzer() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Targets.blocks(data);
  }
}
