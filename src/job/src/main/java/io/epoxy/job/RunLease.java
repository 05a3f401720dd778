package io.epoxy.job;

import io.epoxy.bundle.run.LeaseHolder;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.port.ObjectStore;
import io.epoxy.model.port.ObjectStore.Version;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Says that this job, and no other, carries the run out: an object beside the journal that is only
 * ever replaced as it was seen. Glue may begin a retry while the first attempt still lives, and
 * anybody can start a job twice with one request. Whoever has been silent for {@link #EXPIRY} may
 * be replaced, and notices before it writes again. Thread-safe.
 */
final class RunLease implements AutoCloseable {
  /** Longer than a long garbage collection, as nobody gets the run of a driver that only pauses. */
  static final Duration EXPIRY = Duration.ofSeconds(60);

  private static final Duration RENEWAL = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final ObjectStore store;
  private final RunLayout layout;
  private final Clock clock;
  private final String owner = UUID.randomUUID().toString();
  private final String jobRun;
  private Optional<String> version = Optional.empty();
  private Instant renewed = Instant.MIN;
  private Optional<LeaseHolder> successor = Optional.empty();

  private RunLease(ObjectStore store, RunLayout layout, String jobRun, Clock clock) {
    this.store = store;
    this.layout = layout;
    this.jobRun = jobRun;
    this.clock = clock;
  }

  /**
   * Takes the run, when need be after waiting for an attempt that may be dead.
   *
   * @param pause waits for so long
   * @throws EpoxyException when another job is seen to live on
   */
  static RunLease take(
      ObjectStore store,
      RunLayout layout,
      String jobRun,
      Clock clock,
      Consumer<Duration> pause,
      PrintStream log) {
    RunLease lease = new RunLease(store, layout, jobRun, clock);
    Instant start = clock.instant();
    Optional<Version> first = store.findVersion(layout.lease());
    Optional<Version> seen = first;
    boolean told = false;
    while (true) {
      boolean stayed = seen.map(Version::name).equals(first.map(Version::name));
      boolean waited = !start.plus(EXPIRY).isAfter(clock.instant());
      Optional<LeaseHolder> holder = lease.findOther(seen);
      // Another machine's clock may be wrong: one that is not seen to write is silent, too.
      if (holder.isEmpty() || stayed && waited) {
        if (lease.write(seen.map(Version::name), false)
            || lease.isOwn(store.findVersion(layout.lease()))) {
          return lease;
        }
      } else if (waited) {
        throw lease.refusal(holder.get());
      } else {
        if (!told) {
          log.println(
              "This run was begun by "
                  + holder.get().name()
                  + ", last heard of at "
                  + holder.get().at()
                  + "; waiting whether it still lives.");
          told = true;
        }
        pause.accept(LOOK);
      }
      seen = store.findVersion(layout.lease());
    }
  }

  /** The run's store, which takes nothing more from a job that has lost the run. */
  ObjectStore guarded() {
    return new GuardedStore(store, this::refuseWhenLost);
  }

  /**
   * Renews the lease when it is time.
   *
   * @throws EpoxyException when somebody else has the run by now, or when the store refuses
   */
  synchronized void refuseWhenLost() {
    if (successor.isEmpty() && !renewed.plus(RENEWAL).isAfter(clock.instant())) {
      renew();
    }
    if (successor.isPresent()) {
      throw new EpoxyException(
          ErrorCode.AWS,
          "This job was silent for so long that "
              + successor.get().name()
              + " has taken the run over; it ends here. What it was at may have been done twice.");
    }
  }

  /** Gives the run back, so that nobody has to wait for it. */
  @Override
  public synchronized void close() {
    try {
      if (successor.isEmpty()) {
        var unused = write(version, true);
      }
    } catch (EpoxyException e) {
      System.err.println("The run's lease was not given back: " + e.getMessage());
    }
  }

  private void renew() {
    if (write(version, false)) {
      return;
    }
    Optional<Version> found = store.findVersion(layout.lease());
    if (!isOwn(found)) {
      successor =
          Optional.of(found.map(at -> LeaseHolder.decode(at.content())).orElseGet(this::nobody));
    }
  }

  /** A write whose answer was lost is repeated by the SDK, and then meets itself. */
  private boolean isOwn(Optional<Version> seen) {
    Optional<LeaseHolder> own =
        seen.map(found -> LeaseHolder.decode(found.content()))
            .filter(holder -> holder.owner().equals(owner));
    own.ifPresent(
        holder -> {
          version = seen.map(Version::name);
          renewed = holder.at();
        });
    return own.isPresent();
  }

  /** Another job that lives as far as its own words tell. */
  private Optional<LeaseHolder> findOther(Optional<Version> seen) {
    return seen.map(found -> LeaseHolder.decode(found.content()))
        .filter(holder -> !holder.owner().equals(owner))
        .filter(holder -> !holder.ended() && !holder.isSilent(clock.instant(), EXPIRY));
  }

  private EpoxyException refusal(LeaseHolder holder) {
    return new EpoxyException(
        ErrorCode.AWS,
        "The run "
            + layout.invocationId()
            + " is carried out by "
            + holder.name()
            + " already, last heard of at "
            + holder.at()
            + "; two jobs must not write its journal and its tables. Wait for it"
            + (holder.jobRun().isEmpty()
                ? "."
                : ", or stop it with 'epoxy cancel " + holder.jobRun() + "'."));
  }

  private LeaseHolder nobody() {
    return new LeaseHolder("", "", clock.instant(), true);
  }

  private boolean write(Optional<String> seen, boolean ended) {
    Instant now = clock.instant();
    byte[] content = new LeaseHolder(owner, jobRun, now, ended).encode();
    Optional<String> written = store.replace(layout.lease(), content, seen);
    if (written.isPresent()) {
      version = written;
      renewed = now;
    }
    return written.isPresent();
  }
}
