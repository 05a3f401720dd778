package io.epoxy.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Python's arithmetic: exact ints of any size, floats, and Decimals of 28 digits. */
public final class Numbers {
  /** The precision and rounding of Python's default decimal context. */
  static final MathContext DECIMAL = new MathContext(28, RoundingMode.HALF_EVEN);

  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private Numbers() {}

  /** An int: a Long when it fits. */
  public static Number normal(BigInteger value) {
    return value.compareTo(LONG_MIN) >= 0 && value.compareTo(LONG_MAX) <= 0
        ? (Number) value.longValue()
        : value;
  }

  /** Whether Python would say {@code isinstance(value, int)}; True and False are. */
  public static boolean isInteger(Object value) {
    return value instanceof Long
        || value instanceof Boolean
        || value instanceof BigInteger
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte;
  }

  public static boolean isFloat(Object value) {
    return value instanceof Double || value instanceof Float;
  }

  /** A bool as int, small Java types as Long or Double; others as they are. */
  static Number unboxed(Object value) {
    if (value instanceof Long || value instanceof Double) {
      return (Number) value;
    }
    if (value instanceof Boolean flag) {
      return flag ? 1L : 0L;
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    return value instanceof BigDecimal decimal ? decimal : toInteger((Number) value);
  }

  static Number toInteger(Number value) {
    if (value instanceof BigInteger big) {
      return normal(big);
    }
    return value instanceof Long ? value : (Number) value.longValue();
  }

  public static BigInteger toBig(Number value) {
    return value instanceof BigInteger big ? big : BigInteger.valueOf(value.longValue());
  }

  /** {@code int(value)} of a float, towards zero. */
  public static Number truncate(double value) {
    if (Double.isNaN(value)) {
      throw Errors.error("cannot convert float NaN to integer");
    }
    if (Double.isInfinite(value)) {
      throw Errors.error("cannot convert float infinity to integer");
    }
    return Math.abs(value) < 9e18
        ? (Number) (long) value
        : normal(new BigDecimal(value).toBigInteger());
  }

  /** The value of an int that must fit a Java int, for widths, counts and indexes. */
  public static int smallInt(Object value) {
    if (!isInteger(value)) {
      throw Errors.object(value, "cannot be interpreted as an integer");
    }
    BigInteger big = toBig(unboxed(value));
    return big.bitLength() < 32
        ? big.intValue()
        : big.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
  }

  static Object operate(BinaryOperator operator, Number left, Number right) {
    if (left instanceof Long a && right instanceof Long b) {
      return longs(operator, a, b);
    }
    boolean decimal = left instanceof BigDecimal || right instanceof BigDecimal;
    boolean binary = left instanceof Double || right instanceof Double;
    if (decimal && binary) {
      throw Errors.operands(operator.nameInErrors(), left, right);
    }
    if (decimal) {
      return Decimals.operate(operator, Decimals.of(left), Decimals.of(right));
    }
    if (binary) {
      return Floats.operate(operator, toDouble(left), toDouble(right));
    }
    return bigs(operator, toBig(left), toBig(right));
  }

  private static Object longs(BinaryOperator operator, long a, long b) {
    switch (operator) {
      case ADD:
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? (Object) toBig(a).add(toBig(b)) : (Object) sum;
      case SUBTRACT:
        long difference = a - b;
        return ((a ^ b) & (a ^ difference)) < 0
            ? (Object) toBig(a).subtract(toBig(b))
            : (Object) difference;
      case FLOOR_DIVIDE:
        if (b != 0 && b != -1) {
          return Math.floorDiv(a, b);
        }
        break;
      case MODULO:
        if (b != 0 && b != -1) {
          return Math.floorMod(a, b);
        }
        break;
      default:
        break;
    }
    return bigs(operator, toBig(a), toBig(b));
  }

  private static Object bigs(BinaryOperator operator, BigInteger a, BigInteger b) {
    switch (operator) {
      case ADD:
        return normal(a.add(b));
      case SUBTRACT:
        return normal(a.subtract(b));
      case MULTIPLY:
        Sizes.checkBits((long) a.bitLength() + b.bitLength());
        return normal(a.multiply(b));
      case DIVIDE:
        return divide(a, b);
      case POWER:
        return power(a, b);
      default:
        if (b.signum() == 0) {
          throw Errors.error(
              operator == BinaryOperator.MODULO
                  ? "integer modulo by zero"
                  : "integer division or modulo by zero");
        }
        BigInteger[] parts = a.divideAndRemainder(b);
        boolean adjust = parts[1].signum() != 0 && parts[1].signum() != b.signum();
        return operator == BinaryOperator.MODULO
            ? normal(adjust ? parts[1].add(b) : parts[1])
            : normal(adjust ? parts[0].subtract(BigInteger.ONE) : parts[0]);
    }
  }

  /** True division of ints is rounded once, whatever their size. */
  private static Object divide(BigInteger a, BigInteger b) {
    if (b.signum() == 0) {
      throw Errors.error("division by zero");
    }
    if (a.bitLength() <= 53 && b.bitLength() <= 53) {
      return a.doubleValue() / b.doubleValue();
    }
    double result = new BigDecimal(a).divide(new BigDecimal(b), new MathContext(40)).doubleValue();
    if (Double.isInfinite(result)) {
      throw Errors.error("integer division result too large for a float");
    }
    return result;
  }

  private static Object power(BigInteger a, BigInteger b) {
    if (b.signum() < 0) {
      if (a.signum() == 0) {
        throw Errors.error("0.0 cannot be raised to a negative power");
      }
      return Floats.operate(BinaryOperator.POWER, a.doubleValue(), b.doubleValue());
    }
    if (a.bitLength() > 1) {
      Sizes.checkBits(b.bitLength() > 31 ? Long.MAX_VALUE : (long) a.bitLength() * b.intValue());
    }
    return normal(a.bitLength() <= 1 && b.bitLength() > 31 ? small(a, b) : a.pow(b.intValue()));
  }

  /** A power of -2, -1, 0 or 1 whose exponent is beyond an int. */
  private static BigInteger small(BigInteger a, BigInteger b) {
    if (a.intValue() == -2) {
      Sizes.checkBits(Long.MAX_VALUE);
    }
    return b.testBit(0) ? a : a.abs();
  }

  static double toDouble(Number value) {
    double result = value.doubleValue();
    if (value instanceof BigInteger && Double.isInfinite(result)) {
      throw Errors.error("int too large to convert to float");
    }
    return result;
  }
}
