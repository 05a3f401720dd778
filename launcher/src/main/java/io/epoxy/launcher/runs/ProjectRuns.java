package io.epoxy.launcher.runs;

import io.epoxy.aws.AwsClients;
import io.epoxy.aws.RunLog;
import io.epoxy.aws.S3ObjectStore;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.launcher.target.ArtifactDownload;
import io.epoxy.launcher.target.GlueSettings;
import io.epoxy.launcher.target.Pause;
import io.epoxy.launcher.target.RunStop;
import io.epoxy.model.port.ObjectStore;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What {@code runs}, {@code status}, {@code logs}, {@code cancel} and {@code artifacts} do, for any
 * run of the project's Glue job. Close it when done.
 */
public final class ProjectRuns implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final GlueSettings settings;
  private final AwsClients clients;
  private final RunLookup lookup;
  private final RunListener listener;
  private final Clock clock;

  /** How answers are printed. */
  public enum Form {
    TEXT,
    JSON
  }

  /**
   * Opens the job's runs.
   *
   * @param listener gets the answers as its lines
   */
  public ProjectRuns(GlueSettings settings, RunListener listener, Clock clock) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.listener = Objects.requireNonNull(listener, "listener");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.clients = settings.region().map(AwsClients::inRegion).orElseGet(AwsClients::ofEnvironment);
    this.lookup = new RunLookup(clients.glue(), settings.jobName(), settings.artifacts());
  }

  /** Prints the newest runs; all that Glue has when the limit is negative. */
  public ExitCode list(int limit, Form form) {
    List<RunFacts> runs = lookup.newest(limit);
    if (form == Form.JSON) {
      print(PlainJson.text(runs.stream().map(run -> run.tree(clock.instant())).toList()));
    } else if (runs.isEmpty()) {
      print("The Glue job " + settings.jobName() + " has not run yet.");
    } else {
      new RunTable(clock.instant()).lines(runs).forEach(this::print);
    }
    return ExitCode.OK;
  }

  /**
   * Prints how a run stands.
   *
   * @param id Glue's or the invocation's; empty for the newest run
   * @return FAILED when it ended otherwise than well
   */
  public ExitCode status(Optional<String> id, Form form) {
    RunFacts run = lookup.load(id);
    NodeProgress progress = NodeProgress.read(store(run), run.files());
    RunPulse pulse = RunPulse.read(store(run), run, clock.instant());
    if (form == Form.JSON) {
      Map<String, Object> tree = new LinkedHashMap<>(run.tree(clock.instant()));
      tree.put("nodes", progress.tree());
      tree.put("heartbeat", pulse.tree());
      print(PlainJson.text(tree));
    } else {
      new RunTable(clock.instant()).lines(pulse, progress).forEach(this::print);
    }
    return run.hasEnded() && !run.hasSucceeded() ? ExitCode.FAILED : ExitCode.OK;
  }

  /**
   * Prints what the driver and the executors of a run wrote.
   *
   * @param stream {@code output} or {@code error}, as Glue names the two logs
   * @param follow waits between looks until the run has ended; empty for one look
   */
  public ExitCode logs(Optional<String> id, String stream, Optional<Pause> follow, Form form) {
    RunFacts run = lookup.load(id);
    RunLog log = RunLog.of(clients.logs(), run.logGroup(), stream, run.id());
    boolean[] some = {false};
    Consumer<RunLog.Line> printer =
        line -> {
          some[0] = true;
          print(form == Form.JSON ? PlainJson.text(tree(line)) : line.text());
        };
    log.read(printer);
    while (follow.isPresent() && !run.hasEnded()) {
      follow.get().pause(BETWEEN_LOOKS);
      run = lookup.load(Optional.of(run.id()));
      log.read(printer);
    }
    if (!some[0] && form == Form.TEXT) {
      print(
          "The run "
              + run.id()
              + " ("
              + run.state()
              + ") has nothing in the log "
              + log.group()
              + ".");
    }
    return ExitCode.OK;
  }

  private static Map<String, Object> tree(RunLog.Line line) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("at", line.at().toString());
    tree.put("stream", line.stream());
    tree.put("text", line.text());
    return tree;
  }

  /** Asks Glue to stop a run; one that has ended is left as it is. */
  public ExitCode cancel(Optional<String> id, Form form) {
    RunFacts run = lookup.load(id);
    if (!run.hasEnded()) {
      new RunStop(clients.glue()).ask(run.job(), run.id());
    }
    if (form == Form.JSON) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("job", run.job());
      tree.put("run_id", run.id());
      tree.put("state", run.state());
      tree.put("cancelled", !run.hasEnded());
      print(PlainJson.text(tree));
    } else if (run.hasEnded()) {
      print("The run " + run.id() + " has already ended as " + run.state() + ".");
    } else {
      print(
          "Glue was asked to stop the run "
              + run.id()
              + ". It is over when 'epoxy status "
              + run.id()
              + "' says STOPPED.");
    }
    return ExitCode.OK;
  }

  /** Brings a run's artifacts into a folder. */
  public ExitCode artifacts(Optional<String> id, Path folder, Form form) {
    RunFacts run = lookup.load(id);
    List<String> names = new ArtifactDownload(store(run), folder).run(run.files().artifacts());
    if (form == Form.JSON) {
      print(PlainJson.text(names.stream().map(name -> folder.resolve(name).toString()).toList()));
    } else if (names.isEmpty()) {
      print("The run " + run.id() + " (" + run.state() + ") has left no artifacts so far.");
    } else {
      names.forEach(name -> print(folder.resolve(name).toString()));
    }
    return ExitCode.OK;
  }

  @Override
  public void close() {
    clients.close();
  }

  private ObjectStore store(RunFacts run) {
    return S3ObjectStore.ofBucket(clients.s3(), run.bucket());
  }

  private void print(String line) {
    listener.on(new RunEvent.Output(clock.instant(), line));
  }
}
