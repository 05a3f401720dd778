package io.epoxy.job;

import io.epoxy.bundle.archive.BundleReader;
import io.epoxy.bundle.archive.Sha256;
import io.epoxy.bundle.console.ConsoleListener;
import io.epoxy.bundle.console.ConsoleOptions;
import io.epoxy.bundle.run.EarlierAttempts;
import io.epoxy.bundle.run.EarlierFiles;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.JobArguments;
import io.epoxy.bundle.run.RequestCodec;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.bundle.run.RunOutcome;
import io.epoxy.bundle.run.RunRequest;
import io.epoxy.job.command.CommandRun;
import io.epoxy.job.command.RunSetting;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.port.ObjectStore;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One run in a Glue job: request and bundle in, events and artifacts out. */
final class JobRun {
  /** What a Glue job's log shows is what the launcher prints, without colours. */
  private static final ConsoleOptions CONSOLE =
      new ConsoleOptions(
          ConsoleOptions.Format.TEXT,
          ConsoleOptions.Colours.OFF,
          RunEvent.Level.INFO,
          ConsoleOptions.DEFAULT_WIDTH,
          "target",
          Map.of());

  private final ObjectStore store;
  private final JobArguments arguments;
  private final JobEnvironment environment;
  private final Clock clock;
  private final Consumer<Duration> pause;

  /**
   * One run.
   *
   * @param pause waits for so long
   */
  JobRun(
      ObjectStore store,
      JobArguments arguments,
      JobEnvironment environment,
      Clock clock,
      Consumer<Duration> pause) {
    this.store = store;
    this.arguments = arguments;
    this.environment = environment;
    this.clock = clock;
    this.pause = pause;
  }

  void run() {
    String key = arguments.request().key();
    byte[] content =
        store
            .find(key)
            .orElseThrow(
                () ->
                    new EpoxyException(
                        ErrorCode.BUNDLE, "There is no run request at " + arguments.request()));
    WorkflowStep step = new WorkflowStep(environment.workflow(), environment.job());
    RunRequest request = step.withVars(RequestCodec.decode(content, arguments.requestSha256()));
    RunLayout layout = RunLayout.ofRequest(key);
    Path work = newFolder();
    try (RunLease lease =
            RunLease.take(store, layout, environment.jobRun(), clock, pause, environment.log());
        EventUploader uploader = new EventUploader(lease.guarded(), layout).start();
        JournalKeeper journal = JournalKeeper.open(lease.guarded(), layout, request);
        HeartbeatWriter heartbeat =
            new HeartbeatWriter(lease.guarded(), layout, environment.jobRun(), clock).start()) {
      FailureReason reason = new FailureReason();
      RunListener listener =
          event -> {
            if (event instanceof RunEvent.NodeStarted) {
              lease.refuseWhenLost();
            }
            uploader.on(event);
            journal.on(event);
            heartbeat.on(event);
            step.on(event);
            reason.on(event);
          };
      ExitCode exit = run(request, work, listener, journal.earlier());
      lease.refuseWhenLost();
      uploadArtifacts(lease.guarded(), layout, work.resolve("target"));
      uploader.finish();
      lease.guarded().put(layout.outcome(), new RunOutcome(exit).encode());
      report(step, request.invocation().id(), exit);
      if (exit != ExitCode.OK) {
        throw new JobFailedException(reason.text());
      }
    } finally {
      delete(work);
    }
  }

  /** The tables are made whether the workflow hears of it or not. */
  private void report(WorkflowStep step, String invocationId, ExitCode exit) {
    try {
      step.report(invocationId, exit);
    } catch (EpoxyException e) {
      environment.log().println("The workflow was not told the results: " + e.getMessage());
    }
  }

  private ExitCode run(
      RunRequest request, Path work, RunListener records, EarlierAttempts attempts) {
    Path project = work.resolve("project");
    Path zip = work.resolve("bundle.zip");
    store.download(request.bundleKey(), zip);
    BundleReader.unpack(zip, request.bundleSha256(), project);
    EarlierFiles earlier = request.earlier().orElse(EarlierFiles.NONE);
    download(earlier, RunLayout.ofRequest(arguments.request().key()), work);
    Folders folders =
        new Folders(
            project,
            project,
            Optional.of(work.resolve("target")),
            earlier.folder("state", work),
            earlier.folder("defer-state", work));
    RunSetting setting =
        new RunSetting(
            RunSetting.Place.GLUE,
            folders,
            variables(request),
            Optional.of(request.target()),
            environment.arguments(),
            attempts);
    RunListener console =
        new ConsoleListener(CONSOLE, request.invocation().id(), environment.log());
    RunListener listener =
        event -> {
          records.on(event);
          console.on(event);
        };
    return new CommandRun(request.invocation(), setting, listener, clock).run();
  }

  private void download(EarlierFiles earlier, RunLayout layout, Path work) {
    earlier
        .sha256()
        .forEach(
            (place, sha256) -> {
              Path file = work.resolve(place);
              createFolder(file.getParent());
              store.download(layout.earlierFile(sha256), file);
              if (!Sha256.of(file).equals(sha256)) {
                throw new EpoxyException(
                    ErrorCode.BUNDLE,
                    "'" + place + "' is another file than was submitted. Submit again");
              }
            });
  }

  /** The launcher's variables over the job's own: templates see what the user's shell had. */
  private Map<String, String> variables(RunRequest request) {
    Map<String, String> all = new LinkedHashMap<>(environment.variables());
    all.putAll(request.env());
    return all;
  }

  private static void uploadArtifacts(ObjectStore store, RunLayout layout, Path target) {
    if (!Files.isDirectory(target)) {
      return;
    }
    for (Path file : files(target)) {
      String name = target.relativize(file).toString().replace('\\', '/');
      try {
        store.put(layout.artifact(name), Files.readAllBytes(file));
      } catch (IOException e) {
        throw new EpoxyException(ErrorCode.IO, "Cannot read " + file + ": " + e, null, e);
      }
    }
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("epoxy-run");
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "Cannot make a folder for the run: " + e, null, e);
    }
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "Cannot make " + folder + ": " + e, null, e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "Cannot delete " + folder + ": " + e, null, e);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "Cannot list " + folder + ": " + e, null, e);
    }
  }
}
