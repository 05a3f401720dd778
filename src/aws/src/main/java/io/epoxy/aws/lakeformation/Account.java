package io.epoxy.aws.lakeformation;

import io.epoxy.aws.AwsErrors;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * In whose name calls are made.
 *
 * @param catalogId the account whose Data Catalog holds the tables
 * @param role the name of the caller's role; empty for a user
 */
record Account(String catalogId, Optional<String> role) {
  /** {@code arn:aws:sts::123:assumed-role/NAME/SESSION}: a role's path is not in it. */
  private static final Pattern ASSUMED =
      Pattern.compile("arn:[^:]+:sts::\\d+:assumed-role/([^/]+)/");

  /**
   * Asks AWS.
   *
   * @param catalogId goes before the caller's own account
   */
  static Account lookUp(StsClient sts, Optional<String> catalogId) {
    try {
      GetCallerIdentityResponse caller = sts.getCallerIdentity();
      Matcher assumed = ASSUMED.matcher(String.valueOf(caller.arn()));
      return new Account(
          catalogId.orElseGet(caller::account),
          assumed.find() ? Optional.of(assumed.group(1)) : Optional.empty());
    } catch (SdkException e) {
      throw AwsErrors.of("find out the account id", e);
    }
  }

  /** Whether that principal is the caller's role. */
  boolean isOwn(String principal) {
    return role.filter(name -> principal.endsWith("/" + name)).isPresent();
  }
}
