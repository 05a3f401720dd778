package io.epoxy.model.graph;

/** What a node's code is written in. */
public enum Language {
  SQL("sql"),
  PYTHON("python"),
  JAVASCRIPT("javascript");

  private final String dbtName;

  Language(String dbtName) {
    this.dbtName = dbtName;
  }

  public String dbtName() {
    return dbtName;
  }

  /** By the name of a file, as dbt decides. */
  public static Language ofFile(String path) {
    return path.endsWith(".py") ? PYTHON : path.endsWith(".js") ? JAVASCRIPT : SQL;
  }
}
