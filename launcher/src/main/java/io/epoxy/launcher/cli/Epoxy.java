package io.epoxy.launcher.cli;

/** The main class of the {@code epoxy} command. */
public final class Epoxy {
  private Epoxy() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLineRunner(Surroundings.ofProcess()).run(arguments));
  }
}
