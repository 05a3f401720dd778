package io.epoxy.compiler.yaml;

import com.google.common.base.Splitter;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * What dbt prints of a file that is not YAML: the lines around the place and the parser's own
 * sentence (dbt-core 1.12 {@code clients/yaml_helper.py}). The sentences are those of libyaml,
 * which PyYAML's wheels parse with; people search for them.
 */
final class SyntaxError {
  private static final int AROUND = 3;

  private static final Map<Pattern, String> WORDS =
      Map.of(
          Pattern.compile("mapping values are not allowed here"),
              "mapping values are not allowed in this context",
          Pattern.compile("sequence entries are not allowed here"),
              "block sequence entries are not allowed in this context",
          Pattern.compile("found character .* that cannot start any token.*", Pattern.DOTALL),
              "found character that cannot start any token",
          Pattern.compile("found undefined alias .*"), "found undefined alias",
          Pattern.compile("expected the node content, but found .*"),
              "did not find expected node content",
          Pattern.compile("expected (',' or '[]}]'), but got .*"), "did not find expected $1",
          Pattern.compile("found unknown escape character .*"), "found unknown escape character",
          Pattern.compile("unexpected character found .*"),
              "did not find expected alphabetic or numeric character",
          Pattern.compile("expected chomping or indentation indicators, but found .*"),
              "did not find expected comment or line break",
          Pattern.compile("expected '<document start>', but found .*"),
              "did not find expected <document start>");

  private SyntaxError() {}

  /** An error of SnakeYAML in dbt's and libyaml's words. */
  static EpoxyException of(String path, String text, MarkedYAMLException e) {
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    if (mark == null) {
      return new EpoxyException(ErrorCode.PROJECT, e.getMessage(), SourceLocation.ofFile(path));
    }
    StringBuilder raw = new StringBuilder();
    if (e.getContext() != null) {
      raw.append(e.getContext()).append('\n');
    }
    Mark context = e.getContextMark();
    if (context != null
        && (context.getLine() != mark.getLine() || context.getColumn() != mark.getColumn())) {
      raw.append(shown(place(path, context))).append('\n');
    }
    SourceLocation place = place(path, text, mark, words(e));
    raw.append(words(e)).append('\n').append(shown(place));
    return of(text, raw.toString(), place);
  }

  /** A character that no YAML file may hold. */
  static EpoxyException of(String path, String text, ReaderException e) {
    int at =
        text.offsetByCodePoints(
            0, Math.min(e.getPosition(), text.codePointCount(0, text.length())));
    String before = text.substring(0, at);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.length() - (before.lastIndexOf('\n') + 1) + 1;
    String raw =
        String.format(
            "unacceptable character #x%04x: control characters are not allowed%n  in \"%s\","
                + " position %d",
            e.getCodePoint(), path, e.getPosition());
    return of(text, raw.replace("\r\n", "\n"), new SourceLocation(path, line, column));
  }

  /** A value that cannot be made, at its place. */
  static EpoxyException of(String message, SourceLocation place) {
    return new EpoxyException(
        ErrorCode.PROJECT,
        "Syntax error near line " + place.line() + " (" + place + ")\n" + message,
        place);
  }

  private static EpoxyException of(String text, String raw, SourceLocation place) {
    int line = place.line();
    StringBuilder message = new StringBuilder();
    message.append("Syntax error near line ").append(line).append(" (").append(place).append(")\n");
    message.append("------------------------------\n");
    List<String> lines = Splitter.on('\n').splitToList(text);
    for (int i = Math.max(1, line - AROUND); i <= Math.min(lines.size(), line + AROUND); i++) {
      String number = (i + "   ").substring(0, Math.max(3, Integer.toString(i).length()));
      message.append(number).append("| ").append(shortened(lines.get(i - 1))).append('\n');
    }
    message.append("\nRaw Error:\n------------------------------\n").append(raw);
    return new EpoxyException(ErrorCode.PROJECT, message.toString(), place);
  }

  private static String shortened(String line) {
    int most = 200;
    String text = line.stripTrailing();
    return text.length() <= most ? text : text.substring(0, most) + "...";
  }

  /** libyaml sees the end of a file, which dbt reads without its last blanks, as a new line. */
  private static SourceLocation place(String path, String text, Mark mark, String problem) {
    String stripped = text.stripTrailing();
    boolean atEnd = mark.getIndex() >= stripped.codePointCount(0, stripped.length());
    if (!atEnd || problem.equals("found unexpected end of stream")) {
      return place(path, mark);
    }
    int lines = (int) stripped.chars().filter(c -> c == '\n').count() + 1;
    return new SourceLocation(path, lines + 1, 1);
  }

  private static SourceLocation place(String path, Mark mark) {
    return new SourceLocation(path, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static String shown(SourceLocation place) {
    return "  in \"" + place.path() + "\", line " + place.line() + ", column " + place.column();
  }

  private static String words(MarkedYAMLException e) {
    String problem = Optional.ofNullable(e.getProblem()).orElse("");
    if (problem.startsWith("expected <block end>")) {
      return "while parsing a block mapping".equals(e.getContext())
          ? "did not find expected key"
          : "did not find expected '-' indicator";
    }
    for (Map.Entry<Pattern, String> word : WORDS.entrySet()) {
      if (word.getKey().matcher(problem).matches()) {
        return word.getKey().matcher(problem).replaceFirst(word.getValue());
      }
    }
    return problem;
  }
}
