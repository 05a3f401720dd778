package io.epoxy.compiler.cache;

import java.nio.ByteBuffer;

/** Names an entry by everything that it was made from. */
public record CacheKey(long high, long low) implements Comparable<CacheKey> {
  static CacheKey of(byte[] hash) {
    ByteBuffer buffer = ByteBuffer.wrap(hash);
    return new CacheKey(buffer.getLong(), buffer.getLong());
  }

  /** In a form that {@link #ofText} reads. */
  public String text() {
    return Long.toHexString(high) + ":" + Long.toHexString(low);
  }

  public static CacheKey ofText(String text) {
    int colon = text.indexOf(':');
    return new CacheKey(
        Long.parseUnsignedLong(text, 0, colon, 16),
        Long.parseUnsignedLong(text, colon + 1, text.length(), 16));
  }

  @Override
  public int compareTo(CacheKey other) {
    int order = Long.compare(high, other.high);
    return order == 0 ? Long.compare(low, other.low) : order;
  }
}
