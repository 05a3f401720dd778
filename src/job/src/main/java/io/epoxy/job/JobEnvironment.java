package io.epoxy.job;

import com.google.common.collect.ImmutableMap;
import io.epoxy.model.port.RunProperties;
import java.io.PrintStream;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a Glue job finds around it.
 *
 * @param variables the process's environment
 * @param arguments what Glue passed, without dashes
 * @param workflow of the workflow run that the job is a step of
 * @param log where the run's lines go; Glue sends standard output to CloudWatch
 */
record JobEnvironment(
    Map<String, String> variables,
    Map<String, String> arguments,
    Optional<RunProperties> workflow,
    PrintStream log) {
  JobEnvironment {
    variables = ImmutableMap.copyOf(variables);
    arguments = ImmutableMap.copyOf(arguments);
    Objects.requireNonNull(workflow, "workflow");
    Objects.requireNonNull(log, "log");
  }

  /** Glue's name of the job; empty when Glue did not start it. */
  String job() {
    return arguments.getOrDefault("JOB_NAME", "");
  }

  /** Glue's id of this attempt; empty when Glue did not start it. */
  String jobRun() {
    return arguments.getOrDefault("JOB_RUN_ID", "");
  }
}
