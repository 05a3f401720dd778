package io.epoxy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.engine.plan.Notice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeBoardTest {
  @Test
  void whatConcernsTheRunIsToldOnceAndWhatConcernsANodeEachTime() {
    List<String> told = new ArrayList<>();
    NoticeBoard board = new NoticeBoard((level, event, text) -> told.add(event + ": " + text));
    for (int node = 0; node < 2; node++) {
      board.tell(new Notice("Run", "a", Notice.Frequency.ONCE_A_RUN));
      board.tell(new Notice("Run", "b", Notice.Frequency.ONCE_A_RUN));
      board.tell(new Notice("Node", "c", Notice.Frequency.EACH_NODE));
    }
    assertThat(told).containsExactly("Run: a", "Run: b", "Node: c", "Node: c");
  }
}
