package io.epoxy.bundle.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * JSON as Python's json.dumps writes it: one line, a blank after each comma and colon, nothing but
 * ASCII.
 */
public final class PythonJson {
  private PythonJson() {}

  /** One value; see {@link PlainJson}. */
  public static String text(Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = PlainJson.generator(text)) {
      out.setPrettyPrinter(new Spacing());
      out.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
      PlainJson.write(out, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter does not fail
    }
    return text.toString();
  }

  private static final class Spacing extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
      json.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(", ");
    }
  }
}
