package io.epoxy.launcher.doctor;

import io.epoxy.aws.AwsErrors;
import io.epoxy.aws.MissingPermission;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.launcher.doctor.Finding.Verdict;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/**
 * Whether Glue takes the job's role, and whether the caller may hand it over. IAM answers the
 * second by simulating the caller's policies, which is a permission of its own; no call changes
 * anything.
 */
final class JobRole {
  private static final String GLUE = "glue.amazonaws.com";
  private static final String PASS = "iam:PassRole";
  private static final String SIMULATE = "iam:SimulatePrincipalPolicy";
  private static final String GET = "iam:GetRole";

  /** The session of a role as STS names it: without the role's path, which IAM asks for. */
  private static final Pattern SESSION =
      Pattern.compile("arn:[^:]+:sts::\\d+:assumed-role/([^/]+)/.*");

  private static final Pattern ROOT = Pattern.compile("arn:[^:]+:iam::\\d+:root");

  private final IamClient iam;
  private final String role;

  JobRole(IamClient iam, String role) {
    this.iam = iam;
    this.role = role;
  }

  /**
   * What IAM says of it.
   *
   * @param caller as STS names whoever is signed in
   */
  List<Finding> examine(String caller) {
    try {
      String name = role.substring(role.lastIndexOf('/') + 1);
      String trust = iam.getRole(get -> get.roleName(name)).role().assumeRolePolicyDocument();
      return List.of(trust(trust), pass(caller));
    } catch (NoSuchEntityException e) {
      return List.of(
          Finding.problem(
              "role", "There is no role " + role + ".", "Create it, or correct 'role_arn'."));
    } catch (SdkException e) {
      return List.of(unknown("role", "Whether Glue may take " + role, GET, role, e), pass(caller));
    }
  }

  private Finding trust(String encoded) {
    Object policy = PlainJson.read(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
    boolean trusted =
        policy instanceof Map<?, ?> map
            && several(map.get("Statement")).stream().anyMatch(JobRole::lets);
    return trusted
        ? Finding.of("role", Verdict.OK, role)
        : Finding.problem(
            "role",
            "The role " + role + " does not trust Glue.",
            "Add to its trust policy: {\"Effect\": \"Allow\", \"Principal\": {\"Service\": \""
                + GLUE
                + "\"}, \"Action\": \"sts:AssumeRole\"}");
  }

  private static boolean lets(Object statement) {
    return statement instanceof Map<?, ?> map
        && "Allow".equals(map.get("Effect"))
        && several(map.get("Action")).stream()
            .anyMatch(action -> List.of("sts:AssumeRole", "sts:*", "*").contains(action))
        && map.get("Principal") instanceof Map<?, ?> principal
        && several(principal.get("Service")).contains(GLUE);
  }

  /** IAM's policies have one value, or a list of them. */
  private static Collection<?> several(Object value) {
    return value instanceof Collection<?> list ? list : value == null ? List.of() : List.of(value);
  }

  private Finding pass(String caller) {
    if (ROOT.matcher(caller).matches()) {
      return Finding.of("pass role", Verdict.OK, "The account's root user may pass any role.");
    }
    String source = caller;
    try {
      Matcher session = SESSION.matcher(caller);
      if (session.matches()) {
        source = iam.getRole(get -> get.roleName(session.group(1))).role().arn();
      }
      return pass(source, decision(source));
    } catch (SdkException e) {
      String action = AwsErrors.words(e).contains(GET) ? GET : SIMULATE;
      return unknown("pass role", "Whether you may pass " + role + " to Glue", action, source, e);
    }
  }

  private PolicyEvaluationDecisionType decision(String source) {
    return iam.simulatePrincipalPolicy(
            ask ->
                ask.policySourceArn(source)
                    .actionNames(PASS)
                    .resourceArns(role)
                    .contextEntries(
                        ContextEntry.builder()
                            .contextKeyName("iam:PassedToService")
                            .contextKeyType(ContextKeyTypeEnum.STRING)
                            .contextKeyValues(GLUE)
                            .build()))
        .evaluationResults()
        .get(0)
        .evalDecision();
  }

  private Finding pass(String source, PolicyEvaluationDecisionType decision) {
    return switch (decision) {
      case ALLOWED -> Finding.of("pass role", Verdict.OK, source + " may pass it to Glue.");
      case EXPLICIT_DENY ->
          Finding.problem(
              "pass role",
              source + " may not pass " + role + " to Glue: a policy denies it.",
              "Take " + PASS + " on this role out of the policy that has the Deny.");
      default ->
          Finding.problem(
              "pass role",
              source + " may not pass " + role + " to Glue.",
              MissingPermission.statement(PASS, role));
    };
  }

  private static Finding unknown(
      String check, String what, String action, String resource, SdkException e) {
    return new Finding(
        check,
        Verdict.NOTE,
        what + " could not be checked: " + AwsErrors.words(e),
        MissingPermission.in(AwsErrors.words(e))
            .or(() -> Optional.of(MissingPermission.statement(action, resource))));
  }
}
