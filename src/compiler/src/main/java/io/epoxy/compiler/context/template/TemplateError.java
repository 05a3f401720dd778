package io.epoxy.compiler.context.template;

import io.epoxy.jinja.Frame;
import io.epoxy.jinja.JinjaException;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Turns a template's error into dbt's message block with the macro stack. */
public final class TemplateError {
  /** Macros shown at either end of a deep stack. */
  private static final int SHOWN_CALLERS = 10;

  /** Jinja2 sees a macro under the name that dbt's parser gives it. */
  private static final Pattern WRONG_CALL = Pattern.compile("^macro '(\\w+' takes )");

  private TemplateError() {}

  /**
   * The error of a node: {@code Compilation Error in model a (models/a.sql)} and the stack of
   * macros it came through.
   *
   * @param node for example {@code model a (models/a.sql)}
   * @param file the node's file, for the place when the template knows none
   */
  public static EpoxyException inNode(JinjaException error, String node, String file) {
    return describe(error, node, file, sentence(error), "");
  }

  /**
   * As {@link #inNode}, showing the line that is wrong.
   *
   * @param text the text that was parsed
   */
  public static EpoxyException inText(JinjaException error, String node, String file, String text) {
    int line = error.place().line();
    List<String> lines = text.lines().toList();
    boolean shown =
        error.kind() == JinjaException.Kind.SYNTAX
            && line > 0
            && line <= lines.size()
            && (error.place().template().isEmpty() || error.place().template().equals(file));
    return describe(error, node, file, sentence(error), shown ? lines.get(line - 1).strip() : "");
  }

  /**
   * As {@link #inNode}, for a template that is not a node's: a YAML value, a hook of the project.
   */
  public static EpoxyException inFile(JinjaException error, String what, SourceLocation place) {
    ErrorCode code = code(error);
    if (error.kind() == JinjaException.Kind.SYNTAX || code == ErrorCode.COMPILATION) {
      return new EpoxyException(
          code, "Could not render " + what + ": " + sentence(error), place, error);
    }
    return new EpoxyException(code, sentence(error), place, error);
  }

  /** The error of a YAML value, which is shown as it was written. */
  public static EpoxyException inYaml(JinjaException error, String text, SourceLocation place) {
    ErrorCode code = code(error);
    EpoxyException cause = cause(error);
    String sentence = cause == null ? String.valueOf(error.getMessage()) : cause.getMessage();
    if (code != ErrorCode.COMPILATION) {
      return new EpoxyException(code, sentence, place, error);
    }
    StringBuilder message = new StringBuilder("Could not render ");
    message.append(text.strip()).append(": ").append(sentence);
    List<String> lines = text.lines().toList();
    int line = error.place().line();
    if (error.kind() == JinjaException.Kind.SYNTAX && line > 0 && line <= lines.size()) {
      message.append("\n  line ").append(line).append("\n    ").append(lines.get(line - 1).strip());
    }
    return new EpoxyException(code, message.toString(), place, error);
  }

  private static EpoxyException describe(
      JinjaException error, String node, String file, String sentence, String shownLine) {
    ErrorCode code = code(error);
    List<String> lines = new ArrayList<>();
    lines.add(code.heading() + " in " + node);
    SourceLocation place = place(error, file);
    for (String line : sentence.split("\n", -1)) {
      lines.add("  " + line);
    }
    if (place.line() > 0 && error.kind() == JinjaException.Kind.SYNTAX) {
      lines.add("    line " + place.line());
      if (!shownLine.isEmpty()) {
        lines.add("      " + shownLine);
      }
    }
    if (place.line() > 0) {
      lines.add("    at " + place);
    }
    lines.add("");
    lines.addAll(callers(error.macroStack(), node));
    return new EpoxyException(code, String.join("\n", lines), place, error);
  }

  private static List<String> callers(List<Frame> stack, String node) {
    List<String> lines = new ArrayList<>();
    String called = "in";
    for (int i = 0; i < stack.size(); i++) {
      Frame frame = stack.get(i);
      int hidden = stack.size() - 2 * SHOWN_CALLERS;
      if (i == SHOWN_CALLERS && hidden > 1) {
        lines.add("  > ... " + hidden + " more macros ...");
        i += hidden - 1;
        continue;
      }
      lines.add("  > " + called + " macro " + frame.macro() + " (" + frame.template() + ")");
      called = "called by";
    }
    lines.add("  > " + called + " " + node);
    return lines;
  }

  private static SourceLocation place(JinjaException error, String file) {
    JinjaException.Place place = error.place();
    String path = place.template().isEmpty() ? file : place.template();
    int line = Math.max(0, place.line());
    return new SourceLocation(path, line, line == 0 ? 0 : Math.max(0, place.column()));
  }

  private static String sentence(JinjaException error) {
    EpoxyException cause = cause(error);
    String message = cause == null ? error.getMessage() : cause.getMessage();
    if (error.kind() == JinjaException.Kind.UNDEFINED
        && message != null
        && !message.startsWith("access to attribute")
        && (error.macroStack().isEmpty() || message.endsWith("' is undefined"))) {
      return message
          + ". This can happen when calling a macro that does not exist. Check for typos and/or"
          + " install package dependencies with \"dbt deps\".";
    }
    return WRONG_CALL.matcher(String.valueOf(message)).replaceFirst("macro 'dbt_macro__$1");
  }

  private static ErrorCode code(JinjaException error) {
    EpoxyException cause = cause(error);
    return cause == null ? ErrorCode.COMPILATION : cause.code();
  }

  private static EpoxyException cause(JinjaException error) {
    Throwable at = error;
    for (int depth = 0; at != null && depth < 50; depth++) {
      if (at instanceof EpoxyException found) {
        return found;
      }
      at = at.getCause();
    }
    return null;
  }
}
