package io.epoxy.bundle.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.json.RecordJson;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Who carries a run out: the content of {@link RunLayout#lease}.
 *
 * @param owner one process, whatever Glue calls it
 * @param jobRun Glue's id; empty when Glue did not start it
 * @param at when it said so last
 * @param ended whether it has given the run back
 */
public record LeaseHolder(String owner, String jobRun, Instant at, boolean ended) {
  public LeaseHolder {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(jobRun, "jobRun");
    Objects.requireNonNull(at, "at");
  }

  /** As sentences call it. */
  public String name() {
    return jobRun.isEmpty() ? "another job" : "the Glue run " + jobRun;
  }

  /** Whether it has said nothing for so long. */
  public boolean isSilent(Instant now, Duration expiry) {
    return !at.plus(expiry).isAfter(now);
  }

  public byte[] encode() {
    return PlainJson.text(RecordJson.tree(this)).getBytes(UTF_8);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws EpoxyException with code BUNDLE when it is something else
   */
  public static LeaseHolder decode(byte[] content) {
    try {
      return RecordJson.record(LeaseHolder.class, PlainJson.read(new String(content, UTF_8)));
    } catch (RuntimeException e) {
      // Records and java.time have their own exceptions; all of them say that the content is wrong.
      throw new EpoxyException(
          ErrorCode.BUNDLE, "cannot read the run's lease: " + e.getMessage(), null, e);
    }
  }
}
