package io.epoxy.engine.text;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Spark reads in a string literal (Spark 3.5 {@code SparkParserUtils.unescapeSQLString}): one
 * level of backslashes goes, but none of a raw literal.
 */
final class StringLiteral {
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([01][0-7]{2})|(.))", Pattern.DOTALL);

  private static final String NAMES = "0bnrtZ";
  private static final String MEANINGS = "\0\b\n\r\t\032";

  private StringLiteral() {}

  /** The value of a literal that is closed. */
  static String value(SqlToken literal) {
    String text = literal.text();
    if (literal.isRaw()) {
      return text.substring(2, text.length() - 1);
    }
    return ESCAPE
        .matcher(text.substring(1, text.length() - 1))
        .replaceAll(found -> Matcher.quoteReplacement(meaning(found)));
  }

  private static String meaning(MatchResult escape) {
    for (int group = 1; group <= 2; group++) {
      if (escape.group(group) != null) {
        int point = Integer.parseUnsignedInt(escape.group(group), 16);
        return Character.isValidCodePoint(point) ? Character.toString(point) : escape.group();
      }
    }
    if (escape.group(3) != null) {
      return Character.toString(Integer.parseInt(escape.group(3), 8));
    }
    String named = escape.group(4);
    if (named.equals("%") || named.equals("_")) {
      return escape.group(); // for LIKE, which takes the backslash
    }
    int known = NAMES.indexOf(named);
    return known < 0 ? named : String.valueOf(MEANINGS.charAt(known));
  }
}
