package io.epoxy.jinja.lib.regex;

import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Sizes;

/** A text that ends a search which looks at it too often, since Java's engine has no time limit. */
final class GuardedText implements CharSequence {
  /** About a second; an honest search of a large file needs a few million. */
  private static final long MAX_STEPS = 100_000_000;

  private static final int CLOCK_STEP = 1 << 14;

  private final CharSequence text;
  private final long[] steps;

  GuardedText(CharSequence text) {
    this(text, new long[1]);
  }

  private GuardedText(CharSequence text, long[] steps) {
    this.text = text;
    this.steps = steps;
  }

  @Override
  public char charAt(int index) {
    if ((++steps[0] & (CLOCK_STEP - 1)) == 0) {
      if (steps[0] > MAX_STEPS) {
        throw Errors.limit("the regular expression needs too many steps");
      }
      Sizes.checkTime();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new GuardedText(text.subSequence(start, end), steps);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
