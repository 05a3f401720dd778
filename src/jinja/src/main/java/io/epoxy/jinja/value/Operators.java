package io.epoxy.jinja.value;

import io.epoxy.jinja.JinjaObject.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Python's operators that compute. {@code %} of a string is not here but in the format package. */
public final class Operators {
  private Operators() {}

  /**
   * {@code left op right}.
   *
   * @throws io.epoxy.jinja.JinjaException with Python's words when the types do not fit
   */
  public static Object apply(BinaryOperator operator, Object left, Object right) {
    if (Equality.isNumeric(left) && Equality.isNumeric(right)) {
      return Numbers.operate(operator, Numbers.unboxed(left), Numbers.unboxed(right));
    }
    if (left instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (right instanceof Undefined undefined) {
      throw undefined.error();
    }
    Optional<Value> own = operands(operator, left, right);
    if (own.isPresent()) {
      return own.get().get();
    }
    return switch (operator) {
      case ADD -> add(left, right);
      case MULTIPLY -> multiply(left, right);
      case SUBTRACT -> subtract(left, right);
      default -> throw Errors.operands(operator.nameInErrors(), left, right);
    };
  }

  private static Optional<Value> operands(BinaryOperator operator, Object left, Object right) {
    if (left instanceof Operand operand) {
      Optional<Value> result = operand.operate(operator, right);
      if (result.isPresent()) {
        return result;
      }
    }
    return right instanceof Operand operand
        ? operand.operateReflected(operator, left)
        : Optional.empty();
  }

  private static Object add(Object left, Object right) {
    if (left instanceof String a) {
      if (right instanceof String b) {
        Sizes.checkText((long) a.length() + b.length());
        return a + b;
      }
      throw concatenation("str", right);
    }
    if (left instanceof List<?> a) {
      if (right instanceof List<?> b) {
        return joined(a, b);
      }
      throw concatenation("list", right);
    }
    if (left instanceof PyTuple a) {
      if (right instanceof PyTuple b) {
        return PyTuple.copyOf(joined(a.items(), b.items()));
      }
      throw concatenation("tuple", right);
    }
    throw Errors.operands("+", left, right);
  }

  private static RuntimeException concatenation(String type, Object right) {
    return Errors.error(
        "can only concatenate " + type + " (not \"" + Python.typeName(right) + "\") to " + type);
  }

  private static List<Object> joined(List<?> left, List<?> right) {
    Sizes.checkItems((long) left.size() + right.size());
    List<Object> result = new ArrayList<>(left.size() + right.size());
    result.addAll(left);
    result.addAll(right);
    return result;
  }

  private static Object multiply(Object left, Object right) {
    if (isSequence(left)) {
      return repeat(left, right);
    }
    if (isSequence(right)) {
      return repeat(right, left);
    }
    throw Errors.operands("*", left, right);
  }

  private static boolean isSequence(Object value) {
    return value instanceof String || value instanceof List || value instanceof PyTuple;
  }

  private static Object repeat(Object sequence, Object count) {
    if (!Numbers.isInteger(count)) {
      throw Errors.error(
          "can't multiply sequence by non-int of type '" + Python.typeName(count) + "'");
    }
    int times = Math.max(0, Numbers.smallInt(count));
    if (sequence instanceof String text) {
      Sizes.checkText((long) text.length() * times);
      return text.repeat(times);
    }
    List<?> items = sequence instanceof PyTuple tuple ? tuple.items() : (List<?>) sequence;
    Sizes.checkItems((long) items.size() * times);
    List<Object> result = new ArrayList<>(items.size() * times);
    for (int i = 0; !items.isEmpty() && i < times; i++) {
      result.addAll(items);
    }
    return sequence instanceof PyTuple ? PyTuple.copyOf(result) : result;
  }

  private static Object subtract(Object left, Object right) {
    if (left instanceof PySet a && right instanceof PySet) {
      return a.minus(right);
    }
    // A view of keys or items takes any iterable on its other side.
    boolean view = DictView.isSetLike(left) || DictView.isSetLike(right);
    if (view && Iteration.find(left).isPresent() && Iteration.find(right).isPresent()) {
      PySet result = new PySet(Iteration.of(left));
      result.removeAll(Iteration.of(right));
      return result;
    }
    throw Errors.operands("-", left, right);
  }

  /** {@code -value}. */
  public static Object negate(Object value) {
    if (value instanceof Long whole && whole != Long.MIN_VALUE) {
      return -whole;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.negate(Numbers.DECIMAL);
    }
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (value instanceof Operand operand && operand.negate().isPresent()) {
      return operand.negate().get().get();
    }
    if (!Equality.isNumeric(value)) {
      throw Errors.error("bad operand type for unary -: '" + Python.typeName(value) + "'");
    }
    Number number = Numbers.unboxed(value);
    return number instanceof Double real
        ? (Object) (-real)
        : Numbers.normal(Numbers.toBig(number).negate());
  }

  /** {@code +value}. */
  public static Object plus(Object value) {
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (value instanceof Operand operand && operand.negate().isPresent()) {
      return value;
    }
    if (!Equality.isNumeric(value)) {
      throw Errors.error("bad operand type for unary +: '" + Python.typeName(value) + "'");
    }
    return Numbers.unboxed(value);
  }

  /** {@code abs(value)}. */
  public static Object abs(Object value) {
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (value instanceof Operand operand && operand.negate().isPresent()) {
      Object negative = operand.negate().get().get();
      return Ordering.compare("<", value, negative) < 0 ? negative : value;
    }
    if (!Equality.isNumeric(value)) {
      throw Errors.error("bad operand type for abs(): '" + Python.typeName(value) + "'");
    }
    Number number = Numbers.unboxed(value);
    if (number instanceof Double real) {
      return Math.abs(real);
    }
    if (number instanceof BigDecimal decimal) {
      return decimal.abs();
    }
    BigInteger whole = Numbers.toBig(number);
    return Numbers.normal(whole.abs());
  }
}
