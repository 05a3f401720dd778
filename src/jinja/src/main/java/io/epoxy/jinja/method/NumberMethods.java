package io.epoxy.jinja.method;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaObject.Value;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.PyBytes;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Sizes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Attributes and methods of int, bool and float; those of Decimal are {@link DecimalMethods}. */
final class NumberMethods {
  private static final MethodTable<Object> INT =
      MethodTable.<Object>builder("int")
          .add("bit_length", 0, 0, (self, a) -> (long) whole(self).abs().bitLength())
          .add("bit_count", 0, 0, (self, a) -> (long) whole(self).abs().bitCount())
          .add("conjugate", 0, 0, (self, a) -> Numbers.normal(whole(self)))
          .add("as_integer_ratio", 0, 0, (self, a) -> PyTuple.of(Numbers.normal(whole(self)), 1L))
          .addWithKeywords("to_bytes", 0, 2, NumberMethods::toBytes)
          .build();

  private static final MethodTable<Object> FLOAT =
      MethodTable.<Object>builder("float")
          .add("is_integer", 0, 0, (self, a) -> isWhole(((Number) self).doubleValue()))
          .add("as_integer_ratio", 0, 0, (self, a) -> ratio(((Number) self).doubleValue()))
          .add("hex", 0, 0, (self, a) -> hex(((Number) self).doubleValue()))
          .add("conjugate", 0, 0, (self, a) -> self)
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
        ? DecimalMethods.TABLE.find(decimal, name)
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

  private static PyBytes toBytes(Object self, Arguments a) {
    int length = Given.number(a, 0, "length", 1);
    Sizes.checkItems(length);
    Object order = a.get(1, "byteorder", "big");
    boolean signed = Python.isTruthy(a.get(2, "signed", false));
    if (!"big".equals(order) && !"little".equals(order)) {
      throw Errors.error("byteorder must be either 'little' or 'big'");
    }
    BigInteger value = whole(self);
    if (value.signum() < 0 && !signed) {
      throw Errors.error("can't convert negative int to unsigned");
    }
    if (value.bitLength() + (signed ? 1 : 0) > length * 8L) {
      throw Errors.error("int too big to convert");
    }
    byte[] result = new byte[length];
    for (int i = 0; i < length; i++) {
      byte part = value.shiftRight(8 * i).byteValue();
      result["big".equals(order) ? length - 1 - i : i] = part;
    }
    return new PyBytes(result);
  }

  private static PyTuple ratio(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw Errors.error(
          "cannot convert " + (Double.isNaN(value) ? "NaN" : "Infinity") + " to integer ratio");
    }
    BigDecimal exact = new BigDecimal(value);
    BigInteger numerator = exact.unscaledValue();
    BigInteger denominator = BigInteger.TEN.pow(Math.max(0, exact.scale()));
    BigInteger shared = numerator.gcd(denominator).max(BigInteger.ONE);
    return PyTuple.of(
        Numbers.normal(numerator.divide(shared)), Numbers.normal(denominator.divide(shared)));
  }

  /** As C's %a with all thirteen digits. */
  private static String hex(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Python.repr(value);
    }
    String text = Double.toHexString(value);
    int point = text.indexOf('.');
    int exponent = text.indexOf('p');
    String digits = text.substring(point + 1, exponent);
    boolean zero = value == 0;
    String sign = text.charAt(exponent + 1) == '-' ? "" : "+";
    return text.substring(0, point + 1)
        + (zero ? "0" : digits + "0".repeat(13 - digits.length()))
        + "p"
        + sign
        + text.substring(exponent + 1);
  }
}
