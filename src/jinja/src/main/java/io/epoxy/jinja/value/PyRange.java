package io.epoxy.jinja.value;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Python's range; it never holds its items. */
public final class PyRange implements Iterable<Object> {
  private final long start;
  private final long stop;
  private final long step;

  /**
   * From {@code start} to before {@code stop}.
   *
   * @throws io.epoxy.jinja.JinjaException when {@code step} is 0
   */
  public PyRange(long start, long stop, long step) {
    if (step == 0) {
      throw Errors.error("range() arg 3 must not be zero");
    }
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  public long start() {
    return start;
  }

  public long stop() {
    return stop;
  }

  public long step() {
    return step;
  }

  public long size() {
    if (step > 0) {
      return start >= stop ? 0 : (stop - 1 - start) / step + 1;
    }
    return start <= stop ? 0 : (start - 1 - stop) / -step + 1;
  }

  public long get(long index) {
    return start + index * step;
  }

  /** The part that {@code range[from:to:by]} names, the bounds being inside already. */
  PyRange part(long from, long to, long by) {
    return new PyRange(get(from), get(to), step * by);
  }

  public boolean contains(Object value) {
    Object key = Equality.isNumeric(value) ? Equality.canonicalKey(value) : value;
    if (!(key instanceof Long whole)) {
      return false;
    }
    boolean inside = step > 0 ? whole >= start && whole < stop : whole <= start && whole > stop;
    return inside && (whole - start) % step == 0;
  }

  @Override
  public Iterator<Object> iterator() {
    long size = size();
    return new Iterator<>() {
      private long next;

      @Override
      public boolean hasNext() {
        return next < size;
      }

      @Override
      public Object next() {
        if (next >= size) {
          throw new NoSuchElementException();
        }
        return get(next++);
      }
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PyRange range
        && size() == range.size()
        && (size() == 0 || start == range.start && (size() == 1 || step == range.step));
  }

  @Override
  public int hashCode() {
    return Long.hashCode(size() == 0 ? 0 : start * 31 + size());
  }

  /** {@code range(0, 3)}. */
  @Override
  public String toString() {
    return "range(" + start + ", " + stop + (step == 1 ? "" : ", " + step) + ")";
  }
}
