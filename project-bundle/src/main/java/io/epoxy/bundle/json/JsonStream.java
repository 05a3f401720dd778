package io.epoxy.bundle.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A JSON document that is too large to stand in memory as a whole. Not thread-safe. */
public final class JsonStream implements Closeable {
  private final JsonParser in;

  private JsonStream(JsonParser in) {
    this.in = in;
  }

  public static JsonStream open(Path file) throws IOException {
    return new JsonStream(PlainJson.parser(Files.newInputStream(file)));
  }

  /** The document that begins at a byte of a file. */
  public static JsonStream openAt(Path file, long offset) throws IOException {
    return new JsonStream(
        PlainJson.parser(Channels.newInputStream(FileChannel.open(file).position(offset))));
  }

  /** How many bytes have been read, up to the end of the last value. */
  public long position() {
    return in.getCurrentLocation().getByteOffset();
  }

  /** What is done with one key, whose value comes next. */
  @FunctionalInterface
  public interface KeyUse {
    void key(String key) throws IOException;
  }

  /**
   * Goes through the object that comes next. A value that {@code use} does not read is skipped.
   *
   * @throws IOException also when something else than an object comes next
   */
  public void forEachKey(KeyUse use) throws IOException {
    if (in.currentToken() == null || in.currentToken() == JsonToken.FIELD_NAME) {
      in.nextToken();
    }
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("an object was expected, not " + in.currentToken());
    }
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      use.key(in.getCurrentName());
      if (in.currentToken() == JsonToken.FIELD_NAME) {
        in.nextToken();
        in.skipChildren();
      }
    }
  }

  /** The value that comes next, as {@link PlainJson#read} has it. */
  public Object value() throws IOException {
    in.nextToken();
    return PlainJson.value(in);
  }

  /** Of the object that comes next only some keys; anything else than an object has none. */
  public Map<String, Object> values(Set<String> keys) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    in.nextToken();
    if (in.currentToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      return values;
    }
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.getCurrentName();
      in.nextToken();
      if (keys.contains(key)) {
        values.put(key, PlainJson.value(in));
      } else {
        in.skipChildren();
      }
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
