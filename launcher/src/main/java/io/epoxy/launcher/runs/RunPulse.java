package io.epoxy.launcher.runs;

import io.epoxy.bundle.run.ClusterTrouble;
import io.epoxy.bundle.run.Heartbeat;
import io.epoxy.model.port.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a run is alive: what Glue says of it held against its heartbeat.
 *
 * @param beat the last one of this attempt; empty before the first, and for jobs of old
 * @param now when it is looked at
 */
record RunPulse(RunFacts run, Optional<Heartbeat> beat, Instant now) {
  private static final String RUNNING = "RUNNING";

  static RunPulse read(ObjectStore store, RunFacts run, Instant now) {
    Optional<Heartbeat> beat =
        store
            .find(run.files().heartbeat())
            .map(Heartbeat::decode)
            .filter(found -> found.jobRun().equals(run.id()));
    return new RunPulse(run, beat, now);
  }

  /** Glue takes it for running, but nobody is there. */
  boolean isHung() {
    return run.state().equals(RUNNING) && beat.filter(last -> last.isMissing(now)).isPresent();
  }

  /** The last sign of life, in words. */
  Optional<String> heartbeat() {
    return beat.map(
        last ->
            secondsSince(last.at())
                + " s ago, "
                + last.phase().name().toLowerCase(Locale.ROOT)
                + last.longest().map(this::longest).orElse(""));
  }

  private String longest(Heartbeat.AtWork node) {
    int others = beat.orElseThrow().running().size() - 1;
    return ": "
        + node.node()
        + " for "
        + secondsSince(node.since())
        + " s"
        + (others == 0 ? "" : ", and " + others + " more");
  }

  /** What is wrong and what to do about it. */
  Optional<String> advice() {
    if (isHung()) {
      return Optional.of(
          "Glue says RUNNING, but the job has given no sign of life for "
              + secondsSince(beat.orElseThrow().at())
              + " s: it hangs, or its driver is gone. Stop it with 'epoxy cancel "
              + run.id()
              + "'.");
    }
    Optional<ClusterTrouble> told = run.error().flatMap(ClusterTrouble::find);
    Optional<String> trouble =
        told.or(() -> lostExecutors().map(count -> ClusterTrouble.EXECUTOR_LOST))
            .map(ClusterTrouble::advice);
    String advice =
        Stream.concat(trouble.stream(), resuming().stream()).collect(Collectors.joining(" "));
    return Optional.of(advice).filter(text -> !text.isEmpty());
  }

  /** How a run that somebody has submitted goes on after it ended otherwise than well. */
  private Optional<String> resuming() {
    return run.hasEnded() && !run.hasSucceeded() && run.isSubmitted()
        ? Optional.of(
            "The same 'epoxy submit' with '--invocation-id "
                + run.files().invocationId()
                + " --resume' goes on from what is done.")
        : Optional.empty();
  }

  /** How many executors were lost, when there were any. */
  Optional<Integer> lostExecutors() {
    return beat.map(Heartbeat::lostExecutors).filter(count -> count > 0);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("at", beat.map(last -> last.at().toString()).orElse(null));
    tree.put("phase", beat.map(last -> last.phase().name()).orElse(null));
    tree.put(
        "running",
        beat.map(last -> last.running().stream().map(node -> node.node().value()).toList())
            .orElse(null));
    tree.put("lost_executors", beat.map(last -> (long) last.lostExecutors()).orElse(null));
    tree.put("hung", isHung());
    tree.put("advice", advice().orElse(null));
    return tree;
  }

  private long secondsSince(Instant then) {
    return Math.max(0, Duration.between(then, now).toSeconds());
  }
}
