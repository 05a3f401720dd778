package io.epoxy.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Polls a table by name while somebody replaces it; every row of a replacement carries the
 * replacement's number in {@code v}.
 */
final class NameReader {
  private final String poll;
  private final SparkSession held = SparkSession.active().newSession();
  private final int groups;
  private final long rows;
  private final Thread thread = new Thread(this::pollUntilStopped, "reader");
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicInteger polls = new AtomicInteger();
  private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> versions = Collections.synchronizedList(new ArrayList<>());

  /**
   * @param groupBy what is replaced as a whole: {@code true} for the table, else partition columns
   * @param groups how many of them there are, each with {@code rows} rows
   */
  NameReader(String table, String groupBy, int groups, long rows) {
    this.poll =
        "select count(*), count(distinct v), min(cast(v as bigint)) from "
            + table
            + " group by "
            + groupBy;
    this.groups = groups;
    this.rows = rows;
    thread.setDaemon(true);
  }

  NameReader start() {
    thread.start();
    return this;
  }

  /** By turns one that read the table before and is told of nothing, and a new one. */
  private SparkSession session() {
    return polls.get() % 2 == 0 ? held : held.newSession();
  }

  private void pollUntilStopped() {
    while (!stopped.get()) {
      try {
        List<Row> found = session().sql(poll).collectAsList();
        boolean whole =
            found.size() == groups
                && found.stream().allMatch(row -> row.getLong(0) == rows && row.getLong(1) == 1);
        if (whole) {
          found.forEach(row -> versions.add(row.getLong(2)));
        } else {
          faults.add("empty or mixed: " + found);
        }
      } catch (Exception e) {
        faults.add(e.toString());
      }
      polls.incrementAndGet();
    }
  }

  /** Waits for a poll of each kind that began after the last replacement. */
  void stop() throws InterruptedException {
    int enough = polls.get() + 3;
    while (polls.get() < enough) {
      Thread.onSpinWait();
    }
    stopped.set(true);
    thread.join();
  }

  /** Errors, empty and mixed reads. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /** The replacements that were read, in the order of the polls. */
  List<Long> versions() {
    return List.copyOf(versions);
  }
}
