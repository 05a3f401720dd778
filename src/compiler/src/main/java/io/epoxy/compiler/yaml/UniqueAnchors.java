package io.epoxy.compiler.yaml;

import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.parser.Parser;

/** Refuses an anchor that a document sets twice, as PyYAML's composer does and SnakeYAML's not. */
final class UniqueAnchors implements Parser {
  private final Parser parser;
  private final Map<String, Mark> seen = new HashMap<>();

  UniqueAnchors(Parser parser) {
    this.parser = parser;
  }

  @Override
  public boolean checkEvent(Event.ID choice) {
    return parser.checkEvent(choice);
  }

  @Override
  public Event peekEvent() {
    return parser.peekEvent();
  }

  @Override
  public Event getEvent() {
    Event event = parser.getEvent();
    if (event instanceof DocumentStartEvent) {
      seen.clear();
    }
    if (event instanceof NodeEvent node
        && !(event instanceof AliasEvent)
        && node.getAnchor() != null) {
      Mark before = seen.put(node.getAnchor(), node.getStartMark());
      if (before != null) {
        throw new DuplicateAnchor(before, node.getStartMark());
      }
    }
    return event;
  }

  private static final class DuplicateAnchor extends MarkedYAMLException {
    private static final long serialVersionUID = 1L;

    DuplicateAnchor(Mark first, Mark second) {
      super("found duplicate anchor; first occurrence", first, "second occurrence", second);
    }
  }
}
