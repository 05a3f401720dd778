package io.epoxy.bundle.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.model.graph.UniqueId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes the resources of a manifest's section. They become JSON on all cores and are written in
 * their order, a window at a time: no more than that stands in memory.
 */
final class SectionWriter {
  private static final int PART = 200;
  private static final int WINDOW = PART * 4 * Runtime.getRuntime().availableProcessors();

  private final OutputStream out;
  private final JsonGenerator json;

  /**
   * A writer.
   *
   * @param out what {@code json} writes to
   */
  SectionWriter(OutputStream out, JsonGenerator json) {
    this.out = out;
    this.json = json;
  }

  /** {@code tree} is called by several threads. */
  <T> void write(String name, Map<UniqueId, T> resources, Function<T, Object> tree)
      throws IOException {
    json.writeFieldName(name);
    json.writeRawValue(""); // the generator goes on behind the value that is written past it
    json.flush();
    out.write('{');
    boolean first = true;
    for (List<Map.Entry<UniqueId, T>> window : Iterables.partition(resources.entrySet(), WINDOW)) {
      for (byte[] part : parts(window, tree)) {
        if (!first) {
          out.write(',');
        }
        out.write(part, 1, part.length - 2); // without its braces
        first = false;
      }
    }
    out.write('}');
  }

  private static <T> List<byte[]> parts(
      List<Map.Entry<UniqueId, T>> window, Function<T, Object> tree) {
    List<List<Map.Entry<UniqueId, T>>> parts = new ArrayList<>(Lists.partition(window, PART));
    return parts.parallelStream().map(part -> object(part, tree)).toList();
  }

  private static <T> byte[] object(
      List<Map.Entry<UniqueId, T>> resources, Function<T, Object> tree) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    try (JsonGenerator part = PlainJson.generator(bytes)) {
      part.writeStartObject();
      for (Map.Entry<UniqueId, T> resource : resources) {
        part.writeFieldName(resource.getKey().value());
        PlainJson.write(part, tree.apply(resource.getValue()));
      }
      part.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
