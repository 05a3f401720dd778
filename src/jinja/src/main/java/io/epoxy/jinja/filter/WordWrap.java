package io.epoxy.jinja.filter;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.library.Context;
import io.epoxy.jinja.text.Splitting;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Sizes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code wordwrap}, as Python's textwrap does it with jinja2's settings. */
final class WordWrap {
  /** Runs of blanks, words up to a hyphen inside them, dashes, and other words. */
  private static final Pattern CHUNK =
      Pattern.compile(
          "\\s+|[^\\s\\w]*\\w+[^0-9\\W]-(?=\\w+[^0-9\\W])|-{2,}(?=\\w)|(?:(?!-{2,}\\w)\\S)+?(?:(?<=[^0-9\\W]{2}-)(?=[^0-9\\W][^0-9\\W])|(?=\\s|\\z|-{2,}\\w))");

  private static final Pattern WHOLE_WORDS = Pattern.compile("\\s+|\\S+");

  private final int width;
  private final boolean breakLongWords;
  private final boolean breakOnHyphens;

  private WordWrap(int width, boolean breakLongWords, boolean breakOnHyphens) {
    this.width = width;
    this.breakLongWords = breakLongWords;
    this.breakOnHyphens = breakOnHyphens;
  }

  static Object wrap(Object value, Arguments a, Context context) {
    int width = Numbers.smallInt(a.get(0, "width", 79L));
    boolean breakLong = Python.isTruthy(a.get(1, "break_long_words", true));
    Object given = a.get(2, "wrapstring", null);
    boolean hyphens = Python.isTruthy(a.get(3, "break_on_hyphens", true));
    if (width <= 0) {
      throw Errors.error("invalid width " + width + " (must be > 0)");
    }
    String separator = given == null ? "\n" : Python.str(given);
    WordWrap wrap = new WordWrap(width, breakLong, hyphens);
    List<String> lines = new ArrayList<>();
    for (String line : Splitting.lines(Python.str(value))) {
      lines.add(String.join(separator, wrap.line(line)));
    }
    return String.join(separator, lines);
  }

  private List<String> line(String text) {
    Deque<Chunk> chunks = new ArrayDeque<>();
    Matcher matcher = (breakOnHyphens ? CHUNK : WHOLE_WORDS).matcher(text);
    while (matcher.find()) {
      boolean blank = matcher.group().isBlank();
      chunks.add(new Chunk(text, matcher.start(), matcher.end(), blank));
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
    while (!chunks.isEmpty() && length + chunks.peek().length() <= width) {
      length += chunks.peek().length();
      current.add(chunks.remove());
    }
    if (!chunks.isEmpty() && chunks.peek().length() > width) {
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
      int size = Math.max(1, room);
      Chunk chunk = chunks.remove();
      int end = size;
      int hyphen = breakOnHyphens && chunk.length() > size ? chunk.lastHyphen(size) : -1;
      if (hyphen > 0) {
        end = hyphen + 1;
      }
      current.add(chunk.part(0, end));
      chunks.addFirst(chunk.part(end, chunk.length()));
    } else if (current.isEmpty()) {
      current.add(chunks.remove());
    }
  }

  /** A part of the text; not copied, since a long word is cut many times. */
  private record Chunk(String text, int start, int end, boolean isBlank) {
    int length() {
      return end - start;
    }

    Chunk part(int from, int to) {
      return new Chunk(text, start + from, start + to, isBlank);
    }

    /** The last hyphen of the first {@code size} characters that anything but hyphens precedes. */
    int lastHyphen(int size) {
      int hyphen = start + size - 1;
      while (hyphen >= start && text.charAt(hyphen) != '-') {
        hyphen--;
      }
      for (int i = start; i < hyphen; i++) {
        if (text.charAt(i) != '-') {
          return hyphen - start;
        }
      }
      return -1;
    }
  }
}
