package io.epoxy.acceptance.run;

import io.epoxy.acceptance.Workspace;
import io.epoxy.acceptance.glue.GlueAccount;
import java.io.IOException;
import java.nio.file.Path;

/** The stand-in for AWS, started by hand; see the script glue-stand-in. */
final class GlueStandIn {
  private GlueStandIn() {}

  @SuppressWarnings("SystemOut") // a command for people
  public static void main(String[] arguments) throws IOException {
    Path repository = Workspace.repository();
    Path logs = Workspace.emptyFolder(repository.resolve("src/acceptance/target/stand-in"));
    try (GlueAccount account = GlueAccount.start(repository, logs)) {
      TaxiLake.fill(account, repository.resolve("tests-data/nyc-taxi")).close();
      account
          .environment()
          .forEach((key, value) -> System.out.println("export " + key + "=" + value));
      System.out.println("# then: ./epoxy submit build --project-dir tests-data/nyc-taxi");
      System.out.println("# logs of the runs: " + logs + "; Enter ends this");
      System.in.read();
    }
    System.exit(0);
  }
}
