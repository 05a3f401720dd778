package io.epoxy.jinja.value;

/** Python's float arithmetic. */
final class Floats {
  private Floats() {}

  static Object operate(BinaryOperator operator, double a, double b) {
    switch (operator) {
      case ADD:
        return a + b;
      case SUBTRACT:
        return a - b;
      case MULTIPLY:
        return a * b;
      case POWER:
        return power(a, b);
      default:
        break;
    }
    if (b == 0) {
      throw Errors.error(
          switch (operator) {
            case DIVIDE -> "float division by zero";
            case FLOOR_DIVIDE -> "float floor division by zero";
            default -> "float modulo";
          });
    }
    if (operator == BinaryOperator.DIVIDE) {
      return a / b;
    }
    double remainder = modulo(a, b);
    return operator == BinaryOperator.MODULO ? remainder : floorDivide(a, b, remainder);
  }

  /** As CPython's float_rem: the sign of the divisor. */
  private static double modulo(double a, double b) {
    double remainder = a % b;
    if (remainder == 0) {
      return Math.copySign(0.0, b);
    }
    return (b < 0) == (remainder < 0) ? remainder : remainder + b;
  }

  /** As CPython's float_divmod, which rounds the quotient to the nearest whole number. */
  private static double floorDivide(double a, double b, double remainder) {
    double quotient = (a - remainder) / b;
    if (quotient == 0) {
      return Math.copySign(0.0, a / b);
    }
    double floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  }

  private static Object power(double a, double b) {
    if (a == 0 && b < 0) {
      throw Errors.error("0.0 cannot be raised to a negative power");
    }
    if (a < 0 && b != Math.rint(b)) {
      throw Errors.error("complex numbers are not supported");
    }
    double result = a == 1 ? 1.0 : Math.pow(a, b);
    if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
      throw Errors.error("(34, 'Numerical result out of range')");
    }
    return result;
  }
}
