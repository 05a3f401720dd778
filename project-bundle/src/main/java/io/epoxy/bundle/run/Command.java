package io.epoxy.bundle.run;

/** The commands that a job can run; the text is dbt's. */
public enum Command {
  PARSE("parse"),
  LS("ls"),
  COMPILE("compile"),
  RUN_OPERATION("run-operation"),
  SHOW("show"),
  DEBUG("debug"),
  RUN("run"),
  TEST("test"),
  SEED("seed"),
  SNAPSHOT("snapshot"),
  BUILD("build"),
  RETRY("retry"),
  CLONE("clone"),
  SOURCE_FRESHNESS("freshness"),
  DOCS_GENERATE("generate"),
  /** Ours: what of a project means something else with dbt-glue. */
  LINT("lint"),
  /** Ours, as the two that follow: Lake Formation without rows. */
  LF_PLAN("plan"),
  LF_APPLY("apply"),
  LF_AUDIT("audit");

  private final String dbtName;

  Command(String dbtName) {
    this.dbtName = dbtName;
  }

  public String dbtName() {
    return dbtName;
  }
}
