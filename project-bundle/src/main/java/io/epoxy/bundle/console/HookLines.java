package io.epoxy.bundle.console;

import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import io.epoxy.model.result.Timing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The lines of {@code on-run-start} and {@code on-run-end} statements. */
final class HookLines {
  private final Palette palette;
  private final int width;

  HookLines(Palette palette, int width) {
    this.palette = palette;
    this.width = width;
  }

  LogLine started(RunEvent.HookStarted event) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("statement", event.statement());
    data.put("index", event.index());
    data.put("total", event.total());
    data.put(
        "node_info",
        NodeInfoData.of(event.node(), "started", Optional.of(event.at()), Optional.empty()));
    return LogLine.info(
        event.at(),
        EventName.LOG_HOOK_START_LINE,
        padded(event.index(), event.total(), "START hook: " + event.statement()) + " [RUN]",
        data);
  }

  LogLine finished(RunEvent.HookFinished event) {
    NodeResult result = event.result();
    String word;
    String status;
    switch (result.status()) {
      case SUCCESS -> {
        word = "OK";
        status = palette.green(word);
      }
      case SKIPPED -> {
        word = "SKIP";
        status = palette.yellow(word);
      }
      default -> {
        word = "ERROR";
        status = palette.red(word);
      }
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("statement", event.statement());
    data.put("status", result.status().dbtName());
    data.put("index", event.index());
    data.put("total", event.total());
    data.put("execution_time", result.executionSeconds());
    Optional<Instant> start = result.timings().stream().map(Timing::startedAt).findFirst();
    Optional<Instant> end =
        result.status() == RunStatus.SKIPPED ? Optional.empty() : Optional.of(event.at());
    data.put("node_info", NodeInfoData.of(event.node(), result.status().dbtName(), start, end));
    String text =
        padded(event.index(), event.total(), word + " hook: " + event.statement())
            + String.format(Locale.ROOT, " [%s in %.2fs]", status, result.executionSeconds());
    return LogLine.info(event.at(), EventName.LOG_HOOK_END_LINE, text, data);
  }

  /** dbt cuts these lines, and only these, at the console's width. */
  private String padded(int index, int total, String message) {
    StringBuilder text = new StringBuilder(index + " of " + total + " " + message + " ");
    while (text.length() < width) {
      text.append('.');
    }
    return text.substring(0, width - 3) + "...";
  }
}
