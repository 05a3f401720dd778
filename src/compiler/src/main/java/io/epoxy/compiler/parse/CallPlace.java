package io.epoxy.compiler.parse;

import io.epoxy.model.error.SourceLocation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a node's code writes a {@code ref()} or {@code source()} that leads nowhere. */
final class CallPlace {
  private CallPlace() {}

  /**
   * The place of the first call of the function whose last positional argument is the text; the
   * node's own place when the argument is not written as a literal.
   */
  static SourceLocation find(
      SourceLocation start, String code, String function, String lastArgument) {
    Matcher call =
        Pattern.compile(
                "\\b"
                    + function
                    + "\\s*\\(\\s*(?:(?:'[^']*'|\"[^\"]*\")\\s*,\\s*)?(['\"])"
                    + Pattern.quote(lastArgument)
                    + "\\1")
            .matcher(code);
    if (!call.find()) {
      return start;
    }
    String before = code.substring(0, call.start());
    int lines = (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - (before.lastIndexOf('\n') + 1) + 1;
    return new SourceLocation(start.path(), Math.max(1, start.line()) + lines, column);
  }
}
