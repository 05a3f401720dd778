package io.epoxy.compiler.yaml;

import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.Token;

/**
 * What libyaml, and so dbt, reads and SnakeYAML refuses: a tab between tokens ({@code name:<tab>x})
 * and a question mark inside a plain scalar of a flow collection ({@code [why?, how?]}). The
 * character is replaced where SnakeYAML stopped, and the text read again; places stay as they are.
 */
final class Leniency {
  /** Stands for a question mark while SnakeYAML reads. */
  private static final char QUESTION = '\uE83F';

  /** Characters that may be read again in all; more tabs than that stay an error. */
  private static final long MOST = 50_000_000L;

  private final boolean mayReplaceQuestions;
  private long spent;

  Leniency(String text) {
    this.mayReplaceQuestions = text.indexOf(QUESTION) < 0;
  }

  static {
    // A slash may be escaped in double quotes (YAML 1.2, and PyYAML); SnakeYAML's table is public.
    ScannerImpl.ESCAPE_REPLACEMENTS.put('/', "/");
  }

  /** The text to be tried next; empty when the error is one to libyaml too. */
  Optional<String> repaired(String text, MarkedYAMLException e) {
    Mark mark = e.getProblemMark();
    spent += text.length();
    if (mark == null || mark.getIndex() < 0 || spent > MOST) {
      return Optional.empty();
    }
    int at = text.offsetByCodePoints(0, mark.getIndex());
    if (at >= text.length()) {
      return Optional.empty();
    }
    char refused = text.charAt(at);
    if (refused == '\t' && separates(text, at)) {
      return Optional.of(replaced(text, at, ' '));
    }
    boolean inPlain = at > 0 && !Character.isWhitespace(text.charAt(at - 1));
    boolean stopped = e.getProblem() != null && e.getProblem().endsWith("but got ?");
    if (refused == '?' && stopped && inPlain && mayReplaceQuestions) {
      return Optional.of(replaced(text, at, QUESTION));
    }
    return Optional.empty();
  }

  /** A scalar as it was written. */
  String restored(String scalar) {
    return mayReplaceQuestions && scalar.indexOf(QUESTION) >= 0
        ? scalar.replace(QUESTION, '?')
        : scalar;
  }

  private static String replaced(String text, int at, char with) {
    return text.substring(0, at) + with + text.substring(at + 1);
  }

  /** libyaml skips a tab wherever no simple key may start, and in flow collections everywhere. */
  private static boolean separates(String text, int at) {
    String line = text.substring(text.lastIndexOf('\n', at - 1) + 1, at).strip();
    boolean keyMayStart =
        line.isEmpty() || line.equals("-") || line.equals("?") || line.endsWith(" -");
    return !keyMayStart || flowLevel(text.substring(0, at)) > 0;
  }

  private static int flowLevel(String text) {
    int level = 0;
    try {
      ScannerImpl scanner = new ScannerImpl(new WholeText(text), new LoaderOptions());
      while (!scanner.checkToken(Token.ID.StreamEnd)) {
        switch (scanner.getToken().getTokenId()) {
          case FlowMappingStart, FlowSequenceStart -> level++;
          case FlowMappingEnd, FlowSequenceEnd -> level--;
          default -> {}
        }
      }
    } catch (YAMLException e) {
      return level; // cut off inside of a token: what was opened before counts
    }
    return level;
  }
}
