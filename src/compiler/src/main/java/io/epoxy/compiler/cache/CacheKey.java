package io.epoxy.compiler.cache;

import java.nio.ByteBuffer;

/** Names an entry by everything that it was made from. */
public record CacheKey(long high, long low) implements Comparable<CacheKey> {
  static CacheKey of(byte[] hash) {
    ByteBuffer buffer = ByteBuffer.wrap(hash);
    return new CacheKey(buffer.getLong(), buffer.getLong());
  }

  @Override
  public int compareTo(CacheKey other) {
    int order = Long.compare(high, other.high);
    return order == 0 ? Long.compare(low, other.low) : order;
  }
}
