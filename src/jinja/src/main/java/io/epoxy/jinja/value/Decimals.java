package io.epoxy.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Python's decimal arithmetic in its default context. */
public final class Decimals {
  /** Digits of the default context. */
  public static final int PRECISION = 28;

  private Decimals() {}

  /**
   * {@code value.sqrt()}: an exact root keeps the ideal exponent.
   *
   * @throws io.epoxy.jinja.JinjaException for a negative value
   */
  public static BigDecimal squareRoot(BigDecimal value) {
    if (value.signum() < 0) {
      throw Errors.error("[<class 'decimal.InvalidOperation'>]");
    }
    BigDecimal root = value.sqrt(Numbers.DECIMAL);
    int ideal = Math.floorDiv(value.scale(), 2) + Math.floorMod(value.scale(), 2);
    boolean exact = root.multiply(root).compareTo(value) == 0;
    return exact && root.scale() < ideal ? root.setScale(ideal) : root;
  }

  static BigDecimal of(Number value) {
    return value instanceof BigDecimal decimal ? decimal : new BigDecimal(Numbers.toBig(value));
  }

  static Object operate(BinaryOperator operator, BigDecimal a, BigDecimal b) {
    switch (operator) {
      case ADD:
        return a.add(b, Numbers.DECIMAL);
      case SUBTRACT:
        return a.subtract(b, Numbers.DECIMAL);
      case MULTIPLY:
        return a.multiply(b, Numbers.DECIMAL);
      case POWER:
        return power(a, b);
      default:
        break;
    }
    if (b.signum() == 0) {
      boolean division =
          operator == BinaryOperator.DIVIDE || operator == BinaryOperator.FLOOR_DIVIDE;
      throw Errors.error(
          a.signum() == 0 && division
              ? "[<class 'decimal.DivisionUndefined'>]"
              : "[<class 'decimal." + (division ? "DivisionByZero" : "InvalidOperation") + "'>]");
    }
    if (operator == BinaryOperator.DIVIDE) {
      return divide(a, b);
    }
    // Unlike ints, Decimals divide towards zero (Python's decimal documentation).
    BigDecimal quotient = new BigDecimal(a.divideToIntegralValue(b).toBigInteger());
    return operator == BinaryOperator.FLOOR_DIVIDE
        ? quotient
        : a.subtract(quotient.multiply(b), Numbers.DECIMAL);
  }

  /** An exact result keeps the ideal scale, an inexact one has 28 digits. */
  private static BigDecimal divide(BigDecimal a, BigDecimal b) {
    BigDecimal result = a.divide(b, Numbers.DECIMAL);
    int ideal = a.scale() - b.scale();
    if (result.multiply(b).compareTo(a) != 0) {
      return result;
    }
    if (result.signum() == 0) {
      return result.setScale(ideal);
    }
    BigDecimal plain = result.stripTrailingZeros();
    return plain.scale() < ideal ? plain.setScale(ideal, RoundingMode.UNNECESSARY) : plain;
  }

  private static BigDecimal power(BigDecimal a, BigDecimal b) {
    BigInteger exponent = b.toBigInteger();
    if (new BigDecimal(exponent).compareTo(b) != 0) {
      throw Errors.error("powers of a Decimal with a fractional exponent are not supported");
    }
    if (exponent.bitLength() > 20) {
      throw Errors.limit("decimal exponent is too large");
    }
    BigDecimal result = a.pow(Math.abs(exponent.intValue()), new MathContext(40));
    return exponent.signum() < 0
        ? BigDecimal.ONE.divide(result, Numbers.DECIMAL)
        : result.round(Numbers.DECIMAL);
  }
}
