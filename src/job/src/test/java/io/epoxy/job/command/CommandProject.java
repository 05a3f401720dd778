package io.epoxy.job.command;

import io.epoxy.bundle.console.ConsoleListener;
import io.epoxy.bundle.console.ConsoleOptions;
import io.epoxy.bundle.console.ConsoleOptions.Colours;
import io.epoxy.bundle.console.ConsoleOptions.Format;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.EarlierAttempts;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small project on which whole commands are run, and what they print. */
final class CommandProject {
  private final Path folder;

  CommandProject(Path folder) {
    this.folder = folder;
    write("dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: shop\n");
    write(
        "profiles.yml",
        "shop:\n  target: dev\n  outputs:\n    dev:\n      {type: glue, schema: shop, threads: 1,"
            + " location: "
            + folder.resolve("lake")
            + "}\n");
  }

  CommandProject write(String path, String text) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a command did.
   *
   * @param text the console's lines without their times
   */
  record Done(ExitCode exit, String text, List<RunEvent> events) {}

  Done run(Command command) {
    return run(command, FlagValues.NONE);
  }

  Done run(Command command, FlagValues flags) {
    return run(command, flags, Folders.of(folder));
  }

  /** With {@code --state}. */
  Done run(Command command, FlagValues flags, Path state) {
    Folders folders =
        new Folders(folder, folder, Optional.empty(), Optional.of(state), Optional.empty());
    return run(command, flags, folders);
  }

  /** As a job on Glue, in the Spark session that is there. */
  Done runAsJob(Command command, FlagValues flags) {
    return run(
        command,
        flags,
        new RunSetting(
            RunSetting.Place.GLUE,
            Folders.of(folder),
            Map.of(),
            Optional.empty(),
            Map.of("JOB_NAME", "shop"),
            EarlierAttempts.NONE));
  }

  private Done run(Command command, FlagValues flags, Folders folders) {
    return run(command, flags, RunSetting.here(folders, Map.of()));
  }

  private Done run(Command command, FlagValues flags, RunSetting setting) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<RunEvent> events = new ArrayList<>();
    RunEvent.Level minimum = flags.isOn(Flag.QUIET) ? RunEvent.Level.ERROR : RunEvent.Level.INFO;
    RunListener console =
        new ConsoleListener(
            new ConsoleOptions(Format.TEXT, Colours.OFF, minimum, 80, "target", Map.of()),
            "the-id",
            new PrintStream(out, true, StandardCharsets.UTF_8));
    RunListener both =
        event -> {
          events.add(event);
          console.on(event);
        };
    ExitCode exit =
        new CommandRun(
                new Invocation("the-id", command, flags, "dbt " + command.dbtName()),
                setting,
                both,
                Clock.systemUTC())
            .run();
    String text = out.toString(StandardCharsets.UTF_8);
    return new Done(exit, text.replaceAll("(?m)^\\d\\d:\\d\\d:\\d\\d  ", ""), events);
  }

  /** A JSON artifact. */
  Map<?, ?> artifact(String name) {
    try {
      return (Map<?, ?>) PlainJson.read(Files.readString(folder.resolve("target").resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was run for a model, as target/run keeps it. */
  String run(String model) {
    try {
      return Files.readString(folder.resolve("target/run/shop").resolve(model)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What run_results.json says of each node, in the order of finishing. */
  List<Map<?, ?>> results() {
    List<Map<?, ?>> results = new ArrayList<>();
    ((List<?>) artifact("run_results.json").get("results"))
        .forEach(item -> results.add((Map<?, ?>) item));
    return results;
  }

  /** The status of each node in run_results.json. */
  Map<String, String> statuses() {
    Map<String, String> statuses = new LinkedHashMap<>();
    for (Map<?, ?> result : results()) {
      statuses.put(result.get("unique_id").toString(), result.get("status").toString());
    }
    return statuses;
  }
}
