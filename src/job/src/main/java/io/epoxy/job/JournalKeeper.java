package io.epoxy.job;

import io.epoxy.bundle.run.EarlierAttempts;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.RunJournal;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.bundle.run.RunOutcome;
import io.epoxy.bundle.run.RunRequest;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.port.ObjectStore;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.util.List;
import java.util.Optional;

/**
 * Reads what earlier attempts of a run have done, and writes down what this one does. A store that
 * refuses to take the journal costs a later attempt its head start, never the run.
 */
final class JournalKeeper implements RunListener, AutoCloseable {
  private final LineUploader lines;
  private final EarlierAttempts earlier;
  private final String head;
  private boolean headIsThere;

  private JournalKeeper(LineUploader lines, EarlierAttempts earlier, String head) {
    this.lines = lines;
    this.earlier = earlier;
    this.head = head;
    this.headIsThere = !earlier.done().isEmpty();
  }

  /** Reads the journal and begins to write. */
  static JournalKeeper open(ObjectStore store, RunLayout layout, RunRequest request) {
    List<String> keys = store.list(layout.journal());
    EarlierAttempts earlier =
        keys.isEmpty() || hasEndedWell(store, layout)
            ? EarlierAttempts.NONE
            : RunJournal.read(
                keys.stream().map(store::find).flatMap(Optional::stream).toList(), request);
    LineUploader lines = new LineUploader(store, layout::journal, keys.size());
    lines.start();
    return new JournalKeeper(lines, earlier, RunJournal.head(request));
  }

  /** Who starts such a run again wants everything anew. */
  private static boolean hasEndedWell(ObjectStore store, RunLayout layout) {
    return store
        .find(layout.outcome())
        .filter(content -> RunOutcome.decode(content).exitCode() == ExitCode.OK)
        .isPresent();
  }

  EarlierAttempts earlier() {
    return earlier;
  }

  @Override
  public synchronized void on(RunEvent event) {
    if (event instanceof RunEvent.NodeFinished end
        && end.result().status().isDone()
        && !end.result().isResumed()) {
      if (!headIsThere) {
        lines.add(head);
        headIsThere = true;
      }
      lines.add(RunJournal.line(end.result()));
    }
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (EpoxyException e) {
      System.err.println("The end of the journal is lost: " + e.getMessage());
    }
  }
}
