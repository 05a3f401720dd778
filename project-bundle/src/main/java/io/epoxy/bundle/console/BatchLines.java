package io.epoxy.bundle.console;

import io.epoxy.model.result.NodeSummary;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The lines of a microbatch model's batches (dbt-core 1.12 {@code LogStartBatch} and its like). */
final class BatchLines {
  private final Palette palette;
  private final int width;

  BatchLines(Palette palette, int width) {
    this.palette = palette;
    this.width = width;
  }

  LogLine started(RunEvent.BatchStarted event) {
    String description = describe(event.batch(), event.node());
    Map<String, Object> data = data(description, event.index(), event.total());
    data.put("node_info", NodeInfoData.of(event.node(), "started"));
    String text = padded(event.index(), event.total(), "START " + description) + " [RUN]";
    return new LogLine(
        event.at(), event.thread(), RunEvent.Level.INFO, EventName.LOG_START_BATCH, text, data);
  }

  LogLine finished(RunEvent.BatchFinished event) {
    String description = describe(event.batch(), event.node());
    String shown =
        switch (event.status()) {
          case ERROR -> result(event, "ERROR creating " + description, palette.red("ERROR"));
          case SKIPPED -> result(event, "SKIP " + description, palette.yellow("SKIPPED"));
          case SUCCESS -> result(event, "OK created " + description, palette.green("OK"));
          default -> throw new IllegalStateException("a batch ended as " + event.status());
        };
    Map<String, Object> data = data(description, event.index(), event.total());
    data.put("status", event.status() == RunStatus.SUCCESS ? "OK" : event.status().dbtName());
    data.put("execution_time", event.seconds());
    data.put("node_info", NodeInfoData.of(event.node(), event.status().dbtName()));
    NodeInfoData.addGroup(data, event.node());
    RunEvent.Level level =
        event.status() == RunStatus.ERROR ? RunEvent.Level.ERROR : RunEvent.Level.INFO;
    return new LogLine(event.at(), event.thread(), level, EventName.LOG_BATCH_RESULT, shown, data);
  }

  private String result(RunEvent.BatchFinished event, String message, String status) {
    String seconds = String.format(Locale.ROOT, "%.2f", event.seconds());
    return padded(event.index(), event.total(), message) + " [" + status + " in " + seconds + "s]";
  }

  private static Map<String, Object> data(String description, int index, int total) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("description", description);
    data.put("batch_index", index);
    data.put("total_batches", total);
    return data;
  }

  private static String describe(String batch, NodeSummary node) {
    return "batch " + batch + " of " + node.schema() + "." + node.alias();
  }

  /** dbt puts the word before a line that is padded already. */
  private String padded(int index, int total, String message) {
    StringBuilder text = new StringBuilder();
    text.append(index).append(" of ").append(total).append(' ').append(message).append(' ');
    while (text.length() < width) {
      text.append('.');
    }
    return "Batch " + text;
  }
}
