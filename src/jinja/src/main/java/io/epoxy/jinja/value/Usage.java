package io.epoxy.jinja.value;

import com.sun.management.ThreadMXBean;
import io.epoxy.jinja.Limits;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the rendering of this thread has used up, against its {@link Limits}. Time and memory are
 * looked at now and then only: each few hundred iterations, and for every large value.
 *
 * <p>Memory is what the rendering can still reach ({@link Census} of its variables and outputs,
 * taken again each time the thread has allocated a share of the limit) plus the large values made
 * by the statements that are running, which no variable holds yet.
 */
public final class Usage {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final ThreadLocal<Usage> CURRENT = new ThreadLocal<>();

  /** Iterations between two looks at the clock. */
  private static final int STEP = 256;

  /** Items or characters from which a value counts as large. */
  private static final int LARGE = 1 << 10;

  /** What a small value takes besides its characters. */
  private static final int SMALL = 40;

  private static final int MINIMUM_SHARE = 1 << 23;

  private final Limits limits;
  private final Consumer<Census> roots;
  private long deadline;
  private long cpuStart;
  private long nextCensus;
  private boolean started;
  private long iterations;
  private long nextCheck = STEP;
  private long ticks;
  private long held;

  /**
   * For one rendering.
   *
   * @param roots tells a census what the rendering holds
   */
  public Usage(Limits limits, Consumer<Census> roots) {
    this.limits = limits;
    this.roots = roots;
    this.deadline = System.nanoTime() + limits.maxTime().toNanos();
  }

  /** Of the rendering that this thread is at; null when it is at none. */
  static Usage current() {
    return CURRENT.get();
  }

  /** Makes it the current one of this thread; gives the one before, or null. */
  public Usage begin() {
    Usage outer = CURRENT.get();
    CURRENT.set(this);
    return outer;
  }

  /** Ends what {@link #begin} began. */
  public void end(Usage outer) {
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }

  /**
   * Counts one turn of a loop or one call.
   *
   * @throws io.epoxy.jinja.JinjaException of kind LIMIT
   */
  public void countIteration() {
    if (++iterations >= nextCheck) {
      nextCheck = iterations + STEP;
      if (iterations > limits.maxIterations()) {
        throw Errors.limit("more than " + limits.maxIterations() + " iterations in one rendering");
      }
      check();
    }
  }

  /** Counts a step of work inside a single operation, which no iteration limit bounds. */
  void tick() {
    if (++ticks % STEP == 0) {
      check();
    }
  }

  /**
   * The size of the large values that running statements made; to be given back to {@link
   * #release}.
   */
  public long held() {
    return held;
  }

  /** A statement has ended: what it made is held by variables now, or garbage. */
  public void release(long before) {
    held = before;
  }

  /** Notes a value that an expression made. */
  public void made(Object value) {
    if (value instanceof String text) {
      if (text.length() >= LARGE) {
        hold(text.length());
      }
    } else if (value instanceof Collection<?> items) {
      if (items.size() >= LARGE) {
        hold(8L * items.size());
      }
    } else if (value instanceof Map<?, ?> map && map.size() >= LARGE) {
      hold(64L * map.size());
    }
  }

  /** Notes an item of a collection that is being built; small ones add up. */
  void kept(Object item) {
    if (item instanceof String text && text.length() < LARGE) {
      held += SMALL + text.length();
    } else {
      made(item);
    }
  }

  private void hold(long bytes) {
    held += bytes;
    check();
  }

  /** Characters that a single value may have. */
  long maxText() {
    return Math.min(limits.maxOutput(), limits.maxMemory() / 16);
  }

  /** Items that a single value may have. */
  long maxItems() {
    return Math.max(1000, limits.maxMemory() / 64);
  }

  /** Looks at time and memory. */
  void check() {
    if (!started) {
      // Not in the constructor: most renderings end before, and these calls cost more than they do.
      started = true;
      cpuStart = cpuTime();
      nextCensus = allocated() + share();
    }
    long late = System.nanoTime() - deadline;
    if (late > 0) {
      long left = limits.maxTime().toNanos() - (cpuTime() - cpuStart);
      if (left <= 0) {
        throw Errors.limit(
            "rendering took longer than " + limits.maxTime().toSeconds() + " seconds");
      }
      deadline = System.nanoTime() + left;
    }
    if (held > limits.maxMemory()) {
      throw tooMuch();
    }
    if (allocated() > nextCensus) {
      census();
    }
  }

  private void census() {
    Census census = new Census(limits.maxMemory() - held);
    roots.accept(census);
    if (census.isOver() || isHeapFull()) {
      throw tooMuch();
    }
    nextCensus = allocated() + Math.max(share(), census.bytes());
  }

  private long share() {
    return Math.max(MINIMUM_SHARE, limits.maxMemory() / 8);
  }

  /** What facades hold no census sees; the heap does. */
  private static boolean isHeapFull() {
    return used() > 0.9 && usedAfterCollection() > 0.9;
  }

  private static double usedAfterCollection() {
    System.gc();
    return used();
  }

  private static double used() {
    Runtime runtime = Runtime.getRuntime();
    return (double) (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory();
  }

  private RuntimeException tooMuch() {
    return Errors.limit(
        "the values of the rendering need more memory than the limit of "
            + limits.maxMemory()
            + " bytes");
  }

  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  private static long cpuTime() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
