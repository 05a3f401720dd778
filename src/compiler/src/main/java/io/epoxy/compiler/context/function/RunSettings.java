package io.epoxy.compiler.context.function;

import com.google.common.collect.ImmutableMap;
import io.epoxy.model.config.Data;
import io.epoxy.model.port.MessageSink;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What every template of one invocation may ask about it.
 *
 * @param vars {@code --vars}
 * @param env the environment that env_var() reads
 * @param command dbt's command word
 * @param flags by dbt's upper-case names; WHICH and FULL_REFRESH are always there
 */
public record RunSettings(
    String invocationId,
    Instant startedAt,
    String command,
    Map<String, Object> vars,
    Map<String, String> env,
    Map<String, Object> flags,
    MessageSink messages) {
  public RunSettings {
    Objects.requireNonNull(invocationId, "invocationId");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(command, "command");
    vars = Data.copy(vars);
    env = ImmutableMap.copyOf(env);
    flags = Data.copy(flags);
    Objects.requireNonNull(messages, "messages");
  }
}
