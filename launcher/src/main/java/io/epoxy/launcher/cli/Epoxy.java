package io.epoxy.launcher.cli;

import io.epoxy.model.error.EpoxyException;

/** The main class of the {@code epoxy} command. */
public final class Epoxy {
  /** Set by the script on a terminal when Java will write an archive of its classes at exit. */
  private static final String ARCHIVING_PROPERTY = "epoxy.archiving";

  private Epoxy() {}

  public static void main(String[] arguments) {
    int exitCode = run(arguments);
    if (Boolean.getBoolean(ARCHIVING_PROPERTY)) {
      System.err.println(
          "epoxy: keeping the loaded classes, once, for faster starts from now on ...");
    }
    System.exit(exitCode);
  }

  private static int run(String[] arguments) {
    Surroundings surroundings;
    try {
      surroundings = Surroundings.ofProcess();
    } catch (EpoxyException e) {
      System.err.println("epoxy: " + e.describe());
      return CommandLineRunner.COULD_NOT_RUN;
    }
    return new CommandLineRunner(surroundings).run(arguments);
  }
}
