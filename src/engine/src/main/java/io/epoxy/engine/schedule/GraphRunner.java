package io.epoxy.engine.schedule;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.epoxy.model.graph.DependencyGraph;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.RunStatus;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Runs a function over a graph: a node starts when all its parents ended well. One instance runs
 * once.
 */
public final class GraphRunner implements SpareThreads {
  private final DependencyGraph graph;
  private final ImmutableList<UniqueId> ids;
  private final int threads;
  private final Predicate<UniqueId> lenient;
  private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
  private final Object lock = new Object();
  private ExecutorService pool;
  private volatile boolean interrupted;

  /**
   * @param ids the nodes to run; of those ready at the same time the first in this order starts
   *     first. The graph is restricted to them, paths through left-out nodes still count
   */
  public GraphRunner(DependencyGraph graph, List<UniqueId> ids, int threads) {
    this(graph, ids, threads, id -> false);
  }

  /**
   * A run in which some nodes are not waited for to end well.
   *
   * @param lenient what stands below such a node runs all the same when it fails, or when its unit
   *     test does (dbt-core 1.12 {@code on_error: continue}). What failed above it still counts
   */
  public GraphRunner(
      DependencyGraph graph, List<UniqueId> ids, int threads, Predicate<UniqueId> lenient) {
    this.ids = ImmutableSet.copyOf(ids).asList();
    this.graph = Objects.requireNonNull(graph, "graph").restrictedTo(ImmutableSet.copyOf(ids));
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
    this.threads = threads;
    this.lenient = lenient;
  }

  /** Hears of nodes that never started. Called on the thread that called {@link #run}. */
  @FunctionalInterface
  public interface SkipListener {
    /**
     * @param cause the failed node above; empty when the run was interrupted
     */
    void onSkip(UniqueId id, Optional<UniqueId> cause);
  }

  /**
   * Runs every node once and waits for all.
   *
   * <p>The function is expected to answer ERROR for a node's own trouble. What it throws ends the
   * run: no node starts any more, running ones finish, then the first throwable is thrown with the
   * others suppressed.
   *
   * @return the status of every id, in order of finishing
   */
  public Map<UniqueId, RunStatus> run(Function<UniqueId, RunStatus> work, SkipListener onSkip) {
    AtomicInteger count = new AtomicInteger();
    ExecutorService workers =
        Executors.newFixedThreadPool(
            threads, task -> new Thread(task, "Thread-" + count.incrementAndGet() + " (worker)"));
    synchronized (lock) {
      pool = workers;
    }
    try {
      return new Run(work, onSkip).toEnd(workers);
    } finally {
      workers.shutdown();
    }
  }

  /** Starts no more nodes and interrupts the running ones; {@link #run} then returns. */
  public void interrupt() {
    interrupted = true;
    synchronized (lock) {
      if (pool != null) {
        // Tasks that no worker took: they only report that they never began.
        pool.shutdownNow().forEach(Runnable::run);
      }
    }
    endings.add(Ending.WAKE);
  }

  @Override
  public void lend(Runnable task) {
    synchronized (lock) {
      if (pool == null) {
        throw new IllegalStateException("threads are lent while a run goes on");
      }
      if (!interrupted) {
        pool.execute(
            () -> {
              if (!interrupted) {
                task.run();
              }
            });
      }
    }
  }

  @Override
  public boolean isStopped() {
    return interrupted;
  }

  /** What one worker has to say; without a status when it threw or never began. */
  private record Ending(UniqueId id, RunStatus status, Throwable thrown) {
    static final Ending WAKE = new Ending(null, null, null);
  }

  /** The state of one run; touched by the coordinating thread only. */
  private final class Run {
    private final Function<UniqueId, RunStatus> work;
    private final SkipListener onSkip;
    private final Map<UniqueId, Integer> waitingFor = new HashMap<>();
    private final Map<UniqueId, Integer> position = new HashMap<>();
    private final Map<UniqueId, UniqueId> cause = new HashMap<>();
    private final PriorityQueue<UniqueId> ready;
    private final Map<UniqueId, RunStatus> ended = new LinkedHashMap<>();
    private int running;
    private Throwable fatal;

    Run(Function<UniqueId, RunStatus> work, SkipListener onSkip) {
      this.work = work;
      this.onSkip = onSkip;
      for (UniqueId id : ids) {
        position.put(id, position.size());
        waitingFor.put(id, graph.parents(id).size());
      }
      this.ready = new PriorityQueue<>((a, b) -> position.get(a) - position.get(b));
      ids.stream().filter(id -> waitingFor.get(id) == 0).forEach(ready::add);
    }

    Map<UniqueId, RunStatus> toEnd(ExecutorService workers) {
      start(workers);
      while (running > 0) {
        finish(takeEnding());
        start(workers);
      }
      if (fatal != null) {
        throw asUnchecked(fatal);
      }
      for (UniqueId id : ids) {
        if (!ended.containsKey(id)) {
          ended.put(id, RunStatus.SKIPPED);
          onSkip.onSkip(id, Optional.empty());
        }
      }
      return Collections.unmodifiableMap(ended);
    }

    private Ending takeEnding() {
      boolean restore = false;
      try {
        while (true) {
          try {
            return endings.take();
          } catch (InterruptedException e) {
            restore = true;
            interrupt();
          }
        }
      } finally {
        if (restore) {
          Thread.currentThread().interrupt();
        }
      }
    }

    private void start(ExecutorService workers) {
      while (!ready.isEmpty() && running < threads && fatal == null && !interrupted) {
        UniqueId id = ready.poll();
        if (cause.containsKey(id)) {
          skip(id);
          continue;
        }
        running++;
        synchronized (lock) {
          if (interrupted) {
            running--;
            return;
          }
          workers.execute(() -> endings.add(call(id)));
        }
      }
    }

    private Ending call(UniqueId id) {
      if (interrupted) {
        return new Ending(id, null, null);
      }
      try {
        return new Ending(id, Objects.requireNonNull(work.apply(id), "status of " + id), null);
      } catch (Throwable thrown) {
        return new Ending(id, null, thrown);
      }
    }

    private void finish(Ending ending) {
      if (ending.id() == null) {
        return;
      }
      running--;
      if (ending.thrown() != null) {
        if (fatal == null) {
          fatal = ending.thrown();
        } else {
          fatal.addSuppressed(ending.thrown());
        }
        return;
      }
      if (ending.status() == null) {
        return;
      }
      ended.put(ending.id(), ending.status());
      boolean blocks = ending.status().isFailure() && !lenient.test(ending.id());
      release(ending.id(), blocks ? ending.id() : null);
    }

    private void skip(UniqueId id) {
      ended.put(id, RunStatus.SKIPPED);
      UniqueId failed = cause.get(id);
      onSkip.onSkip(id, Optional.of(failed));
      boolean byUnitTest = failed.resourceType() == ResourceType.UNIT_TEST;
      release(id, byUnitTest && lenient.test(id) ? null : failed);
    }

    private void release(UniqueId id, UniqueId failed) {
      for (UniqueId child : graph.children(id)) {
        if (failed != null) {
          cause.putIfAbsent(child, failed);
        }
        if (waitingFor.merge(child, -1, Integer::sum) == 0) {
          ready.add(child);
        }
      }
    }
  }

  private static RuntimeException asUnchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("a node's work ended with " + thrown, thrown);
  }
}
