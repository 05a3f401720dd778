package io.epoxy.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.bundle.run.EventCodec;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.result.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventUploaderTest {
  private static final RunLayout LAYOUT = new RunLayout("p", "id-1");
  private final InMemoryObjectStore store = new InMemoryObjectStore();

  @Test
  void everyEventArrivesOnceAndInOrder() {
    try (EventUploader uploader = new EventUploader(store, LAYOUT)) {
      uploader.on(output("a"));
      uploader.finish();
      uploader.on(output("b"));
      uploader.on(output("c"));
    }

    assertThat(lines()).containsExactly("a", "b", "c");
    assertThat(store.list(LAYOUT.events())).hasSize(2);
  }

  @Test
  void secondAttemptGoesOnAfterTheFirst() {
    try (EventUploader first = new EventUploader(store, LAYOUT)) {
      first.on(output("a"));
    }
    try (EventUploader second = new EventUploader(store, LAYOUT)) {
      second.on(output("b"));
    }

    assertThat(lines()).containsExactly("a", "b");
  }

  @Test
  void nothingIsLostWhileTheStoreRefuses() {
    EventUploader uploader = new EventUploader(store, LAYOUT);
    uploader.on(output("a"));
    store.refuse(true);

    assertThatThrownBy(uploader::finish)
        .isInstanceOf(EpoxyException.class)
        .hasMessage("Could not write " + LAYOUT.events(0) + ": SlowDown");

    store.refuse(false);
    uploader.on(output("b"));
    uploader.close();
    assertThat(lines()).containsExactly("a", "b");
  }

  @Test
  void noEventMakesNoObject() {
    new EventUploader(store, LAYOUT).close();

    assertThat(store.list("")).isEmpty();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String key : store.list(LAYOUT.events())) {
      for (RunEvent event : EventCodec.decodeAll(store.find(key).orElseThrow())) {
        lines.add(((RunEvent.Output) event).line());
      }
    }
    return lines;
  }

  private static RunEvent output(String line) {
    return new RunEvent.Output(Instant.EPOCH, line);
  }
}
