package io.epoxy.jinja.method;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.value.Decimals;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.NamedTuple;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Ordering;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Methods of Decimal, in Python's default context. */
final class DecimalMethods {
  private static final Map<String, RoundingMode> ROUNDINGS =
      Map.of(
          "ROUND_HALF_EVEN", RoundingMode.HALF_EVEN,
          "ROUND_HALF_UP", RoundingMode.HALF_UP,
          "ROUND_HALF_DOWN", RoundingMode.HALF_DOWN,
          "ROUND_UP", RoundingMode.UP,
          "ROUND_DOWN", RoundingMode.DOWN,
          "ROUND_CEILING", RoundingMode.CEILING,
          "ROUND_FLOOR", RoundingMode.FLOOR);

  static final MethodTable<BigDecimal> TABLE =
      MethodTable.<BigDecimal>builder("decimal.Decimal")
          .add("normalize", 0, 0, (self, a) -> normalized(self))
          .addWithKeywords("quantize", 1, 2, DecimalMethods::quantize)
          .addWithKeywords("to_integral_value", 0, 1, DecimalMethods::toIntegral)
          .addWithKeywords("to_integral", 0, 1, DecimalMethods::toIntegral)
          .add("sqrt", 0, 0, (self, a) -> Decimals.squareRoot(self))
          .add("is_nan", 0, 0, (self, a) -> false)
          .add("is_infinite", 0, 0, (self, a) -> false)
          .add("is_finite", 0, 0, (self, a) -> true)
          .add("is_zero", 0, 0, (self, a) -> self.signum() == 0)
          .add("is_signed", 0, 0, (self, a) -> self.signum() < 0)
          .add("adjusted", 0, 0, (self, a) -> (long) self.precision() - self.scale() - 1)
          .add("as_integer_ratio", 0, 0, (self, a) -> ratio(self))
          .add("as_tuple", 0, 0, (self, a) -> parts(self))
          .add("copy_abs", 0, 0, (self, a) -> self.abs())
          .add("copy_negate", 0, 0, (self, a) -> self.negate())
          .add("conjugate", 0, 0, (self, a) -> self)
          .add("compare", 1, 1, (self, a) -> compare(self, a))
          .add("max", 1, 1, (self, a) -> compare(self, a).signum() < 0 ? other(a) : self)
          .add("min", 1, 1, (self, a) -> compare(self, a).signum() > 0 ? other(a) : self)
          .add("scaleb", 1, 1, (self, a) -> self.scaleByPowerOfTen(Given.number(a, 0, "", 0)))
          .add("to_eng_string", 0, 0, (self, a) -> self.toEngineeringString())
          .build();

  private DecimalMethods() {}

  private static BigDecimal normalized(BigDecimal value) {
    return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }

  private static RoundingMode rounding(Arguments a, int index) {
    Object name = a.get(index, "rounding", null);
    if (name == null) {
      return RoundingMode.HALF_EVEN;
    }
    RoundingMode mode = name instanceof String text ? ROUNDINGS.get(text) : null;
    if (mode == null) {
      throw Errors.error("valid values for rounding are: " + ROUNDINGS.keySet());
    }
    return mode;
  }

  private static Object quantize(BigDecimal self, Arguments a) {
    Object exponent = a.get(0, "exp", null);
    BigDecimal like = decimal(exponent);
    BigDecimal result = self.setScale(like.scale(), rounding(a, 1));
    if (result.precision() > Decimals.PRECISION) {
      throw Errors.error("[<class 'decimal.InvalidOperation'>]");
    }
    return result;
  }

  private static Object toIntegral(BigDecimal self, Arguments a) {
    return self.scale() <= 0 ? self : self.setScale(0, rounding(a, 0));
  }

  private static BigDecimal decimal(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (Numbers.isInteger(value)) {
      return new BigDecimal(Python.str(value));
    }
    throw Errors.error(
        "conversion from " + Python.typeName(value) + " to Decimal is not supported");
  }

  private static BigDecimal other(Arguments a) {
    return decimal(a.get(0, "", null));
  }

  private static BigDecimal compare(BigDecimal self, Arguments a) {
    return BigDecimal.valueOf(Integer.signum(Ordering.compare("<", self, other(a))));
  }

  private static PyTuple ratio(BigDecimal self) {
    BigInteger numerator = self.unscaledValue();
    BigInteger denominator = BigInteger.ONE;
    if (self.scale() < 0) {
      numerator = numerator.multiply(BigInteger.TEN.pow(-self.scale()));
    } else {
      denominator = BigInteger.TEN.pow(self.scale());
    }
    BigInteger shared = numerator.gcd(denominator);
    return PyTuple.of(
        Numbers.normal(numerator.divide(shared)), Numbers.normal(denominator.divide(shared)));
  }

  private static PyTuple parts(BigDecimal self) {
    List<Object> digits = new ArrayList<>();
    self.unscaledValue().abs().toString().chars().forEach(c -> digits.add((long) c - '0'));
    return NamedTuple.of(
        "DecimalTuple",
        List.of("sign", "digits", "exponent"),
        Arrays.asList(self.signum() < 0 ? 1L : 0L, PyTuple.copyOf(digits), (long) -self.scale()));
  }
}
