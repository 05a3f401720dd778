package io.epoxy.bundle.artifact;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds a text in a large file of UTF-8, by Horspool's steps: most bytes are never looked at. */
final class ByteSearch {
  private final byte[] wanted;
  private final int[] steps = new int[256];

  ByteSearch(String text) {
    this.wanted = text.getBytes(StandardCharsets.UTF_8);
    Arrays.fill(steps, wanted.length);
    for (int i = 0; i < wanted.length - 1; i++) {
      steps[wanted[i] & 0xff] = wanted.length - 1 - i;
    }
  }

  /** Where the text is first found from a place on; -1 when it is not there. */
  int find(ByteBuffer in, int from) {
    int last = wanted.length - 1;
    for (int at = from; at + last < in.limit(); at += steps[in.get(at + last) & 0xff]) {
      int matching = last;
      while (matching >= 0 && in.get(at + matching) == wanted[matching]) {
        matching--;
      }
      if (matching < 0) {
        return at;
      }
    }
    return -1;
  }
}
