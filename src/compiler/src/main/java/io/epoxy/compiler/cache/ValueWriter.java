package io.epoxy.compiler.cache;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values as bytes: {@link io.epoxy.model.config.Data}, Optional, Integer, and the records and enums
 * of some {@link Shapes}. Without a pool everything is written in place, which makes equal bytes of
 * equal values.
 */
final class ValueWriter {
  private final Shapes shapes;
  private final Pool pool;

  private ValueWriter(Shapes shapes, Pool pool) {
    this.shapes = shapes;
    this.pool = pool;
  }

  static ValueWriter inPlace(Shapes shapes) {
    return new ValueWriter(shapes, null);
  }

  static ValueWriter pooled(Shapes shapes, Pool pool) {
    return new ValueWriter(shapes, pool);
  }

  /**
   * Appends a value.
   *
   * @throws IllegalArgumentException when it is of a class that cannot be written
   */
  void write(ByteSink out, Object value) {
    write(out, value, Level.OUTER);
  }

  /** Collections are shared, but for those that stand in another one. */
  private enum Level {
    OUTER,
    IN_COLLECTION
  }

  private void write(ByteSink out, Object value, Level level) {
    if (value == null) {
      out.put(Tag.NULL);
    } else if (value instanceof String text) {
      out.put(Tag.TEXT);
      text(out, text);
    } else if (value instanceof Record || value instanceof Enum<?>) {
      shaped(out, value, level);
    } else if (value instanceof Optional<?> optional) {
      out.put(optional.isPresent() ? Tag.PRESENT : Tag.ABSENT);
      if (optional.isPresent()) {
        write(out, optional.get(), level);
      }
    } else if (value instanceof Map<?, ?> || value instanceof List<?>) {
      collection(out, value, level);
    } else {
      scalar(out, value);
    }
  }

  private void text(ByteSink out, String text) {
    if (pool == null) {
      out.putText(text);
    } else {
      out.putNumber(pool.text(text));
    }
  }

  private void shaped(ByteSink out, Object value, Level level) {
    Shapes.Shape shape = shapes.find(value);
    if (shape == null) {
      throw unknown(value);
    }
    out.putNumber(Tag.SHAPE + shape.number());
    if (shape.isEnum()) {
      out.putNumber(((Enum<?>) value).ordinal());
      return;
    }
    for (int i = 0; i < shape.accessors().size(); i++) {
      write(out, shape.component(i, value), level);
    }
  }

  private void collection(ByteSink out, Object value, Level level) {
    if (pool == null || level == Level.IN_COLLECTION || isEmpty(value)) {
      contents(out, value);
      return;
    }
    ByteSink encoded = new ByteSink();
    contents(encoded, value);
    out.put(Tag.SHARED);
    out.putNumber(pool.shared(encoded));
  }

  private static boolean isEmpty(Object value) {
    return value instanceof Map<?, ?> map ? map.isEmpty() : ((List<?>) value).isEmpty();
  }

  private void contents(ByteSink out, Object value) {
    if (value instanceof Map<?, ?> map) {
      out.put(Tag.MAP);
      out.putNumber(map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!(entry.getKey() instanceof String key)) {
          throw unknown(entry.getKey());
        }
        text(out, key);
        write(out, entry.getValue(), Level.IN_COLLECTION);
      }
    } else if (value instanceof List<?> list) {
      out.put(Tag.LIST);
      out.putNumber(list.size());
      for (Object item : list) {
        write(out, item, Level.IN_COLLECTION);
      }
    }
  }

  private void scalar(ByteSink out, Object value) {
    if (value instanceof Boolean truth) {
      out.put(truth ? Tag.TRUE : Tag.FALSE);
    } else if (value instanceof Long || value instanceof Integer) {
      out.put(value instanceof Long ? Tag.LONG : Tag.INT);
      long number = ((Number) value).longValue();
      out.putNumber(number << 1 ^ number >> 63);
    } else if (value instanceof Double number) {
      out.put(Tag.DOUBLE);
      out.putLong(Double.doubleToRawLongBits(number));
    } else {
      out.put(tag(value));
      text(out, value.toString());
    }
  }

  private static int tag(Object value) {
    if (value instanceof BigInteger) {
      return Tag.BIG_INTEGER;
    }
    if (value instanceof LocalDate) {
      return Tag.DATE;
    }
    if (value instanceof LocalDateTime) {
      return Tag.DATE_TIME;
    }
    if (value instanceof OffsetDateTime) {
      return Tag.OFFSET_DATE_TIME;
    }
    throw unknown(value);
  }

  private static IllegalArgumentException unknown(Object value) {
    return new IllegalArgumentException("a cache cannot hold " + value.getClass().getName());
  }
}
