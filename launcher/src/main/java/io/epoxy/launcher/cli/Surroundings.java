package io.epoxy.launcher.cli;

import com.google.common.collect.ImmutableMap;
import io.epoxy.bundle.console.ConsoleOptions.Colours;
import io.epoxy.bundle.run.EnvironmentFile;
import io.epoxy.bundle.run.LocalRunner;
import io.epoxy.launcher.target.GlueJobTarget;
import io.epoxy.launcher.target.GlueSurroundings;
import io.epoxy.launcher.target.JobJar;
import io.epoxy.launcher.target.JobTarget;
import io.epoxy.launcher.target.LocalJobTarget;
import io.epoxy.launcher.target.Pause;
import io.epoxy.launcher.target.StopQuestion;
import io.epoxy.launcher.target.SubmitOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The process as a command sees it.
 *
 * @param workingFolder absolute
 * @param in what the user answers questions with
 * @param terminalColours ON when standard output is a terminal that shows colours
 * @param runner finds the job jar's runner; asked only by commands that need it
 * @param targets makes the places where commands run
 */
record Surroundings(
    Map<String, String> env,
    Path workingFolder,
    InputStream in,
    PrintStream out,
    PrintStream err,
    Colours terminalColours,
    Clock clock,
    Supplier<LocalRunner> runner,
    Targets targets) {
  /** The script tells, because Java cannot ask about one stream alone. */
  private static final String TERMINAL_PROPERTY = "epoxy.terminal";

  Surroundings {
    env = ImmutableMap.copyOf(env);
    Objects.requireNonNull(workingFolder, "workingFolder");
    Objects.requireNonNull(in, "in");
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(err, "err");
    Objects.requireNonNull(terminalColours, "terminalColours");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(runner, "runner");
    Objects.requireNonNull(targets, "targets");
  }

  /**
   * This process, its environment filled up from a .env file.
   *
   * @throws io.epoxy.model.error.EpoxyException when that file cannot be read
   */
  static Surroundings ofProcess() {
    Path folder = Path.of("").toAbsolutePath();
    Map<String, String> process = System.getenv();
    EnvironmentFile file = EnvironmentFile.read(folder, process);
    Map<String, String> env = file.over(process);
    PrintStream err = stream(FileDescriptor.err);
    System.setOut(err); // libraries write there, Hudi for one, where a result alone belongs
    file.warnings().forEach(err::println);
    AwsProperties.of(file.variables()).forEach(System::setProperty);
    Clock clock = Clock.systemUTC();
    boolean coloured =
        Boolean.getBoolean(TERMINAL_PROPERTY)
            && env.getOrDefault("NO_COLOR", "").isEmpty()
            && !"dumb".equals(env.get("TERM"));
    return new Surroundings(
        env,
        folder,
        System.in,
        stream(FileDescriptor.out),
        err,
        coloured ? Colours.ON : Colours.OFF,
        clock,
        JobJar::loadRunner,
        new ProcessTargets(
            new GlueSurroundings(env, clock, Pause.sleeping(), Surroundings::askToStop)));
  }

  /** Where nobody can answer, a run goes on. */
  private static StopQuestion.Answer askToStop(String runId) {
    return System.console() != null
            && new Questions(System.in, stream(FileDescriptor.out))
                .confirm("\nStop the run " + runId + " in Glue? Else it goes on.")
        ? StopQuestion.Answer.CANCEL
        : StopQuestion.Answer.DETACH;
  }

  /** Java 17 would encode by the locale; dbt writes UTF-8. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  /** The places where a command can run. */
  interface Targets {
    JobTarget local(LocalRunner runner);

    JobTarget glue(LocalRunner runner, SubmitOptions options);
  }

  private record ProcessTargets(GlueSurroundings glue) implements Targets {
    @Override
    public JobTarget local(LocalRunner runner) {
      return new LocalJobTarget(runner);
    }

    @Override
    public JobTarget glue(LocalRunner runner, SubmitOptions options) {
      return new GlueJobTarget(runner, JobJar.locate(runner), options, glue);
    }
  }
}
