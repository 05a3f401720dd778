package io.epoxy.compiler.cache;

import io.epoxy.model.config.Data;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a {@link ValueWriter} with a pool wrote. The bytes may be anybody's: a wrong one ends
 * in a RuntimeException, and sizes are held against what is left to read. Thread-safe: values are
 * immutable, so that it does no harm when two threads make the same one.
 */
final class ValueReader {
  private static final int MAX_DEPTH = 500;

  private final Shapes shapes;
  private final ByteBuffer bytes;
  private final int[] textStarts;
  private final String[] texts;
  private final int[] sharedStarts;
  private final Object[] shared;

  /** Indexes the pool, at which the buffer stands; it is left behind it. */
  ValueReader(Shapes shapes, ByteBuffer in) {
    this.shapes = shapes;
    this.bytes = in.duplicate();
    this.textStarts = starts(in, 1);
    this.texts = new String[textStarts.length];
    this.sharedStarts = starts(in, 0);
    this.shared = new Object[sharedStarts.length];
  }

  private static int[] starts(ByteBuffer in, int shift) {
    int[] starts = new int[count(in)];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = in.position();
      skip(in, number(in) >>> shift);
    }
    return starts;
  }

  static void skip(ByteBuffer in, long length) {
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("the file ends too early");
    }
    in.position(in.position() + (int) length);
  }

  static long number(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number is too long");
  }

  /** A number of things that take at least one byte each. */
  static int count(ByteBuffer in) {
    long count = number(in);
    if (count < 0 || count > in.remaining()) {
      throw new IllegalArgumentException("the file ends too early");
    }
    return (int) count;
  }

  /** The value at a place of the file. */
  Object read(int position) {
    return read(at(position), 0);
  }

  private ByteBuffer at(int position) {
    return bytes.duplicate().position(position);
  }

  private Object read(ByteBuffer in, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("a value is nested too deep");
    }
    int tag = (int) number(in);
    switch (tag) {
      case Tag.NULL:
        return null;
      case Tag.FALSE:
        return false;
      case Tag.TRUE:
        return true;
      case Tag.LONG:
        return signed(in);
      case Tag.INT:
        return Math.toIntExact(signed(in));
      case Tag.DOUBLE:
        return Double.longBitsToDouble(in.getLong());
      case Tag.TEXT:
        return text(number(in));
      case Tag.LIST:
        return list(in, depth);
      case Tag.MAP:
        return map(in, depth);
      case Tag.ABSENT:
        return Optional.empty();
      case Tag.PRESENT:
        return Optional.of(read(in, depth + 1));
      case Tag.SHARED:
        return shared(number(in), depth);
      default:
        return tag >= Tag.SHAPE ? shaped(tag - Tag.SHAPE, in, depth) : rare(tag, in);
    }
  }

  private static long signed(ByteBuffer in) {
    long number = number(in);
    return number >>> 1 ^ -(number & 1);
  }

  private Object rare(int tag, ByteBuffer in) {
    String text = text(number(in));
    switch (tag) {
      case Tag.BIG_INTEGER:
        return new BigInteger(text);
      case Tag.DATE:
        return LocalDate.parse(text);
      case Tag.DATE_TIME:
        return LocalDateTime.parse(text);
      case Tag.OFFSET_DATE_TIME:
        return OffsetDateTime.parse(text);
      default:
        throw new IllegalArgumentException("no value starts with " + tag);
    }
  }

  private Object shaped(int number, ByteBuffer in, int depth) {
    Shapes.Shape shape = shapes.get(number);
    if (shape.isEnum()) {
      return shape.constants().get(Math.toIntExact(number(in)));
    }
    Object[] values = new Object[shape.accessors().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = read(in, depth + 1);
    }
    return shape.make(values);
  }

  private List<Object> list(ByteBuffer in, int depth) {
    int size = count(in);
    List<Object> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      items.add(read(in, depth + 1));
    }
    return items;
  }

  private Map<String, Object> map(ByteBuffer in, int depth) {
    int size = count(in);
    Map<String, Object> entries = new LinkedHashMap<>(size * 4 / 3 + 1);
    for (int i = 0; i < size; i++) {
      String key = text(number(in));
      entries.put(key, read(in, depth + 1));
    }
    return entries;
  }

  private Object shared(long number, int depth) {
    int index = index(number, shared.length);
    Object known = shared[index];
    if (known == null) {
      ByteBuffer in = at(sharedStarts[index]);
      number(in);
      known = Data.copyValue(read(in, depth + 1));
      shared[index] = known;
    }
    return known;
  }

  private String text(long number) {
    int index = index(number, texts.length);
    String known = texts[index];
    if (known == null) {
      ByteBuffer in = at(textStarts[index]);
      long length = number(in);
      byte[] encoded = new byte[(int) (length >>> 1)];
      in.get(encoded);
      boolean utf8 = (length & 1) == 0;
      known = utf8 ? new String(encoded, StandardCharsets.UTF_8) : utf16(encoded);
      texts[index] = known;
    }
    return known;
  }

  private static String utf16(byte[] encoded) {
    return ByteBuffer.wrap(encoded).asCharBuffer().toString();
  }

  private static int index(long number, int size) {
    if (number < 0 || number >= size) {
      throw new IllegalArgumentException("nothing has the number " + number);
    }
    return (int) number;
  }
}
