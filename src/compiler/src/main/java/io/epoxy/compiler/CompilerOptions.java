package io.epoxy.compiler;

import com.google.common.collect.ImmutableMap;
import io.epoxy.model.config.Data;
import io.epoxy.model.config.Target;
import io.epoxy.model.port.MessageSink;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything that one compilation depends on besides the project's files.
 *
 * @param projectDir the folder of dbt_project.yml
 * @param profilesDir the folder of profiles.yml; else the project's
 * @param profile {@code --profile}
 * @param target {@code --target}
 * @param vars {@code --vars}, parsed; see {@link Data}
 * @param env the environment: the only one that env_var() sees
 * @param givenTarget a target that was rendered elsewhere; then profiles.yml is not read
 * @param invocationId a random UUID
 * @param command dbt's command word, {@code flags.WHICH}
 * @param threads {@code --threads}
 * @param flags further flags by dbt's upper-case names, for {@code flags.X} in templates
 * @param messages where log(), print() and warnings go
 */
public record CompilerOptions(
    Path projectDir,
    Optional<Path> profilesDir,
    Optional<String> profile,
    Optional<String> target,
    Map<String, Object> vars,
    Map<String, String> env,
    Optional<Target> givenTarget,
    String invocationId,
    Instant startedAt,
    String command,
    FullRefresh fullRefresh,
    OptionalInt threads,
    Map<String, Object> flags,
    MessageSink messages) {
  public CompilerOptions {
    Objects.requireNonNull(projectDir, "projectDir");
    Objects.requireNonNull(profilesDir, "profilesDir");
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(target, "target");
    vars = Data.copy(vars);
    env = ImmutableMap.copyOf(env);
    Objects.requireNonNull(givenTarget, "givenTarget");
    Objects.requireNonNull(invocationId, "invocationId");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(fullRefresh, "fullRefresh");
    Objects.requireNonNull(threads, "threads");
    flags = Data.copy(flags);
    Objects.requireNonNull(messages, "messages");
  }

  /** Options with nothing given on a command line. */
  public static CompilerOptions of(
      Path projectDir, Map<String, String> env, String command, String invocationId, Instant at) {
    return new CompilerOptions(
        projectDir,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        env,
        Optional.empty(),
        invocationId,
        at,
        command,
        FullRefresh.OFF,
        OptionalInt.empty(),
        Map.of(),
        MessageSink.NONE);
  }

  /** The same options with another place for messages. */
  public CompilerOptions withMessages(MessageSink sink) {
    return with(vars, sink);
  }

  /** The same options with other {@code --vars}. */
  public CompilerOptions withVars(Map<String, Object> given) {
    return with(given, messages);
  }

  private CompilerOptions with(Map<String, Object> given, MessageSink sink) {
    return new CompilerOptions(
        projectDir,
        profilesDir,
        profile,
        target,
        given,
        env,
        givenTarget,
        invocationId,
        startedAt,
        command,
        fullRefresh,
        threads,
        flags,
        sink);
  }

  /** Whether {@code --full-refresh} was given. */
  public enum FullRefresh {
    OFF,
    ON
  }
}
