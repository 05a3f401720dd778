package io.epoxy.jinja.fuzz;

/** For Jazzer; see the profile fuzz. */
public final class ParseFuzzer {
  private ParseFuzzer() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Targets.parse(data);
  }
}
