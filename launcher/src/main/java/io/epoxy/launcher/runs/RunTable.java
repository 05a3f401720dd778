package io.epoxy.launcher.runs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Runs as lines for people. */
final class RunTable {
  private final Instant now;

  RunTable(Instant now) {
    this.now = now;
  }

  /** A line for each run, the newest first, below a line of headings. */
  List<String> lines(List<RunFacts> runs) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("RUN", "STATE", "STARTED", "SECONDS", "BY"));
    for (RunFacts run : runs) {
      rows.add(
          List.of(
              run.id(),
              run.state(),
              started(run),
              run.seconds(now).map(String::valueOf).orElse("-"),
              run.startedBy()));
    }
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  /** One run, a fact on each line. */
  List<String> lines(RunPulse pulse, NodeProgress progress) {
    RunFacts run = pulse.run();
    List<String> lines = new ArrayList<>();
    lines.add("Run " + run.id() + " of the Glue job " + run.job());
    fact(lines, "state", run.state() + run.detail().map(why -> " (" + why + ")").orElse(""));
    fact(lines, "started", started(run) + " by " + run.startedBy());
    run.completedOn().ifPresent(end -> fact(lines, "ended", seconds(end)));
    run.seconds(now).ifPresent(seconds -> fact(lines, "seconds", String.valueOf(seconds)));
    if (run.attempt() > 0) {
      fact(lines, "attempt", run.attempt() + " (a retry by Glue)");
    }
    fact(lines, "invocation", run.files().invocationId());
    fact(lines, "nodes", nodes(progress));
    if (!run.hasEnded()) {
      fact(lines, "last event", progress.last().map(this::ago).orElse("none yet"));
      pulse.heartbeat().ifPresent(beat -> fact(lines, "heartbeat", beat));
    }
    pulse.lostExecutors().ifPresent(count -> fact(lines, "lost", count + " executors"));
    run.error().ifPresent(error -> fact(lines, "error", error));
    pulse.advice().ifPresent(advice -> fact(lines, "advice", advice));
    return lines;
  }

  private static String nodes(NodeProgress progress) {
    return progress.total() == 0
        ? "none yet"
        : progress.done() + " of " + progress.total() + " done, " + progress.failed() + " failed";
  }

  private String ago(Instant last) {
    return seconds(last) + ", " + Math.max(0, ChronoUnit.SECONDS.between(last, now)) + " s ago";
  }

  private static void fact(List<String> lines, String name, String value) {
    lines.add("  " + name + " ".repeat(12 - name.length()) + value);
  }

  private static String started(RunFacts run) {
    return run.startedOn().map(RunTable::seconds).orElse("-");
  }

  private static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
