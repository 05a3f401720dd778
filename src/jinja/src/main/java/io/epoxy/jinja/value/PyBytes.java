package io.epoxy.jinja.value;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Python's bytes. Immutable. */
public final class PyBytes {
  private final byte[] content;

  public PyBytes(byte[] content) {
    this.content = content.clone();
  }

  public static PyBytes of(String text, Charset charset) {
    return new PyBytes(text.getBytes(charset));
  }

  public byte[] content() {
    return content.clone();
  }

  public int size() {
    return content.length;
  }

  /** From 0 to 255. */
  public long get(int index) {
    return content[index] & 0xff;
  }

  /** The part that {@code bytes[from:to:by]} names, the bounds being inside already. */
  PyBytes part(int from, int to, int by) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (long i = from; by > 0 ? i < to : i > to; i += by) {
      out.write(content[(int) i]);
    }
    return new PyBytes(out.toByteArray());
  }

  /** Python's {@code item in bytes}: a byte, or bytes in a row. */
  boolean contains(Object item) {
    if (item instanceof PyBytes part) {
      return decode(StandardCharsets.ISO_8859_1).contains(part.decode(StandardCharsets.ISO_8859_1));
    }
    if (!Numbers.isInteger(item)) {
      throw Errors.error("a bytes-like object is required, not '" + Python.typeName(item) + "'");
    }
    int wanted = Numbers.smallInt(item);
    for (byte one : content) {
      if ((one & 0xff) == wanted) {
        return true;
      }
    }
    return false;
  }

  public String decode(Charset charset) {
    return new String(content, charset);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PyBytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** Python's repr: {@code b'..'}. */
  @Override
  public String toString() {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder out = new StringBuilder("b").append(quote);
    for (char c : text.toCharArray()) {
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c == quote) {
            out.append('\\').append(c);
          } else if (c >= ' ' && c < 0x7f) {
            out.append(c);
          } else {
            out.append(String.format("\\x%02x", (int) c));
          }
        }
      }
    }
    return out.append(quote).toString();
  }
}
