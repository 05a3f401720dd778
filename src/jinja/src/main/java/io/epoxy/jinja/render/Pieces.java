package io.epoxy.jinja.render;

import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.value.Census;
import io.epoxy.jinja.value.Errors;
import java.util.ArrayList;
import java.util.List;

/** What is being put out: text, or single values when rendering natively. */
final class Pieces {
  private final int maxOutput;
  private final Pieces outer;
  private final StringBuilder text = new StringBuilder();
  private final List<Object> values;
  private RuntimeException unjoinable;

  private Pieces(int maxOutput, Pieces outer, List<Object> values) {
    this.maxOutput = maxOutput;
    this.outer = outer;
    this.values = values;
  }

  /**
   * For text.
   *
   * @param outer where output went before and will go again; null at the outermost
   */
  static Pieces ofText(int maxOutput, Pieces outer) {
    return new Pieces(maxOutput, outer, null);
  }

  static Pieces ofValues(int maxOutput) {
    return new Pieces(maxOutput, null, new ArrayList<>());
  }

  boolean isNative() {
    return values != null;
  }

  Pieces outer() {
    return outer;
  }

  /**
   * Adds text; empty text is no piece.
   *
   * @throws JinjaException of kind LIMIT when it grows beyond the limit
   */
  void add(String more) {
    if (values == null) {
      check(more);
      text.append(more);
    } else if (!more.isEmpty()) {
      addValue(more);
    }
  }

  /** Adds the value of a print statement as it is; only when rendering natively. */
  void addValue(Object value) {
    if (values.size() >= maxOutput) {
      throw tooLong();
    }
    values.add(value);
  }

  private void check(String more) {
    if ((long) text.length() + more.length() > maxOutput) {
      throw tooLong();
    }
  }

  private JinjaException tooLong() {
    return Errors.limit("the output is longer than the limit of " + maxOutput + " characters");
  }

  /** In order; only when rendering natively. */
  List<Object> values() {
    return values;
  }

  /** Remembers the first piece that is no text. */
  void failWhenJoined(RuntimeException error) {
    unjoinable = unjoinable == null ? error : unjoinable;
  }

  /**
   * All text in order; only when not rendering natively.
   *
   * @throws JinjaException when a piece was no text
   */
  String text() {
    if (unjoinable != null) {
      throw unjoinable;
    }
    return text.toString();
  }

  void held(Census census) {
    if (values != null) {
      census.add(values);
    }
    census.addText(text.capacity());
  }
}
