package io.epoxy.compiler.cache;

import java.util.HashMap;
import java.util.Map;

/** Texts, maps and lists that are written once and referred to by number. For one thread. */
final class Pool {
  private final Map<String, Integer> texts = new HashMap<>();
  private final Map<CacheKey, Integer> shared = new HashMap<>();
  private final ByteSink textBytes = new ByteSink();
  private final ByteSink sharedBytes = new ByteSink();
  private String lastText;
  private int lastNumber;

  @SuppressWarnings("ReferenceEquality") // only saves a look-up
  int text(String text) {
    if (text == lastText) {
      return lastNumber;
    }
    lastText = text;
    lastNumber = number(text);
    return lastNumber;
  }

  private int number(String text) {
    Integer known = texts.get(text);
    if (known == null) {
      known = texts.size();
      texts.put(text, known);
      textBytes.putText(text);
    }
    return known;
  }

  /** The number of an encoded map or list; the same bytes have the same number. */
  int shared(ByteSink encoded) {
    CacheKey key = encoded.key();
    Integer known = shared.get(key);
    if (known == null) {
      known = shared.size();
      shared.put(key, known);
      sharedBytes.putNumber(encoded.size());
      sharedBytes.put(encoded);
    }
    return known;
  }

  /** How many, then all of them. */
  void writeTo(ByteSink out) {
    out.putNumber(texts.size());
    out.put(textBytes);
    out.putNumber(shared.size());
    out.put(sharedBytes);
  }
}
