package io.epoxy.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statement that a policy lacks, read from AWS's own words. */
public final class MissingPermission {
  /** User: arn:... is not authorized to perform: glue:GetJob on resource: arn:... because ... */
  private static final Pattern REFUSAL =
      Pattern.compile(
          "not authorized to perform: ([a-z0-9-]+:[A-Za-z0-9]+)"
              + "(?: on resource: \"?(arn:[A-Za-z0-9:/_.+=,@*-]*[A-Za-z0-9/_*]))?");

  private MissingPermission() {}

  /** What to add; empty when the words do not name the action. */
  public static Optional<String> in(String words) {
    Matcher refusal = REFUSAL.matcher(words);
    return refusal.find()
        ? Optional.of(
            statement(refusal.group(1), Optional.ofNullable(refusal.group(2)).orElse("*")))
        : Optional.empty();
  }

  /** A statement of IAM's policy language. */
  public static String statement(String action, String resource) {
    return "Add to the policy: {\"Effect\": \"Allow\", \"Action\": \""
        + action
        + "\", \"Resource\": \""
        + resource
        + "\"}";
  }
}
