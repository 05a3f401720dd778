package io.epoxy.bundle.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import io.epoxy.bundle.json.PlainJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** What stands in the place of a part of a JSON file from now on. */
record FilePart(int start, int end, byte[] bytes) {
  private static final byte[] NOTHING = new byte[0];

  /** In the file's order; what is put between two parts comes before what takes their place. */
  static final Comparator<FilePart> ORDER =
      Comparator.comparingInt(FilePart::start).thenComparingInt(FilePart::end);

  /** Another value. */
  static FilePart value(int start, int end, Object tree) {
    return new FilePart(start, end, json(tree));
  }

  /** One more key of an object, behind the value that ends at a place. */
  static FilePart key(int at, String key, Object tree) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(("," + PlainJson.text(key) + ":").getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(json(tree));
    return new FilePart(at, at, bytes.toByteArray());
  }

  static FilePart nothing(int start, int end) {
    return new FilePart(start, end, NOTHING);
  }

  static byte[] json(Object tree) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = PlainJson.generator(out)) {
      PlainJson.write(json, tree);
    } catch (IOException e) {
      throw new IllegalStateException(e); // nothing is written but memory
    }
    return out.toByteArray();
  }
}
