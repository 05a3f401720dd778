package io.epoxy.jinja.filter;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.library.Context;
import io.epoxy.jinja.text.Splitting;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Sizes;
import io.epoxy.jinja.value.Undefined;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code wordwrap}, as Python's textwrap does it with jinja2's settings. */
final class WordWrap {
  private static final String BLANK = "[\\t\\n\\x0b\\f\\r ]";
  private static final String NOT_BLANK = "[^\\t\\n\\x0b\\f\\r ]";
  private static final String LETTER = "[^\\d\\W]";
  private static final String BEFORE_DASH = "(?<=[\\w!\"'&.,?])";

  /** Blanks; dashes between words; or a word, which may end behind a hyphen inside it. */
  private static final Pattern CHUNK =
      Pattern.compile(
          BLANK
              + "+|"
              + BEFORE_DASH
              + "-{2,}(?=\\w)|"
              + NOT_BLANK
              + "+?(?:-(?:(?<=L{2}-)|(?<=L-L-))(?=L-?L)|(?=".replace("L", LETTER)
              + BLANK
              + "|\\z)|"
              + BEFORE_DASH
              + "(?=-{2,}\\w))",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern WHOLE_WORDS = Pattern.compile(BLANK + "+|" + NOT_BLANK + "+");

  private final int width;
  private final boolean breakLongWords;
  private final boolean breakOnHyphens;

  private WordWrap(int width, boolean breakLongWords, boolean breakOnHyphens) {
    this.width = width;
    this.breakLongWords = breakLongWords;
    this.breakOnHyphens = breakOnHyphens;
  }

  static Object wrap(Object value, Arguments a, Context context) {
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (!(value instanceof String text)) {
      throw Errors.error("'" + Python.typeName(value) + "' object has no attribute 'splitlines'");
    }
    int width = Numbers.smallInt(a.get(0, "width", 79L));
    boolean breakLong = Python.isTruthy(a.get(1, "break_long_words", true));
    Object given = a.get(2, "wrapstring", null);
    boolean hyphens = Python.isTruthy(a.get(3, "break_on_hyphens", true));
    String separator = given == null ? "\n" : Python.str(given);
    WordWrap wrap = new WordWrap(width, breakLong, hyphens);
    List<String> lines = new ArrayList<>();
    for (String line : Splitting.lines(text)) {
      lines.add(String.join(separator, wrap.line(line)));
    }
    return String.join(separator, lines);
  }

  private List<String> line(String text) {
    if (width <= 0) {
      throw Errors.error("invalid width " + width + " (must be > 0)");
    }
    Deque<Chunk> chunks = new ArrayDeque<>();
    Matcher matcher = (breakOnHyphens ? CHUNK : WHOLE_WORDS).matcher(text);
    while (matcher.find()) {
      chunks.add(new Chunk(text, matcher.start(), matcher.end()));
    }
    List<String> lines = new ArrayList<>();
    while (!chunks.isEmpty()) {
      Sizes.checkItems(lines.size() + 1L);
      if (!lines.isEmpty() && chunks.peek().isBlank()) {
        chunks.remove();
      }
      String line = fill(chunks);
      if (!line.isEmpty()) {
        lines.add(line);
      }
    }
    return lines;
  }

  private String fill(Deque<Chunk> chunks) {
    Deque<Chunk> current = new ArrayDeque<>();
    int length = 0;
    while (!chunks.isEmpty() && length + chunks.peek().length(width) <= width) {
      length += chunks.peek().length(width);
      current.add(chunks.remove());
    }
    if (!chunks.isEmpty() && chunks.peek().length(width) > width) {
      breakLong(chunks, current, width - length);
    }
    if (!current.isEmpty() && current.peekLast().isBlank()) {
      current.removeLast();
    }
    StringBuilder line = new StringBuilder();
    current.forEach(chunk -> line.append(chunk.text(), chunk.start(), chunk.end()));
    return line.toString();
  }

  private void breakLong(Deque<Chunk> chunks, Deque<Chunk> current, int room) {
    if (breakLongWords) {
      Chunk chunk = chunks.remove();
      int end = chunk.text().offsetByCodePoints(chunk.start(), room);
      int hyphen = breakOnHyphens ? chunk.lastHyphen(end) : -1;
      int cut = hyphen < 0 ? end : hyphen + 1;
      current.add(chunk.head(cut));
      chunks.addFirst(chunk.tail(cut));
    } else if (current.isEmpty()) {
      current.add(chunks.remove());
    }
  }

  /** A part of the text; not copied, since a long word is cut many times. */
  private record Chunk(String text, int start, int end) {
    /** Code points, or {@code most + 1} when there are more. */
    int length(int most) {
      int count = 0;
      for (int i = start; i < end && count <= most; i = text.offsetByCodePoints(i, 1)) {
        count++;
      }
      return count;
    }

    Chunk head(int at) {
      return new Chunk(text, start, at);
    }

    Chunk tail(int at) {
      return new Chunk(text, at, end);
    }

    /** An empty one counts as blank too, as its strip() is empty. */
    boolean isBlank() {
      return text.substring(start, Math.min(end, start + 1)).isBlank();
    }

    /** The last hyphen before {@code at} that anything but hyphens precedes; -1 for none. */
    int lastHyphen(int at) {
      int hyphen = at - 1;
      while (hyphen >= start && text.charAt(hyphen) != '-') {
        hyphen--;
      }
      for (int i = start; i < hyphen; i++) {
        if (text.charAt(i) != '-') {
          return hyphen;
        }
      }
      return -1;
    }
  }
}
