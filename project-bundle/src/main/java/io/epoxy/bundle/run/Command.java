package io.epoxy.bundle.run;

import java.util.Optional;

/** The commands that a job can run; the text is dbt's. */
public enum Command {
  PARSE("parse", Needs.COMPILER),
  LS("ls", Needs.COMPILER),
  COMPILE("compile", Needs.COMPILER),
  RUN("run", Needs.ENGINE),
  TEST("test", Needs.ENGINE),
  BUILD("build", Needs.ENGINE);

  private final String dbtName;
  private final Needs needs;

  Command(String dbtName, Needs needs) {
    this.dbtName = dbtName;
    this.needs = needs;
  }

  public String dbtName() {
    return dbtName;
  }

  public Needs needs() {
    return needs;
  }

  public static Optional<Command> find(String dbtName) {
    for (Command command : values()) {
      if (command.dbtName.equals(dbtName)) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }

  /** How much has to be on the class path. */
  public enum Needs {
    COMPILER,
    ENGINE
  }
}
