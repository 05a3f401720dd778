package io.epoxy.job;

import io.epoxy.bundle.run.EventCodec;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.port.ObjectStore;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;

/** Sends a run's events to the object store, those of its attempts one after the other. */
final class EventUploader implements RunListener, AutoCloseable {
  private final LineUploader lines;

  EventUploader(ObjectStore store, RunLayout layout) {
    this.lines = new LineUploader(store, layout::events, store.list(layout.events()).size());
  }

  /** Begins to send. */
  EventUploader start() {
    lines.start();
    return this;
  }

  @Override
  public void on(RunEvent event) {
    lines.add(EventCodec.encode(event));
  }

  /**
   * Sends what is left.
   *
   * @throws EpoxyException when the store refuses
   */
  void finish() {
    lines.flush();
  }

  @Override
  public void close() {
    lines.close();
  }
}
