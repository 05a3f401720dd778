package io.epoxy.bundle.run;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of a {@code .env} file, as python-dotenv 1.2 reads them: {@code NAME=value},
 * {@code export} before it, values bare, in single or in double quotes (over several lines), {@code
 * #} comments.
 *
 * @param unreadable the lines, from 1, where statements start that are none
 */
record EnvironmentStatements(List<Assignment> assignments, List<Integer> unreadable) {
  EnvironmentStatements {
    assignments = ImmutableList.copyOf(assignments);
    unreadable = ImmutableList.copyOf(unreadable);
  }

  /**
   * One variable as written: references are not resolved yet.
   *
   * @param value empty where only the name stands, which takes back an earlier value
   */
  record Assignment(String name, Optional<String> value) {}

  static EnvironmentStatements read(String text) {
    return new Reader(text.replace("\r\n", "\n").replace('\r', '\n')).all();
  }

  private static final class Reader {
    private static final Pattern BLANKS = pattern("\\s*");
    private static final Pattern SPACES = pattern("[^\\S\n]*");
    private static final Pattern EXPORT = pattern("(?:export[^\\S\n]+)?");
    private static final Pattern QUOTED_NAME = pattern("'([^']+)'");
    private static final Pattern NAME = pattern("([^=#\\s]+)");
    private static final Pattern EQUALS = pattern("=[^\\S\n]*");
    private static final Pattern REST = pattern("([^\n]*)");
    private static final Pattern COMMENT = pattern("\\s+#[^\n]*");
    private static final Pattern TRAILING = pattern("\\s+\\z");
    private static final Pattern END = pattern("(?:[^\\S\n]*#[^\n]*)?[^\\S\n]*(?:\n|\\z)");
    private static final Pattern REST_AND_END = pattern("[^\n]*\n?");

    private final String text;
    private final List<Assignment> assignments = new ArrayList<>();
    private final List<Integer> unreadable = new ArrayList<>();
    private int at;

    Reader(String text) {
      this.text = text;
    }

    private static Pattern pattern(String regex) {
      return Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
    }

    EnvironmentStatements all() {
      while (at < text.length()) {
        take(BLANKS);
        int start = at;
        if (start < text.length() && !statement()) {
          unreadable.add(1 + (int) text.chars().limit(start).filter(c -> c == '\n').count());
          take(REST_AND_END);
        }
      }
      return new EnvironmentStatements(assignments, unreadable);
    }

    /** Whether a statement or a comment could be read. */
    private boolean statement() {
      take(EXPORT);
      boolean nameless = peek() == '#';
      Optional<String> name =
          nameless ? Optional.of("") : take(peek() == '\'' ? QUOTED_NAME : NAME);
      if (name.isEmpty()) {
        return false;
      }
      take(SPACES);
      Optional<String> value = Optional.empty();
      if (peek() == '=') {
        take(EQUALS);
        value = value();
        if (value.isEmpty()) {
          return false;
        }
      }
      if (take(END).isEmpty()) {
        return false;
      }
      if (!nameless) {
        assignments.add(new Assignment(name.get(), value));
      }
      return true;
    }

    private Optional<String> value() {
      char first = peek();
      if (first == '\'' || first == '"') {
        return quoted(first);
      }
      return take(REST)
          .map(rest -> COMMENT.matcher(rest).replaceAll(""))
          .map(rest -> TRAILING.matcher(rest).replaceAll(""));
    }

    /** The last quote that a backslash escapes closes the text when no other one does. */
    private Optional<String> quoted(char quote) {
      int escaped = -1;
      int end = at + 1;
      while (end < text.length() && text.charAt(end) != quote) {
        if (text.startsWith("\\" + quote, end)) {
          end++;
          escaped = end;
        }
        end++;
      }
      if (end >= text.length()) {
        end = escaped;
      }
      if (end < 0) {
        return Optional.empty();
      }
      String written = text.substring(at + 1, end);
      at = end + 1;
      return Optional.of(unescaped(written, quote == '"' ? "\\'\"abfnrtv" : "\\'"));
    }

    private static String unescaped(String written, String known) {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < written.length(); i++) {
        char c = written.charAt(i);
        if (c == '\\' && i + 1 < written.length() && known.indexOf(written.charAt(i + 1)) >= 0) {
          i++;
          out.append(meaning(written.charAt(i)));
        } else {
          out.append(c);
        }
      }
      return out.toString();
    }

    private static char meaning(char escaped) {
      return switch (escaped) {
        case 'a' -> '\u0007';
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'v' -> '\u000b';
        default -> escaped;
      };
    }

    private char peek() {
      return at < text.length() ? text.charAt(at) : '\n';
    }

    /** Goes on behind what matches here; its group, else the whole. */
    private Optional<String> take(Pattern pattern) {
      Matcher matcher = pattern.matcher(text).region(at, text.length());
      if (!matcher.lookingAt()) {
        return Optional.empty();
      }
      at = matcher.end();
      return Optional.of(matcher.group(matcher.groupCount()));
    }
  }
}
