package io.epoxy.bundle.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link io.epoxy.model.config.Data} as JSON, order kept. Dates become their ISO text, as dbt
 * writes them; whoever needs them back as dates takes {@link RecordJson}. Numbers that are none are
 * written as Python's json does: NaN, Infinity, -Infinity.
 */
public final class PlainJson {
  // A generated model's SQL can be long; the documents come from ourselves.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private PlainJson() {}

  /** A generator of UTF-8 that leaves the stream open. */
  public static JsonGenerator generator(OutputStream out) throws IOException {
    return FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  static JsonGenerator generator(Writer out) throws IOException {
    return FACTORY.createGenerator(out);
  }

  /** A parser that closes the stream with itself. */
  static JsonParser parser(InputStream in) throws IOException {
    return FACTORY.createParser(in);
  }

  /** One value as text on one line. */
  public static String text(Object value) {
    return text(value, null);
  }

  /** One value as text for people, two spaces a level. */
  public static String indentedText(Object value) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(lines);
    printer.indentObjectsWith(lines);
    return text(value, printer);
  }

  private static String text(Object value, PrettyPrinter printer) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text).setPrettyPrinter(printer)) {
      write(out, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter does not fail
    }
    return text.toString();
  }

  /** Appends one value. */
  public static void write(JsonGenerator out, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName(String.valueOf(entry.getKey()));
        write(out, entry.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof Iterable<?> items) {
      out.writeStartArray();
      for (Object item : items) {
        write(out, item);
      }
      out.writeEndArray();
    } else if (value instanceof Number number) {
      writeNumber(out, number);
    } else if (value instanceof Boolean bool) {
      out.writeBoolean(bool);
    } else if (value == null) {
      out.writeNull();
    } else if (value instanceof TemporalAccessor time) {
      out.writeString(IsoTime.of(time));
    } else {
      out.writeString(value.toString());
    }
  }

  /**
   * Reads one value: null, Boolean, Long, BigInteger, Double, String, List or Map.
   *
   * @throws IllegalArgumentException saying what is no JSON, and where
   */
  public static Object read(String text) {
    try (JsonParser in = FACTORY.createParser(text)) {
      if (in.nextToken() == null) {
        throw new IllegalArgumentException("no JSON: the text is empty");
      }
      Object value = value(in);
      if (in.nextToken() != null) {
        throw new IllegalArgumentException("no JSON: text follows the first value");
      }
      return value;
    } catch (IOException e) {
      throw new IllegalArgumentException("no JSON: " + e.getMessage(), e);
    }
  }

  private static void writeNumber(JsonGenerator out, Number number) throws IOException {
    if (number instanceof Double || number instanceof Float) {
      out.writeNumber(number.doubleValue());
    } else if (number instanceof BigDecimal decimal) {
      out.writeNumber(decimal);
    } else if (number instanceof BigInteger integer) {
      out.writeNumber(integer);
    } else {
      out.writeNumber(number.longValue());
    }
  }

  /** The value that begins at the parser's current token. */
  static Object value(JsonParser in) throws IOException {
    switch (in.currentToken()) {
      case START_OBJECT:
        Map<String, Object> map = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
          String key = in.getCurrentName();
          in.nextToken();
          map.put(key, value(in));
        }
        return map;
      case START_ARRAY:
        List<Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(in));
        }
        return list;
      case VALUE_STRING:
        return in.getText();
      case VALUE_NUMBER_INT:
        return in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
            ? in.getBigIntegerValue()
            : (Object) in.getLongValue();
      case VALUE_NUMBER_FLOAT:
        return in.getDoubleValue();
      case VALUE_TRUE:
        return true;
      case VALUE_FALSE:
        return false;
      default:
        return null;
    }
  }
}
