package io.epoxy.job.command;

import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.TargetSecrets;
import io.epoxy.bundle.run.Versions;
import io.epoxy.compiler.CompilerOptions;
import io.epoxy.compiler.ProjectCompiler;
import io.epoxy.engine.MissingPartException;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.check.WarningTests;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.result.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code debug}: whether profile and project can be read, git is there and the target answers
 * (dbt-core 1.12 {@code task/debug.py}). On this machine the target is embedded Spark: AWS is not
 * asked.
 */
final class DebugCommand {
  private final Invocation invocation;
  private final RunSetting setting;
  private final Events events;
  private final CompilerOptions options;
  private final List<String> failures = new ArrayList<>();

  DebugCommand(Invocation invocation, RunSetting setting, Events events, CompilerOptions options) {
    this.invocation = invocation;
    this.setting = setting;
    this.events = events;
    this.options = options;
  }

  ExitCode run() {
    Path profiles = setting.folders().profiles();
    if (invocation.flags().isOn(Flag.CONFIG_DIR)) {
      events.message(
          RunEvent.Level.INFO,
          "OpenCommand",
          "To view your profiles.yml file, run:\n\n" + openCommand() + " " + profiles);
      return ExitCode.OK;
    }
    out("dbt version: " + Versions.current().dbt());
    out("epoxy version: " + Versions.current().epoxy());
    out("java version: " + System.getProperty("java.version"));
    out("java path: " + System.getProperty("java.home"));
    out("os info: " + System.getProperty("os.name") + "-" + System.getProperty("os.version"));
    Path file = profiles.resolve("profiles.yml");
    Check profile = profile(file);
    Check project = project(profile);
    out("Using profiles dir at " + profiles);
    out("Using profiles.yml file at " + file);
    out("Using dbt_project.yml file at " + setting.folders().project().resolve("dbt_project.yml"));
    profile.target.ifPresent(
        target -> {
          out("adapter type: " + target.type());
          out("adapter version: " + Versions.current().epoxy());
        });
    if (invocation.flags().isOn(Flag.CONNECTION)) {
      out("Skipping steps before connection verification");
    } else {
      out("Configuration:");
      out("  profiles.yml file [" + profile.word + "]");
      out("  dbt_project.yml file [" + project.word + "]");
      out("Required dependencies:");
      out(" - git [" + git() + "]\n");
    }
    return connection(profile.target) ? ExitCode.NEEDS_MORE : finish();
  }

  private record Check(String word, Optional<Target> target) {}

  private Check profile(Path file) {
    if (!Files.isRegularFile(file)) {
      failures.add(
          "dbt looked for a profiles.yml file in "
              + file
              + ", but did\nnot find one. For more information on configuring your profile, consult"
              + " the\ndocumentation:\n\nhttps://docs.getdbt.com/docs/configure-your-profile");
      return new Check("ERROR not found", Optional.empty());
    }
    try {
      Target target = ProjectCompiler.loadOnlyTarget(options);
      return new Check("OK found and valid", Optional.of(target));
    } catch (EpoxyException e) {
      failures.add("Profile loading failed for the following reason:\n" + headed(e) + "\n");
      return new Check("ERROR invalid", Optional.empty());
    }
  }

  private Check project(Check profile) {
    Path file = setting.folders().project().resolve("dbt_project.yml");
    if (!Files.isRegularFile(file)) {
      failures.add(
          "Project loading failed for the following reason:\n project path <"
              + file
              + "> not found");
      return new Check("ERROR not found", Optional.empty());
    }
    try {
      if (profile.target.isPresent()) {
        ProjectCompiler.loadProject(options, profile.target.get());
      } else {
        ProjectCompiler.loadProjectAlone(options);
      }
      return new Check("OK found and valid", Optional.empty());
    } catch (EpoxyException e) {
      failures.add("Project loading failed for the following reason:\n" + headed(e) + "\n");
      return new Check("ERROR invalid", Optional.empty());
    }
  }

  private String git() {
    try {
      Process git =
          new ProcessBuilder("git", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (git.waitFor() == 0) {
        return "OK found";
      }
      failures.add("Error from git --version: exit code " + git.exitValue());
    } catch (IOException e) {
      failures.add("Error from git --version: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failures.add("Error from git --version: interrupted");
    }
    return "ERROR";
  }

  /** Answers whether the class path lacks Spark, for which the script starts again. */
  private boolean connection(Optional<Target> target) {
    if (target.isEmpty()) {
      out("Connection test skipped since no profile was found");
      return false;
    }
    out("Connection:");
    TargetSecrets.strip(target.get(), setting.env())
        .values()
        .forEach((key, value) -> out("  " + key + ": " + value));
    events.emit(
        new RunEvent.AdapterRegistered(
            events.clock().instant(), target.get().type(), Versions.current().epoxy()));
    try (SparkEngine engine =
        EngineFactory.open(
            setting,
            target.get(),
            Set.of(),
            target.get().threads(),
            WarningTests.WARN,
            MessageSink.NONE)) {
      events.release();
      engine.warehouse().query("select 1 as id");
      out("  Connection test: [OK connection ok]\n");
    } catch (MissingPartException missing) {
      Parts.ask(missing.parts());
      return true;
    } catch (EpoxyException e) {
      out("  Connection test: [ERROR]\n");
      failures.add(
          "dbt was unable to connect to the specified database.\nThe database returned the"
              + " following error:\n\n  >"
              + headed(e)
              + "\n\nCheck your database credentials and try again.");
    }
    return false;
  }

  private ExitCode finish() {
    if (failures.isEmpty()) {
      result("All checks passed!");
      return ExitCode.OK;
    }
    result(failures.size() + (failures.size() == 1 ? " check" : " checks") + " failed:");
    failures.forEach(failure -> result(failure + "\n"));
    return ExitCode.FAILED;
  }

  private static String headed(EpoxyException e) {
    return e.code().heading() + "\n  " + e.describe().replace("\n", "\n  ");
  }

  private static String openCommand() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      return "start";
    }
    return system.startsWith("mac") ? "open" : "xdg-open";
  }

  private void out(String text) {
    events.message(RunEvent.Level.INFO, "DebugCmdOut", text);
  }

  private void result(String text) {
    events.message(RunEvent.Level.INFO, "DebugCmdResult", text);
  }
}
