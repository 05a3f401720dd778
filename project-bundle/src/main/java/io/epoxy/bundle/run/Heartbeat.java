package io.epoxy.bundle.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.json.RecordJson;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.UniqueId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The small object that a job writes again and again while it lives. A run whose heartbeat stays
 * away is hung or gone; one whose heartbeat comes but whose nodes do not end is slow.
 *
 * @param jobRun Glue's id of the attempt that wrote it
 * @param everySeconds how often it is written
 * @param done of {@code total} nodes
 * @param lostExecutors how many machines Spark has lost so far
 */
public record Heartbeat(
    String jobRun,
    Instant at,
    int everySeconds,
    Phase phase,
    int total,
    int done,
    List<AtWork> running,
    int lostExecutors) {
  /** Garbage collection and a slow S3 hold up some beats; as many as this are no accident. */
  private static final int MISSED_BEATS = 8;

  public Heartbeat {
    Objects.requireNonNull(jobRun, "jobRun");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(phase, "phase");
    running = ImmutableList.copyOf(running);
  }

  /** What the job is at. */
  public enum Phase {
    /** Project and Spark are not ready yet. */
    STARTING,
    RUNNING,
    /** All nodes have ended; artifacts are written. */
    ENDING
  }

  /** A node and when it was begun. */
  public record AtWork(UniqueId node, Instant since) {
    public AtWork {
      Objects.requireNonNull(node, "node");
      Objects.requireNonNull(since, "since");
    }
  }

  /** Whether it has stayed away for so long that nobody can be there to write it. */
  public boolean isMissing(Instant now) {
    return Duration.between(at, now).toSeconds() > (long) MISSED_BEATS * everySeconds;
  }

  /** The node that has been running for longest. */
  public Optional<AtWork> longest() {
    return running.stream().min(Comparator.comparing(AtWork::since));
  }

  public byte[] encode() {
    return PlainJson.text(RecordJson.tree(this)).getBytes(UTF_8);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws EpoxyException with code BUNDLE when it is something else
   */
  public static Heartbeat decode(byte[] content) {
    try {
      return RecordJson.record(Heartbeat.class, PlainJson.read(new String(content, UTF_8)));
    } catch (RuntimeException e) {
      // Records and java.time have their own exceptions; all of them say that the content is wrong.
      throw new EpoxyException(
          ErrorCode.BUNDLE, "cannot read the run's heartbeat: " + e.getMessage(), null, e);
    }
  }
}
