package io.epoxy.engine.text;

import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Hook;
import io.epoxy.model.graph.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements as dbt-glue's session reads them. It sends SQL inside a Python string, so that Python
 * takes away one level of backslashes before Spark takes another; projects that were written for it
 * say {@code sql_compat: dbt-glue}. Escapes are those of Python's string literals (Python language
 * reference, 2.4.1.1); one that Python does not know stays as it is. A line of its source ends with
 * a line feed, however the file ends it (2.1.2).
 */
public final class DbtGlueText {
  private static final String CONFIG = "sql_compat";
  private static final String VALUE = "dbt-glue";

  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:(\n|\r\n?)|([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})"
              + "|U([0-9a-fA-F]{8})|([\\\\'\"abfnrtv])|N\\{([^}]+)\\})|(\r\n?)");

  private static final String NAMES = "\\'\"abfnrtv";
  private static final String MEANINGS = "\\'\"\007\b\f\n\r\t\013";

  private DbtGlueText() {}

  /**
   * The node as it is sent to Spark: changed only where its config asks for it.
   *
   * @throws EpoxyException COMPILATION for another value of the config
   */
  public static CompiledNode sent(CompiledNode ready) {
    Node node = ready.node();
    NodeConfig config = node.info().config();
    Optional<String> wanted = config.string(CONFIG).filter(text -> !text.isBlank());
    if (wanted.isEmpty()) {
      return ready;
    }
    if (!wanted.get().equals(VALUE)) {
      throw new EpoxyException(
          ErrorCode.COMPILATION,
          "Invalid value for config '"
              + CONFIG
              + "': '"
              + wanted.get()
              + "'. It can be '"
              + VALUE
              + "', or be left out.",
          node.info().location());
    }
    return new CompiledNode(
        node,
        unescaped(ready.sql()),
        ready.extraCtes(),
        unescaped(ready.preHooks()),
        unescaped(ready.postHooks()),
        ready.strategy(),
        ready.batch());
  }

  private static List<Hook> unescaped(List<Hook> hooks) {
    return hooks.stream().map(hook -> hook.then(DbtGlueText::unescaped)).toList();
  }

  static String unescaped(String sql) {
    return ESCAPE.matcher(sql).replaceAll(found -> Matcher.quoteReplacement(meaning(found)));
  }

  private static String meaning(MatchResult escape) {
    if (escape.group(1) != null) {
      return "";
    }
    if (escape.group(8) != null) {
      return "\n";
    }
    if (escape.group(7) != null) {
      return named(escape);
    }
    if (escape.group(2) != null) {
      return Character.toString(Integer.parseInt(escape.group(2), 8));
    }
    for (int group = 3; group <= 5; group++) {
      if (escape.group(group) != null) {
        int point = Integer.parseUnsignedInt(escape.group(group), 16);
        return Character.isValidCodePoint(point) ? Character.toString(point) : escape.group();
      }
    }
    return String.valueOf(MEANINGS.charAt(NAMES.indexOf(escape.group(6))));
  }

  /** A character by its name in Unicode. */
  private static String named(MatchResult escape) {
    try {
      return Character.toString(Character.codePointOf(escape.group(7)));
    } catch (IllegalArgumentException unknown) {
      return escape.group();
    }
  }
}
