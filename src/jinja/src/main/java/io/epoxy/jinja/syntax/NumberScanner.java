package io.epoxy.jinja.syntax;

import io.epoxy.jinja.value.Numbers;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number at some place of a template.
 *
 * @param type INTEGER or FLOAT
 * @param value a Long, BigInteger or Double
 * @param end offset after it
 */
record NumberScanner(TokenType type, Object value, int end) {
  private static final Pattern FLOAT =
      Pattern.compile(
          "(?:\\d+_)*\\d+(?:(?:\\.(?:\\d+_)*\\d+)?[eE][+-]?(?:\\d+_)*\\d+|\\.(?:\\d+_)*\\d+)");

  private static final Pattern INTEGER =
      Pattern.compile(
          "0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[0-9a-fA-F])+|[1-9](?:_?\\d)*|0(?:_?0)*");

  static NumberScanner scan(String source, int at) {
    Matcher real = FLOAT.matcher(source).region(at, source.length());
    boolean afterDot = at > 0 && source.charAt(at - 1) == '.';
    if (!afterDot && real.lookingAt()) {
      String digits = real.group().replace("_", "");
      return new NumberScanner(TokenType.FLOAT, Double.parseDouble(digits), real.end());
    }
    Matcher whole = INTEGER.matcher(source).region(at, source.length());
    if (!whole.lookingAt()) {
      throw new IllegalStateException("no number at " + at);
    }
    return new NumberScanner(TokenType.INTEGER, value(whole.group().replace("_", "")), whole.end());
  }

  private static Number value(String digits) {
    int radix = 10;
    if (digits.length() > 2) {
      radix =
          switch (digits.charAt(1)) {
            case 'b', 'B' -> 2;
            case 'o', 'O' -> 8;
            case 'x', 'X' -> 16;
            default -> 10;
          };
    }
    return Numbers.normal(new BigInteger(radix == 10 ? digits : digits.substring(2), radix));
  }
}
