package io.epoxy.jinja.text;

import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.PyBytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;

/** Python's {@code str.encode} and {@code bytes.decode}. */
public final class Encoding {
  private static final byte[] LITTLE_ENDIAN_MARK = {(byte) 0xff, (byte) 0xfe};

  private Encoding() {}

  /**
   * {@code text.encode(name, errors)}.
   *
   * @throws io.epoxy.jinja.JinjaException in Python's words, for example {@code 'ascii' codec can't
   *     encode character '\xe9' in position 0: ordinal not in range(128)}
   */
  public static PyBytes encode(String text, String name, String errors) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    Charset charset = charset(name);
    if (charset.equals(StandardCharsets.UTF_16)) {
      out.writeBytes(LITTLE_ENDIAN_MARK);
      charset = StandardCharsets.UTF_16LE;
    }
    CharsetEncoder encoder = charset.newEncoder();
    if (encoder.canEncode(text)) {
      out.writeBytes(text.getBytes(charset));
      return new PyBytes(out.toByteArray());
    }
    int[] points = text.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      String one = Character.toString(points[i]);
      boolean known = encoder.canEncode(one);
      String written = known ? one : replacement(points, i, encoder, name, errors);
      out.writeBytes(written.getBytes(charset));
    }
    return new PyBytes(out.toByteArray());
  }

  private static String replacement(
      int[] points, int at, CharsetEncoder encoder, String name, String errors) {
    return switch (errors) {
      case "ignore" -> "";
      case "replace" -> "?";
      case "xmlcharrefreplace" -> "&#" + points[at] + ";";
      case "backslashreplace" -> escaped(points[at]);
      case "strict" -> throw unencodable(points, at, encoder, name);
      default -> throw Errors.error("unknown error handler name '" + errors + "'");
    };
  }

  private static RuntimeException unencodable(
      int[] points, int at, CharsetEncoder encoder, String name) {
    int end = at + 1;
    while (end < points.length && !encoder.canEncode(Character.toString(points[end]))) {
      end++;
    }
    boolean ascii = encoder.charset().equals(StandardCharsets.US_ASCII);
    boolean latin = encoder.charset().equals(StandardCharsets.ISO_8859_1);
    String where =
        end - at == 1
            ? " character '" + escaped(points[at]) + "' in position " + at
            : " characters in position " + at + "-" + (end - 1);
    return Errors.error(
        "'"
            + (ascii ? "ascii" : latin ? "latin-1" : name)
            + "' codec can't encode"
            + where
            + ": "
            + (ascii
                ? "ordinal not in range(128)"
                : latin ? "ordinal not in range(256)" : "character maps to <undefined>"));
  }

  private static String escaped(int code) {
    return String.format(code <= 0xff ? "\\x%02x" : code <= 0xffff ? "\\u%04x" : "\\U%08x", code);
  }

  /** {@code bytes.decode(name, errors)}. */
  public static String decode(byte[] content, String name, String errors) {
    Charset charset = charset(name);
    CodingErrorAction action =
        switch (errors) {
          case "ignore" -> CodingErrorAction.IGNORE;
          case "replace" -> CodingErrorAction.REPLACE;
          default -> CodingErrorAction.REPORT;
        };
    try {
      CharBuffer text =
          charset
              .newDecoder()
              .onMalformedInput(action)
              .onUnmappableCharacter(action)
              .decode(ByteBuffer.wrap(content));
      String result = text.toString();
      boolean marked = charset.equals(StandardCharsets.UTF_16) && result.startsWith("\ufeff");
      return marked ? result.substring(1) : result;
    } catch (CharacterCodingException e) {
      throw Errors.error("'" + name + "' codec can't decode the bytes: " + e.getMessage());
    }
  }

  private static Charset charset(String name) {
    try {
      String known = name.replace('_', '-').toLowerCase(Locale.ROOT);
      return switch (known) {
        case "latin-1", "latin1", "l1" -> StandardCharsets.ISO_8859_1;
        case "utf8", "u8" -> StandardCharsets.UTF_8;
        default -> Charset.forName(known);
      };
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw Errors.error("unknown encoding: " + name);
    }
  }
}
