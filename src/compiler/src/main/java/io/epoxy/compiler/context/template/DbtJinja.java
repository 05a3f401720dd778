package io.epoxy.compiler.context.template;

import io.epoxy.jinja.JinjaEngine;
import io.epoxy.jinja.engine.JinjaEngineBuilder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one Jinja engine of the process, with dbt's block tags. */
public final class DbtJinja {
  private static final Pattern TEST_HEADER = Pattern.compile("\\s*(\\w+)");
  private static final Pattern MATERIALIZATION =
      Pattern.compile("\\s*(\\w+)\\s*(?:,\\s*(?:default|adapter\\s*=\\s*['\"](\\w+)['\"]))?");

  /** dbt-common {@code MACRO_PREFIX}: a macro in a model's own text is not reached by its name. */
  private static final String MACRO_PREFIX = "dbt_macro__";

  private static final JinjaEngine ENGINE =
      new JinjaEngineBuilder()
          .macroTag("test", DbtJinja::testName)
          .macroTag("data_test", DbtJinja::testName)
          .macroTag("materialization", DbtJinja::materializationName)
          .macroTag("docs", DbtJinja::firstWord)
          .macroPrefix(MACRO_PREFIX)
          .build();
  private static final Pattern LINE_END = Pattern.compile("\r\n?");

  private DbtJinja() {}

  public static JinjaEngine engine() {
    return ENGINE;
  }

  /** Whether a text can be anything but itself once rendered. */
  public static boolean isTemplate(String text) {
    int brace = text.indexOf('{');
    while (brace >= 0 && brace + 1 < text.length()) {
      char next = text.charAt(brace + 1);
      if (next == '{' || next == '%' || next == '#') {
        return true;
      }
      brace = text.indexOf('{', brace + 1);
    }
    return false;
  }

  /**
   * A text without templates as a native rendering of dbt's gives it. Such a text goes through
   * Jinja too, which ends every line with a line feed and takes the last one away (Jinja2 3.1
   * {@code Lexer.tokeniter}, {@code keep_trailing_newline}).
   */
  public static String withoutTemplates(String text) {
    String lines = text.indexOf('\r') < 0 ? text : LINE_END.matcher(text).replaceAll("\n");
    return lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines;
  }

  /** Whether a native rendering of the text can be another text. */
  public static boolean isRendered(String text) {
    return isTemplate(text) || text.endsWith("\n") || text.indexOf('\r') >= 0;
  }

  /** The macro name of {@code {% test header %}}, as dbt forms it. */
  public static String testName(String header) {
    return "test_" + firstWord(header);
  }

  /** The macro name of {@code {% materialization header %}}, as dbt forms it. */
  public static String materializationName(String header) {
    Matcher matcher = MATERIALIZATION.matcher(header);
    if (!matcher.lookingAt()) {
      return "materialization_" + header.strip() + "_default";
    }
    String adapter = matcher.group(2) == null ? "default" : matcher.group(2);
    return "materialization_" + matcher.group(1) + "_" + adapter;
  }

  /** The name that a block's header starts with. */
  public static String firstWord(String header) {
    Matcher matcher = TEST_HEADER.matcher(header);
    return matcher.lookingAt() ? matcher.group(1) : header.strip();
  }
}
