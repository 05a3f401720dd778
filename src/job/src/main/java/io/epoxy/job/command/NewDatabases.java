package io.epoxy.job.command;

import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.port.MessageSink;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gives the profile's {@code role_arn} its permissions on databases that a run on Glue makes, as
 * dbt-glue does. As there a refusal fails nothing: who made a database may use it anyway, and not
 * every account is governed.
 */
record NewDatabases(Target target, String role, MessageSink messages) implements Consumer<String> {
  private static final String SWITCH = "lf_database_grants";

  /** As the profile says; empty when nobody needs to hear of new databases. */
  static Optional<NewDatabases> find(Target target, MessageSink messages) {
    boolean on = target.string(SWITCH).isEmpty() || target.flag(SWITCH);
    return target
        .string("role_arn")
        .filter(any -> on)
        .map(role -> new NewDatabases(target, role, messages));
  }

  @Override
  public void accept(String database) {
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
