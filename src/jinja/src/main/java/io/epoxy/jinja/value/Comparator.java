package io.epoxy.jinja.value;

/** The operators that compare. */
public enum Comparator {
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  IN("in"),
  NOT_IN("not in");

  private final String symbol;

  Comparator(String symbol) {
    this.symbol = symbol;
  }

  /** As it is written. */
  public String symbol() {
    return symbol;
  }

  /**
   * {@code left op right}.
   *
   * @throws io.epoxy.jinja.JinjaException when the types have no order, in Python's words
   */
  public boolean test(Object left, Object right) {
    return switch (this) {
      case EQUAL -> Python.isEqual(left, right);
      case NOT_EQUAL -> !Python.isEqual(left, right);
      case IN -> Iteration.contains(right, left);
      case NOT_IN -> !Iteration.contains(right, left);
      default -> ordered(left, right);
    };
  }

  private boolean ordered(Object left, Object right) {
    boolean sets =
        (left instanceof PySet || DictView.isSetLike(left))
            && (right instanceof PySet || DictView.isSetLike(right));
    if (sets) {
      return subset(asSet(left), asSet(right));
    }
    if (isNan(left) || isNan(right)) {
      return false;
    }
    int order = Ordering.compare(symbol, left, right);
    return switch (this) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      default -> order >= 0;
    };
  }

  private static PySet asSet(Object value) {
    return value instanceof PySet set ? set : ((DictView) value).toSet();
  }

  private boolean subset(PySet a, PySet b) {
    return switch (this) {
      case LESS -> b.containsAll(a) && a.size() < b.size();
      case LESS_OR_EQUAL -> b.containsAll(a);
      case GREATER -> a.containsAll(b) && b.size() < a.size();
      default -> a.containsAll(b);
    };
  }

  private static boolean isNan(Object value) {
    return value instanceof Double number && number.isNaN();
  }
}
