package io.epoxy.launcher.runs;

import io.epoxy.bundle.run.EventCodec;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.model.port.ObjectStore;
import io.epoxy.model.result.RunEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far a run has come, by its events.
 *
 * @param last when it last said something; empty when it has not yet
 */
record NodeProgress(int total, int done, int failed, Optional<Instant> last) {
  private static final NodeProgress NONE = new NodeProgress(0, 0, 0, Optional.empty());

  static NodeProgress read(ObjectStore store, RunLayout files) {
    NodeProgress progress = NONE;
    for (String key : store.list(files.events())) {
      if (files.eventNumber(key).isPresent()) {
        for (RunEvent event : store.find(key).map(EventCodec::decodeAll).orElseThrow()) {
          progress = progress.after(event);
        }
      }
    }
    return progress;
  }

  private NodeProgress after(RunEvent event) {
    Optional<Instant> at = Optional.of(event.at());
    if (event instanceof RunEvent.RunStarted) {
      // Another attempt of the run: it tells anew what the earlier one has done.
      return new NodeProgress(0, 0, 0, at);
    }
    if (event instanceof RunEvent.ExecutionStarted start) {
      return new NodeProgress(start.total(), done, failed, at);
    }
    if (event instanceof RunEvent.NodeFinished end) {
      boolean bad = end.result().status().isFailure();
      return new NodeProgress(end.total(), done + 1, failed + (bad ? 1 : 0), at);
    }
    return new NodeProgress(total, done, failed, at);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("total", (long) total);
    tree.put("done", (long) done);
    tree.put("failed", (long) failed);
    tree.put("last_event", last.map(Instant::toString).orElse(null));
    return tree;
  }
}
