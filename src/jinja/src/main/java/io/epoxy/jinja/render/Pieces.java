package io.epoxy.jinja.render;

import com.hubspot.jinjava.tree.output.OutputNode;
import com.hubspot.jinjava.tree.output.RenderedOutputNode;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.value.Errors;
import java.util.ArrayList;
import java.util.List;

/** What a body of nodes has put out so far: text, or single values when rendering natively. */
final class Pieces implements OutputNode {
  private final int maxOutput;
  private final StringBuilder text = new StringBuilder();
  private final List<Object> values;

  private Pieces(int maxOutput, List<Object> values) {
    this.maxOutput = maxOutput;
    this.values = values;
  }

  static Pieces ofText(int maxOutput) {
    return new Pieces(maxOutput, null);
  }

  static Pieces ofValues(int maxOutput) {
    return new Pieces(maxOutput, new ArrayList<>());
  }

  /**
   * Adds what a node put out.
   *
   * @throws JinjaException of kind LIMIT when it grows beyond the limit
   */
  void add(OutputNode node) {
    if (values == null) {
      addText(node.getValue());
    } else if (node instanceof Pieces pieces && pieces.values != null) {
      values.addAll(pieces.values);
    } else if (node instanceof NativeValue single) {
      values.add(single.value());
    } else if (!node.getValue().isEmpty()) {
      values.add(node.getValue());
    }
  }

  void addText(String more) {
    if ((long) text.length() + more.length() > maxOutput) {
      throw Errors.limit("the output is longer than the limit of " + maxOutput + " characters");
    }
    text.append(more);
  }

  /** In order; only when rendering natively. */
  List<Object> values() {
    return values;
  }

  @Override
  public String getValue() {
    if (values != null) {
      values.forEach(value -> text.append(NativeRules.text(value)));
    }
    return text.toString();
  }

  @Override
  public long getSize() {
    return text.length();
  }

  /** The value of a print statement that was not turned into text. */
  static final class NativeValue extends RenderedOutputNode {
    private final Object value;

    NativeValue(Object value) {
      super("");
      this.value = value;
    }

    Object value() {
      return value;
    }
  }
}
