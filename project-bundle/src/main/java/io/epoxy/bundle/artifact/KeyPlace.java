package io.epoxy.bundle.artifact;

import io.epoxy.bundle.json.PlainJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a key of an object stands in a JSON file that we wrote.
 *
 * @param key where it begins
 * @param value where its value does
 */
record KeyPlace(int key, int value) {
  /** The first place of a key with a value that opens so. */
  static Optional<KeyPlace> find(String name, char opening, ByteBuffer bytes, int from) {
    String key = PlainJson.text(name) + ":";
    int found = new ByteSearch(key + opening).find(bytes, from);
    return found < 0
        ? Optional.empty()
        : Optional.of(new KeyPlace(found, found + key.getBytes(StandardCharsets.UTF_8).length));
  }

  /** Whether another key of its object is before it. */
  boolean isBehindAnother(ByteBuffer bytes) {
    return bytes.get(key - 1) == ',';
  }

  /** Takes the key out, with its value and the comma before it. */
  FilePart without(int end) {
    return FilePart.nothing(key - 1, end);
  }
}
