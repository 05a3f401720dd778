package io.epoxy.jinja.source;

import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaException.Kind;
import io.epoxy.jinja.JinjaException.Place;
import io.epoxy.jinja.text.Blanks;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tags of a file one after the other; comments, print statements and raw blocks are skipped.
 */
final class TagScanner {
  private static final Pattern TAG_NAME = Pattern.compile("\\{%[-+]?\\s*([A-Za-z_][A-Za-z_0-9]*)");
  private static final Pattern RAW_END = Pattern.compile("\\{%[-+]?\\s*endraw\\s*[-+]?%\\}");

  private final String name;
  private final String source;
  private int at;
  private int taken;
  private int line = 1;
  private int lineStart;
  private int newline;

  TagScanner(String name, String source) {
    this.name = name;
    this.source = source;
    this.newline = newlineFrom(0);
  }

  /**
   * One tag.
   *
   * @param header between its name and its closing braces
   * @param brace offset of the opening braces
   * @param start offset of what belongs to it: a dash takes the white space before it
   * @param end offset after it: a dash takes the white space behind it
   */
  record Tag(String name, String header, int brace, int start, int end) {}

  Optional<Tag> next() {
    while (true) {
      int brace = source.indexOf('{', at);
      if (brace < 0 || brace + 1 >= source.length()) {
        return Optional.empty();
      }
      at = brace;
      char kind = source.charAt(brace + 1);
      if (kind == '#') {
        at = skipTo("#}", brace + 2);
      } else if (kind == '{') {
        at = afterClosing("}}", brace + 2);
      } else if (kind == '%') {
        Matcher start = TAG_NAME.matcher(source).region(brace, source.length());
        if (start.lookingAt()) {
          Optional<Tag> tag = tag(brace, start);
          if (tag.isPresent()) {
            return tag;
          }
        } else {
          at = brace + 2;
        }
      } else {
        at = brace + 1;
      }
    }
  }

  private Optional<Tag> tag(int brace, Matcher start) {
    int close = afterClosing("%}", start.end());
    at = close;
    if (start.group(1).equals("raw")) {
      Matcher end = RAW_END.matcher(source);
      if (!end.find(close)) {
        throw unexpectedEnd("{% raw %}...{% endraw %}", brace);
      }
      at = end.end();
      return Optional.empty();
    }
    boolean dash = source.charAt(close - 3) == '-';
    boolean plus = source.charAt(close - 3) == '+';
    String header =
        source.substring(start.end(), Math.max(start.end(), close - (dash || plus ? 3 : 2)));
    int end = dash ? afterBlanks(close) : close;
    at = end;
    // What the tag before has taken is not there to be taken again.
    int from = source.charAt(brace + 2) == '-' ? Math.max(taken, beforeBlanks(brace)) : brace;
    taken = end;
    return Optional.of(new Tag(start.group(1), header.strip(), brace, from, end));
  }

  private int skipTo(String end, int from) {
    int found = source.indexOf(end, from);
    if (found < 0) {
      throw unexpectedEnd(end, from);
    }
    return found + end.length();
  }

  /** After the closing braces, which strings may hide. */
  private int afterClosing(String end, int from) {
    int i = from;
    while (i < source.length()) {
      char c = source.charAt(i);
      if (c == '\'' || c == '"') {
        i = afterString(i);
      } else if (source.startsWith(end, i)) {
        return i + end.length();
      } else {
        i++;
      }
    }
    throw unexpectedEnd(end.equals("%}") ? "tag close (\"%}\")" : end, from);
  }

  private int afterString(int from) {
    char quote = source.charAt(from);
    int i = from + 1;
    while (i < source.length() && source.charAt(i) != quote) {
      i += source.charAt(i) == '\\' ? 2 : 1;
    }
    if (i >= source.length()) {
      throw unexpectedEnd("string", from);
    }
    return i + 1;
  }

  private int afterBlanks(int from) {
    int i = from;
    while (i < source.length() && Blanks.isBlank(source.charAt(i))) {
      i++;
    }
    return i;
  }

  private int beforeBlanks(int from) {
    int i = from;
    while (i > 0 && Blanks.isBlank(source.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  /** The place of an offset; quickest when offsets grow from one question to the next. */
  Place place(int offset) {
    if (offset < lineStart) {
      line = 1;
      lineStart = 0;
      newline = newlineFrom(0);
    }
    while (newline < offset) {
      line++;
      lineStart = newline + 1;
      newline = newlineFrom(lineStart);
    }
    return new Place(name, line, offset - lineStart + 1);
  }

  private int newlineFrom(int offset) {
    int found = source.indexOf('\n', offset);
    return found < 0 ? Integer.MAX_VALUE : found;
  }

  private JinjaException unexpectedEnd(String expected, int from) {
    String rest = source.substring(Math.min(from, source.length()));
    return new JinjaException(
        Kind.SYNTAX,
        "unexpected EOF, expected " + expected + ", got \"" + rest + "\"",
        place(from));
  }
}
