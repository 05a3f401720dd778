package io.epoxy.jinja.fuzz;

import java.util.List;

/** Decisions read from bytes, so that a fuzzer that mutates bytes mutates what is made of them. */
final class Choices {
  private final byte[] bytes;
  private int at;

  Choices(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean isSpent() {
    return at >= bytes.length;
  }

  /** From 0 to below {@code bound}, which is at most 256; 0 when the bytes are spent. */
  int below(int bound) {
    return isSpent() ? 0 : Byte.toUnsignedInt(bytes[at++]) % bound;
  }

  boolean oneIn(int bound) {
    return below(bound) == 1;
  }

  <T> T of(List<T> all) {
    return all.get((below(256) * 256 + below(256)) % all.size());
  }

  /** Up to {@code most} characters, some of them rare. */
  String text(int most) {
    int length = below(most + 1);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int c = below(256);
      out.appendCodePoint(c < 0xf0 ? c : 0x1f000 + c * below(256));
    }
    return out.toString();
  }
}
