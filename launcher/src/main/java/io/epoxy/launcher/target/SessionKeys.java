package io.epoxy.launcher.target;

import com.google.common.collect.ImmutableMap;
import io.epoxy.model.config.Target;
import java.util.List;
import java.util.Map;

/**
 * Keys of a dbt-glue profile that set up its interactive sessions (its credentials class, 1.10).
 * They are accepted; each says in one sentence why it changes nothing.
 */
final class SessionKeys {
  private static final String ONE_APPLICATION = "all models run in one Spark application";
  private static final String SDK_RETRIES = "the AWS SDK retries by its own rules";

  private static final Map<String, String> REASONS =
      ImmutableMap.<String, String>builder()
          .put(
              "session_provisioning_timeout_in_seconds",
              "there is no session to wait for, and submit shows why a job waits")
          .put("idle_timeout", "a job ends with its run and is never idle")
          .put("glue_session_id", ONE_APPLICATION)
          .put("glue_session_reuse", ONE_APPLICATION)
          .put("group_session_id", ONE_APPLICATION)
          .put("enable_session_per_model", ONE_APPLICATION)
          .put("statement_poll_interval", "statements run inside of the job and are not polled for")
          .put("boto_retry_mode", SDK_RETRIES)
          .put("boto_retry_max_attempts", SDK_RETRIES)
          .put("use_arrow", "rows do not leave the job through S3")
          .put(
              "use_interactive_session_role_for_api_calls",
              "the job makes all of its calls under role_arn")
          .put("packages", "dbt-glue reads it but never uses it")
          .put("lf_tags", "dbt-glue never uses it in a profile; models have lf_tags_config")
          .put(
              "iceberg_glue_commit_lock_table",
              "commits to Glue's catalog are guarded by the table's version, not by a lock")
          .buildOrThrow();

  private SessionKeys() {}

  /** A sentence for each such key of the profile, in this table's order. */
  static List<String> notes(Target target) {
    return REASONS.entrySet().stream()
        .filter(entry -> target.values().get(entry.getKey()) != null)
        .map(
            entry ->
                "Profile key '" + entry.getKey() + "' has no effect: " + entry.getValue() + ".")
        .toList();
  }
}
