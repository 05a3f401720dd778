package io.epoxy.engine.plan;

import io.epoxy.model.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keys of {@code config.meta} by which dbt-glue gives a model a Glue session of its own. There is
 * one Spark application here, so they change nothing.
 */
final class SessionOverrides {
  /** Those of its credentials that mean nothing else in a model's meta. */
  private static final List<String> KEYS =
      List.of(
          "workers",
          "worker_type",
          "glue_version",
          "idle_timeout",
          "query_timeout_in_minutes",
          "session_provisioning_timeout_in_seconds",
          "security_configuration",
          "connections",
          "conf",
          "extra_jars",
          "extra_py_files",
          "default_arguments",
          "datalake_formats",
          "glue_session_id",
          "glue_session_reuse",
          "group_session_id",
          "enable_session_per_model");

  private SessionOverrides() {}

  static Optional<Notice> notice(Node node) {
    Map<String, Object> meta = node.info().config().map("meta");
    List<String> found = KEYS.stream().filter(meta::containsKey).toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Notice(
                "SessionOverridesIgnored",
                "Models have settings of a Glue session in their meta ("
                    + String.join(", ", found)
                    + " of '"
                    + node.name()
                    + "'): dbt-glue opens a session for each, Epoxy runs all models in one"
                    + " application and leaves them out. Size the job in the profile.",
                Notice.Frequency.ONCE_A_RUN));
  }
}
