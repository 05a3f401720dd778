package io.epoxy.job;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * What a Glue job finds around it.
 *
 * @param variables the process's environment
 * @param arguments what Glue passed, without dashes
 */
record JobEnvironment(Map<String, String> variables, Map<String, String> arguments) {
  JobEnvironment {
    variables = ImmutableMap.copyOf(variables);
    arguments = ImmutableMap.copyOf(arguments);
  }
}
