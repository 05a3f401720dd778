package io.epoxy.job;

import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.util.Locale;

/** Listens for why a run failed, to say it in one sentence as the Glue run's error message. */
final class FailureReason implements RunListener {
  /** Glue cuts error messages; the first failure says most. */
  private static final int MAX_LENGTH = 1_000;

  private int failed;
  private String first = "";

  @Override
  public synchronized void on(RunEvent event) {
    if (event instanceof RunEvent.NodeFinished end && end.result().status().isFailure()) {
      note(describe(end.result()));
    } else if (event instanceof RunEvent.CommandFailed stopped) {
      note(
          stopped.heading().isEmpty() ? stopped.text() : stopped.heading() + ": " + stopped.text());
    }
  }

  synchronized String text() {
    String more = failed > 1 ? " (and " + (failed - 1) + " more)" : "";
    String whole = first.isEmpty() ? "the run failed" : first;
    String cut = whole.length() > MAX_LENGTH ? whole.substring(0, MAX_LENGTH) + " ..." : whole;
    return cut + more;
  }

  private void note(String reason) {
    failed++;
    if (first.isEmpty()) {
      first = reason;
    }
  }

  private static String describe(NodeResult result) {
    String status = result.status().dbtName().toLowerCase(Locale.ROOT);
    return result.uniqueId() + " " + status + result.message().map(text -> ": " + text).orElse("");
  }
}
