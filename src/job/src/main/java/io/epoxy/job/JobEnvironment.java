package io.epoxy.job;

import com.google.common.collect.ImmutableMap;
import java.io.PrintStream;
import java.util.Map;
import java.util.Objects;

/**
 * What a Glue job finds around it.
 *
 * @param variables the process's environment
 * @param arguments what Glue passed, without dashes
 * @param log where the run's lines go; Glue sends standard output to CloudWatch
 */
record JobEnvironment(
    Map<String, String> variables, Map<String, String> arguments, PrintStream log) {
  JobEnvironment {
    variables = ImmutableMap.copyOf(variables);
    arguments = ImmutableMap.copyOf(arguments);
    Objects.requireNonNull(log, "log");
  }

  /** Glue's id of this attempt; empty when Glue did not start it. */
  String jobRun() {
    return arguments.getOrDefault("JOB_RUN_ID", "");
  }
}
