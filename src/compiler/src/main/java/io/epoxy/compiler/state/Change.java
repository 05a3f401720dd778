package io.epoxy.compiler.state;

import java.util.Optional;

/** The words behind {@code state:}. */
public enum Change {
  NEW("new"),
  OLD("old"),
  MODIFIED("modified"),
  UNMODIFIED("unmodified"),
  BODY("modified.body"),
  CONFIGS("modified.configs"),
  PERSISTED_DESCRIPTIONS("modified.persisted_descriptions"),
  RELATION("modified.relation"),
  MACROS("modified.macros"),
  CONTRACT("modified.contract");

  private final String dbtName;

  Change(String dbtName) {
    this.dbtName = dbtName;
  }

  public String dbtName() {
    return dbtName;
  }

  public static Optional<Change> find(String dbtName) {
    for (Change change : values()) {
      if (change.dbtName.equals(dbtName)) {
        return Optional.of(change);
      }
    }
    return Optional.empty();
  }
}
