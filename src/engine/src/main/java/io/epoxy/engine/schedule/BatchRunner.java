package io.epoxy.engine.schedule;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.graph.Batch;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;

/**
 * The batches of one microbatch model in dbt's order (dbt-core 1.12 {@code
 * MicrobatchModelRunner.execute}): the first one alone, and when it fails no other; those between;
 * the last one alone, since post-hooks run behind it. One instance runs once.
 *
 * <p>The thread that calls {@link #run} takes batches as any other does, and waits only for such as
 * have begun: so a run of one thread gets to its end, and never more batches run than it has
 * threads.
 */
public final class BatchRunner {
  private final List<Batch> batches;
  private final Work work;
  private final SpareThreads threads;

  public BatchRunner(List<Batch> batches, Work work, SpareThreads threads) {
    this.batches = ImmutableList.copyOf(batches);
    this.work = Objects.requireNonNull(work, "work");
    this.threads = Objects.requireNonNull(threads, "threads");
  }

  /** How the batches between the first and the last run. */
  public enum Way {
    ONE_BY_ONE,
    AT_ONCE
  }

  /** What is done with a batch. Thread-safe where batches run at once. */
  public interface Work {
    /** Whether it ended well. What it throws ends the model when the running batches have ended. */
    boolean run(Batch batch);

    /** It is not to run, because the first one failed. */
    void skip(Batch batch);

    /** It does not run, because the run was stopped. */
    void leave(Batch batch);
  }

  /** Comes to the end of every batch. */
  public void run(Way way) {
    if (batches.isEmpty()) {
      return;
    }
    Batch first = batches.get(0);
    if (isStopped()) {
      batches.forEach(work::leave);
      return;
    }
    List<Batch> others = batches.subList(1, batches.size());
    if (!work.run(first)) {
      others.forEach(isStopped() ? work::leave : work::skip);
      return;
    }
    if (!others.isEmpty()) {
      List<Batch> between = others.subList(0, others.size() - 1);
      new Crew(between).run(way);
      runUnlessStopped(others.get(others.size() - 1));
    }
  }

  private boolean isStopped() {
    return threads.isStopped() || Thread.currentThread().isInterrupted();
  }

  private void runUnlessStopped(Batch batch) {
    if (isStopped()) {
      work.leave(batch);
    } else {
      work.run(batch);
    }
  }

  /** The batches between, and who works at them. */
  private final class Crew {
    private final Queue<Batch> waiting;
    private int running;
    private Throwable thrown;

    Crew(List<Batch> between) {
      this.waiting = new ArrayDeque<>(between);
    }

    void run(Way way) {
      if (way == Way.AT_ONCE && waiting.size() > 1) {
        threads.lend(this::help);
      }
      for (Optional<Batch> next = claim(); next.isPresent(); next = claim()) {
        work(next.get());
      }
      awaitOthers();
      waiting.forEach(work::leave);
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown instanceof RuntimeException unchecked) {
        throw unchecked;
      }
    }

    /**
     * One batch, and each that begins asks for one more thread: so a node that is ready meanwhile
     * stands behind one batch at most.
     */
    private void help() {
      claim()
          .ifPresent(
              batch -> {
                threads.lend(this::help);
                work(batch);
              });
    }

    private synchronized Optional<Batch> claim() {
      if (thrown != null || isStopped() || waiting.isEmpty()) {
        return Optional.empty();
      }
      running++;
      return Optional.of(waiting.remove());
    }

    private void work(Batch batch) {
      Throwable end = null;
      try {
        work.run(batch);
      } catch (RuntimeException | Error e) {
        end = e;
      } finally {
        ended(end);
      }
    }

    private synchronized void ended(Throwable end) {
      running--;
      if (end != null && thrown == null) {
        thrown = end;
      } else if (end != null) {
        thrown.addSuppressed(end);
      }
      notifyAll();
    }

    /** Whoever stops the run interrupts the others too, and cancels their statements. */
    private synchronized void awaitOthers() {
      boolean interrupted = false;
      while (running > 0) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
