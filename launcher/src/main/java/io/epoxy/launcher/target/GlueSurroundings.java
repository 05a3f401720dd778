package io.epoxy.launcher.target;

import com.google.common.collect.ImmutableMap;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;

/**
 * What submitting asks of the machine.
 *
 * @param env the environment that the profile was rendered with
 */
public record GlueSurroundings(
    Map<String, String> env, Clock clock, Pause pause, StopQuestion question) {
  public GlueSurroundings {
    env = ImmutableMap.copyOf(env);
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(pause, "pause");
    Objects.requireNonNull(question, "question");
  }
}
