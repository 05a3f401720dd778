package io.epoxy.compiler.cache;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Bytes that grow. */
final class ByteSink {
  private byte[] bytes = new byte[256];
  private int size;

  void put(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  void putLong(long value) {
    reserve(Long.BYTES);
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  /** Seven bits in each byte, the lowest first. */
  void putNumber(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Length and UTF-8; UTF-16 for a text that is not well-formed, so that every text survives. */
  void putText(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    boolean lossless = isLossless(text, encoded);
    if (!lossless) {
      encoded = utf16(text);
    }
    putNumber((long) encoded.length << 1 | (lossless ? 0 : 1));
    put(encoded, 0, encoded.length);
  }

  private static byte[] utf16(String text) {
    byte[] encoded = new byte[text.length() * 2];
    for (int i = 0; i < text.length(); i++) {
      encoded[2 * i] = (byte) (text.charAt(i) >>> 8);
      encoded[2 * i + 1] = (byte) text.charAt(i);
    }
    return encoded;
  }

  /** Half of a pair of characters becomes a question mark; ASCII has none, and is most texts. */
  private static boolean isLossless(String text, byte[] utf8) {
    if (utf8.length == text.length() && text.indexOf('?') < 0) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  void put(byte[] from, int start, int length) {
    reserve(length);
    System.arraycopy(from, start, bytes, size, length);
    size += length;
  }

  void put(ByteSink other) {
    put(other.bytes, 0, other.size);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  long checksum() {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, size);
    return checksum.getValue();
  }

  /** What the bytes are, in 128 bits. */
  CacheKey key() {
    byte[] hash = Hashing.murmur3_128().hashBytes(bytes, 0, size).asBytes();
    return CacheKey.of(hash);
  }
}
