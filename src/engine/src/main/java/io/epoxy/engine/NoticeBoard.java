package io.epoxy.engine;

import io.epoxy.engine.plan.Notice;
import io.epoxy.model.port.MessageSink;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the notices of plans; what concerns the whole run once. Thread-safe. */
final class NoticeBoard {
  private final MessageSink messages;
  private final Set<Notice> told = ConcurrentHashMap.newKeySet();

  NoticeBoard(MessageSink messages) {
    this.messages = messages;
  }

  void tell(Notice notice) {
    if (notice.frequency() == Notice.Frequency.EACH_NODE || told.add(notice)) {
      messages.message(MessageSink.Level.WARN, notice.event(), notice.text());
    }
  }
}
