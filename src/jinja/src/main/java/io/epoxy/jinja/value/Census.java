package io.epoxy.jinja.value;

import io.epoxy.jinja.JinjaObject;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Adds up what values hold, each container once; ends early when it is more than allowed. */
public final class Census {
  private static final int SHORT_TEXT = 64;
  private static final int OBJECT = 48;

  private final long most;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> waiting = new ArrayDeque<>();
  private long bytes;

  Census(long most) {
    this.most = most;
  }

  /** Adds a value and all that it holds. */
  public void add(Object value) {
    visit(value);
    while (!waiting.isEmpty() && !isOver()) {
      spread(waiting.remove());
    }
  }

  /** Adds text that is no value yet. */
  public void addText(long characters) {
    bytes += characters;
  }

  long bytes() {
    return bytes;
  }

  boolean isOver() {
    return bytes > most;
  }

  private void visit(Object value) {
    if (value == null || value instanceof Boolean || value instanceof Double) {
      return;
    }
    if (value instanceof String text && text.length() < SHORT_TEXT) {
      bytes += OBJECT;
    } else if (value instanceof BigInteger whole) {
      bytes += OBJECT + whole.bitLength() / 8;
    } else if (value instanceof Number) {
      bytes += OBJECT / 2;
    } else if (seen.add(value)) {
      bytes += OBJECT;
      if (value instanceof String text) {
        bytes += text.length();
      } else {
        waiting.add(value);
      }
    }
  }

  private void spread(Object container) {
    if (container instanceof Collection<?> items) {
      visitAll(items, 8L * items.size());
    } else if (container instanceof PyTuple tuple) {
      visitAll(tuple.items(), 8L * tuple.size());
    } else if (container instanceof PySet set) {
      visitAll(set, 64L * set.size());
    } else if (container instanceof Map<?, ?> map) {
      bytes += 64L * map.size();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        visit(entry.getKey());
        visit(entry.getValue());
        if (isOver()) {
          return;
        }
      }
    } else if (container instanceof Holder holder) {
      holder.held(this::visit);
    } else if (container instanceof DictView view) {
      visit(view.map());
    } else if (container instanceof JinjaObject) {
      bytes += OBJECT;
    }
  }

  private void visitAll(Iterable<?> items, long own) {
    bytes += own;
    for (Object item : items) {
      visit(item);
      if (isOver()) {
        return;
      }
    }
  }
}
