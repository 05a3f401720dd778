package io.epoxy.jinja.lib.regex;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.value.Numbers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a pattern is looked for in: a text, which counts as ending at {@code end}, from {@code
 * start} on. Both are offsets in Java's characters.
 */
record Subject(String text, int start, int end) {
  static Subject of(String text) {
    return new Subject(text, 0, text.length());
  }

  /** With the arguments {@code pos} and {@code endpos}, which count code points. */
  static Subject of(String text, Arguments a) {
    if (!a.has(1, "pos") && !a.has(2, "endpos")) {
      return of(text);
    }
    int end = a.has(2, "endpos") ? offset(text, a.get(2, "endpos", 0L)) : text.length();
    int start = offset(text, a.get(1, "pos", 0L));
    return new Subject(text, Math.min(start, end), end);
  }

  private static int offset(String text, Object count) {
    int points = text.codePointCount(0, text.length());
    int place = Math.max(0, Math.min(points, Numbers.smallInt(count)));
    return text.offsetByCodePoints(0, place);
  }

  Matcher matcher(Pattern pattern) {
    CharSequence visible = end == text.length() ? text : text.substring(0, end);
    return pattern
        .matcher(new GuardedText(visible))
        .useAnchoringBounds(false)
        .useTransparentBounds(true)
        .region(start, end);
  }
}
