package io.epoxy.jinja.method;

import io.epoxy.jinja.JinjaObject.Value;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Operators;
import io.epoxy.jinja.value.PyTuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Attributes and methods of int, bool, float and Decimal. */
final class NumberMethods {
  private static final MethodTable<Object> INT =
      MethodTable.<Object>builder("int")
          .add("bit_length", 0, 0, (self, a) -> (long) whole(self).abs().bitLength())
          .add("bit_count", 0, 0, (self, a) -> (long) whole(self).abs().bitCount())
          .add("conjugate", 0, 0, (self, a) -> Numbers.normal(whole(self)))
          .add("as_integer_ratio", 0, 0, (self, a) -> PyTuple.of(Numbers.normal(whole(self)), 1L))
          .build();

  private static final MethodTable<Object> FLOAT =
      MethodTable.<Object>builder("float")
          .add("is_integer", 0, 0, (self, a) -> isWhole(((Number) self).doubleValue()))
          .add("conjugate", 0, 0, (self, a) -> self)
          .build();

  private static final MethodTable<BigDecimal> DECIMAL =
      MethodTable.<BigDecimal>builder("decimal.Decimal")
          .add("normalize", 0, 0, (self, a) -> normalized(self))
          .add("is_nan", 0, 0, (self, a) -> false)
          .add("is_finite", 0, 0, (self, a) -> true)
          .add("copy_abs", 0, 0, (self, a) -> Operators.abs(self))
          .build();

  private NumberMethods() {}

  static Optional<Value> find(Object number, String name) {
    boolean integer = Numbers.isInteger(number);
    switch (name) {
      case "real":
        return Value.of(integer ? Numbers.normal(whole(number)) : number);
      case "imag":
        return Value.of(integer ? (Object) 0L : (Object) 0.0);
      case "numerator":
        return integer ? Value.of(Numbers.normal(whole(number))) : Optional.empty();
      case "denominator":
        return integer ? Value.of(1L) : Optional.empty();
      default:
        break;
    }
    if (integer) {
      return INT.find(number, name);
    }
    return number instanceof BigDecimal decimal
        ? DECIMAL.find(decimal, name)
        : FLOAT.find(number, name);
  }

  private static BigInteger whole(Object number) {
    if (number instanceof Boolean flag) {
      return flag ? BigInteger.ONE : BigInteger.ZERO;
    }
    return Numbers.toBig((Number) number);
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value) && !Double.isInfinite(value);
  }

  private static BigDecimal normalized(BigDecimal value) {
    return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }
}
