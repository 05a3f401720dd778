package io.epoxy.jinja.render;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.UndefinedMode;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Holder;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The {@code loop} variable (jinja2 3.1 {@code LoopContext}). It looks ahead only when asked, so
 * that a body may change what comes next.
 */
final class LoopState implements JinjaCallable, Holder {
  private static final Object NONE = new Object();

  private final Object source;
  private final int depth0;
  private final JinjaCallable again;
  private final UndefinedMode mode;
  private Iterator<Object> items;
  private int index0 = -1;
  private int length = -1;
  private Object ahead = NONE;
  private Object current = NONE;
  private Object before = NONE;
  private PyTuple changed;

  /**
   * @param again renders the loop for other items, or null when it is not recursive
   */
  LoopState(Object source, int depth0, JinjaCallable again, UndefinedMode mode) {
    this.source = source;
    this.depth0 = depth0;
    this.again = again;
    this.mode = mode;
    this.items = Iteration.of(source).iterator();
  }

  /** Goes to the next item; false at the end. */
  boolean advance() {
    Object next = ahead;
    ahead = NONE;
    if (next == NONE) {
      if (!items.hasNext()) {
        return false;
      }
      next = items.next();
    }
    index0++;
    before = current;
    current = next;
    return true;
  }

  Object current() {
    return current;
  }

  private Object peek() {
    if (ahead == NONE && items.hasNext()) {
      ahead = items.next();
    }
    return ahead;
  }

  private int size() {
    if (length < 0) {
      OptionalInt known = Iteration.findLength(source);
      if (known.isPresent()) {
        length = known.getAsInt();
      } else {
        List<Object> rest = new ArrayList<>();
        items.forEachRemaining(rest::add);
        items = rest.iterator();
        length = rest.size() + index0 + 1 + (ahead == NONE ? 0 : 1);
      }
    }
    return length;
  }

  @Override
  public Optional<Value> attribute(String name) {
    switch (name) {
      case "index":
        return Value.of(index0 + 1L);
      case "index0":
        return Value.of((long) index0);
      case "revindex":
        return Value.of((long) size() - index0);
      case "revindex0":
        return Value.of(size() - index0 - 1L);
      case "first":
        return Value.of(index0 == 0);
      case "last":
        return Value.of(peek() == NONE);
      case "length":
        return Value.of((long) size());
      case "depth":
        return Value.of(depth0 + 1L);
      case "depth0":
        return Value.of((long) depth0);
      case "previtem":
        return Value.of(index0 == 0 ? missing("there is no previous item") : before);
      case "nextitem":
        return Value.of(peek() == NONE ? missing("there is no next item") : ahead);
      case "cycle":
        return Value.of((JinjaCallable) this::cycle);
      case "changed":
        return Value.of((JinjaCallable) this::changed);
      default:
        return Optional.empty();
    }
  }

  private Undefined missing(String message) {
    return Undefined.withMessage("", message, mode);
  }

  private Object cycle(Arguments arguments) {
    List<Object> choices = arguments.positional();
    if (choices.isEmpty()) {
      throw Errors.error("no items for cycling given");
    }
    return choices.get(index0 % choices.size());
  }

  private Object changed(Arguments arguments) {
    PyTuple now = PyTuple.copyOf(arguments.positional());
    boolean same = changed != null && changed.equals(now);
    changed = now;
    return !same;
  }

  @Override
  public Object call(Arguments arguments) {
    if (again == null) {
      throw Errors.error("The loop must have the 'recursive' marker to be called recursively.");
    }
    return again.call(arguments);
  }

  @Override
  public Optional<Integer> length() {
    return Optional.of(size());
  }

  @Override
  public void held(Consumer<Object> census) {
    census.accept(source);
    census.accept(before == NONE ? null : before);
    census.accept(changed);
  }

  @Override
  public String typeName() {
    return "LoopContext";
  }

  @Override
  public String asString() {
    return "<LoopContext " + (index0 + 1) + "/" + size() + ">";
  }
}
