package io.epoxy.job.command;

import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.port.MessageSink;
import java.util.function.Consumer;

/**
 * Gives the profile's {@code role_arn} its permissions on databases that a run on Glue makes, as
 * dbt-glue does. As there a refusal fails nothing: who made a database may use it anyway, and not
 * every account is governed.
 */
record NewDatabases(Target target, MessageSink messages) implements Consumer<String> {
  private static final String SWITCH = "lf_database_grants";

  @Override
  public void accept(String database) {
    boolean on = target.string(SWITCH).isEmpty() || target.flag(SWITCH);
    if (on) {
      target.string("role_arn").ifPresent(role -> grant(database, role));
    }
  }

  private void grant(String database, String role) {
    try (LakeFormation account = LakeFormation.open(target)) {
      account.governance().grantDatabase(database, role);
    } catch (EpoxyException e) {
      messages.message(
          MessageSink.Level.WARN,
          "GovernanceWarning",
          e.getMessage()
              + "\nThe run goes on. '"
              + SWITCH
              + ": false' in the profile keeps it from trying.");
    }
  }
}
