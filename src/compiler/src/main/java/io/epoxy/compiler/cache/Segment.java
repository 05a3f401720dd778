package io.epoxy.compiler.cache;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Consumer;

/** One part of a cache file: a pool, then entries with their keys. */
final class Segment {
  private final ValueReader values;

  private Segment(ValueReader values) {
    this.values = values;
  }

  /** Where an entry lies. */
  record Place(Segment segment, int position) {
    Object read() {
      return segment.values.read(position);
    }
  }

  /** Adds the places of a segment's entries to an index, over what is there. */
  static void index(ByteBuffer bytes, Shapes shapes, Map<CacheKey, Place> places) {
    ByteBuffer in = bytes.duplicate();
    Segment segment = new Segment(new ValueReader(shapes, in));
    int count = ValueReader.count(in);
    for (int i = 0; i < count; i++) {
      CacheKey key = new CacheKey(in.getLong(), in.getLong());
      long length = ValueReader.number(in);
      places.put(key, new Place(segment, in.position()));
      ValueReader.skip(in, length);
    }
  }

  /** A segment of some entries; what a cache cannot hold is left out. */
  static ByteBuffer of(Map<CacheKey, ? extends Record> entries, Shapes shapes) {
    return of(entries, shapes, unknown -> {});
  }

  /**
   * A segment of all entries.
   *
   * @throws IllegalArgumentException for one that a cache cannot hold
   */
  static ByteBuffer ofAll(Map<CacheKey, ? extends Record> entries, Shapes shapes) {
    return of(
        entries,
        shapes,
        unknown -> {
          throw unknown;
        });
  }

  private static ByteBuffer of(
      Map<CacheKey, ? extends Record> entries,
      Shapes shapes,
      Consumer<IllegalArgumentException> unknown) {
    Pool pool = new Pool();
    ValueWriter writer = ValueWriter.pooled(shapes, pool);
    ByteSink all = new ByteSink();
    ByteSink one = new ByteSink();
    int count = 0;
    for (Map.Entry<CacheKey, ? extends Record> entry : entries.entrySet()) {
      one.clear();
      try {
        writer.write(one, entry.getValue());
      } catch (IllegalArgumentException e) {
        unknown.accept(e); // a value without a form: it is made anew each time
        continue;
      }
      all.putLong(entry.getKey().high());
      all.putLong(entry.getKey().low());
      all.putNumber(one.size());
      all.put(one);
      count++;
    }
    ByteSink segment = new ByteSink();
    pool.writeTo(segment);
    segment.putNumber(count);
    segment.put(all);
    return ByteBuffer.wrap(segment.toArray());
  }
}
