package io.epoxy.aws.lakeformation;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableSet;
import io.epoxy.aws.AwsClients;
import io.epoxy.aws.AwsErrors;
import io.epoxy.aws.lakeformation.StepSender.RefusedException;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.governance.GovernancePlan;
import io.epoxy.model.governance.GovernancePlanner;
import io.epoxy.model.governance.GovernanceSpec;
import io.epoxy.model.governance.GovernanceState;
import io.epoxy.model.governance.GovernanceStep;
import io.epoxy.model.governance.GovernedTable;
import io.epoxy.model.governance.KnownTag;
import io.epoxy.model.port.Governance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lakeformation.LakeFormationClient;
import software.amazon.awssdk.services.lakeformation.model.AccessDeniedException;
import software.amazon.awssdk.services.lakeformation.model.BatchPermissionsFailureEntry;
import software.amazon.awssdk.services.lakeformation.model.EntityNotFoundException;
import software.amazon.awssdk.services.lakeformation.model.ErrorDetail;

/**
 * Lake Formation. The account is looked up once, and every call names its catalog. Where somebody
 * else was faster, what is there is read and planned anew.
 */
public final class LakeFormationGovernance implements Governance {
  /** How often a plan is made anew because something changed under it. */
  private static final int ROUNDS = 5;

  private static final long FIRST_PAUSE_MILLIS = 40;

  private final LakeFormationClient client;
  private final Supplier<Account> account;

  private LakeFormationGovernance(LakeFormationClient client, Supplier<Account> account) {
    this.client = client;
    this.account = account;
  }

  /**
   * With clients of the caller's, who closes them.
   *
   * @param catalogId the account whose Data Catalog holds the tables; the caller's own when empty
   */
  public static LakeFormationGovernance of(AwsClients clients, Optional<String> catalogId) {
    return new LakeFormationGovernance(
        clients.lakeFormation(), Suppliers.memoize(() -> Account.lookUp(clients.sts(), catalogId)));
  }

  @Override
  public GovernancePlan plan(GovernanceSpec wanted) {
    try {
      return GovernancePlanner.plan(wanted, reader(wanted.table()).read(wanted));
    } catch (SdkException e) {
      throw AwsErrors.of("read the Lake Formation settings of " + wanted.table(), e);
    }
  }

  @Override
  public GovernanceState audit(GovernedTable table) {
    try {
      return reader(table).readAll();
    } catch (SdkException e) {
      throw AwsErrors.of("read the Lake Formation settings of " + table, e);
    }
  }

  @Override
  public GovernancePlan apply(GovernanceSpec wanted) {
    List<GovernanceStep> sent = new ArrayList<>();
    StepSender sender = new StepSender(client, resources(wanted.table()), sent::add);
    GovernancePlan plan = plan(wanted);
    List<String> warnings = plan.warnings();
    for (int round = 1; ; round++) {
      try {
        sender.send(plan);
        return new GovernancePlan(wanted.table(), sent, warnings);
      } catch (RefusedException e) {
        if (!e.isOutdated() || round == ROUNDS) {
          throw failed(plan, sent, e);
        }
        pause(round);
        plan = plan(wanted);
      }
    }
  }

  @Override
  public KnownTag findTag(String key) {
    try {
      return KnownTag.of(
          ImmutableSet.copyOf(
              client
                  .getLFTag(tag -> tag.catalogId(account.get().catalogId()).tagKey(key))
                  .tagValues()));
    } catch (EntityNotFoundException e) {
      return new KnownTag(KnownTag.Standing.MISSING, Set.of(), AwsErrors.words(e));
    } catch (AccessDeniedException e) {
      return new KnownTag(KnownTag.Standing.HIDDEN, Set.of(), AwsErrors.words(e));
    } catch (SdkException e) {
      throw AwsErrors.of("read the LF-tag " + key, e);
    }
  }

  @Override
  public boolean seesEveryValue(String key) {
    try {
      return new Sight(client, account.get()).isOfEveryValue(key);
    } catch (SdkException e) {
      throw AwsErrors.of("find out which values of the LF-tag " + key + " may be seen", e);
    }
  }

  @Override
  public void grantDatabase(String database, String principal) {
    String name = database.toLowerCase(Locale.ROOT);
    String doing = "give " + principal + " permissions on database " + name;
    List<BatchPermissionsFailureEntry> failures;
    try {
      failures =
          client
              .batchGrantPermissions(
                  DatabaseGrants.request(account.get().catalogId(), name, principal))
              .failures();
    } catch (SdkException e) {
      throw AwsErrors.of(doing, e);
    }
    if (!failures.isEmpty()) {
      ErrorDetail first = failures.get(0).error();
      throw new EpoxyException(
          ErrorCode.AWS,
          "Could not " + doing + ": " + first.errorCode() + ": " + first.errorMessage());
    }
  }

  /** A while that is another one each time, lest two runs meet again and again. */
  private static void pause(int round) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(FIRST_PAUSE_MILLIS << round));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EpoxyException(ErrorCode.AWS, "Interrupted", null, e);
    }
  }

  private static EpoxyException failed(
      GovernancePlan plan, List<GovernanceStep> sent, RefusedException e) {
    StringBuilder text =
        new StringBuilder("Lake Formation refuses what " + plan.table() + " is to have. ")
            .append(e.getMessage());
    append(text, "Applied", sent);
    append(
        text, "Not applied", plan.steps().stream().filter(step -> !sent.contains(step)).toList());
    return new EpoxyException(ErrorCode.AWS, text.toString(), null, e);
  }

  private static void append(StringBuilder text, String head, List<GovernanceStep> steps) {
    text.append('\n').append(head).append(':');
    if (steps.isEmpty()) {
      text.append(" nothing");
    }
    steps.forEach(step -> text.append("\n  ").append(step.print()));
  }

  private StateReader reader(GovernedTable table) {
    return new StateReader(client, account.get(), resources(table));
  }

  private Resources resources(GovernedTable table) {
    return new Resources(account.get().catalogId(), table);
  }
}
