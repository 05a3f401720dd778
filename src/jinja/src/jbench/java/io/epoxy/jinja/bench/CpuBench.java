package io.epoxy.jinja.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The same operations by the processor time of their thread, the least of many short rounds, and
 * the bytes that one allocates: figures that hold on a busy machine too. {@code CpuBench name..}
 */
public final class CpuBench {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long WARM_UP = Duration.ofSeconds(4).toNanos();
  private static final long ROUND = Duration.ofMillis(10).toNanos();
  private static final int ROUNDS = 150;

  private Object last;

  private CpuBench() {}

  public static void main(String[] args) {
    JinjaBench bench = new JinjaBench();
    Map<String, Supplier<Object>> all = new LinkedHashMap<>();
    all.put("parseModel", bench::parseModel);
    all.put("renderModel", bench::renderModel);
    all.put("newInterpreter", bench::newInterpreter);
    all.put("pivot50", bench::pivot50);
    all.put("series3650", bench::series3650);
    all.put("nativeYaml", bench::nativeYaml);
    all.put("findBlocks", bench::findBlocks);
    all.put("parseMacroFile", bench::parseMacroFile);
    List<String> chosen = args.length == 0 ? List.copyOf(all.keySet()) : Arrays.asList(args);
    CpuBench runner = new CpuBench();
    // All of them once before any is measured, so that none is compiled for its own types only.
    all.values().forEach(operation -> runner.repeat(operation, WARM_UP / 8));
    for (String name : chosen) {
      runner.measure(name, all.get(name));
    }
  }

  private void measure(String name, Supplier<Object> operation) {
    long perRound = Math.max(1, repeat(operation, WARM_UP) * ROUND / WARM_UP);
    double[] micros = new double[ROUNDS];
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    for (int round = 0; round < ROUNDS; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      for (long i = 0; i < perRound; i++) {
        last = operation.get();
      }
      micros[round] = (THREADS.getCurrentThreadCpuTime() - start) / 1000.0 / perRound;
    }
    allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    Arrays.sort(micros);
    System.out.printf(
        "%-16s least %9.2f us   median %9.2f us   %9d bytes%n",
        name, micros[0], micros[ROUNDS / 2], allocated / perRound / ROUNDS);
  }

  /** How often it could be done in that processor time. */
  private long repeat(Supplier<Object> operation, long time) {
    long end = THREADS.getCurrentThreadCpuTime() + time;
    long count = 0;
    while (THREADS.getCurrentThreadCpuTime() < end) {
      last = operation.get();
      count++;
    }
    return last == null ? 0 : count;
  }
}
