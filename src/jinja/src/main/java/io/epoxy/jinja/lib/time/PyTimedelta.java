package io.epoxy.jinja.lib.time;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.method.MethodTable;
import io.epoxy.jinja.value.BinaryOperator;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Operand;
import io.epoxy.jinja.value.Operators;
import io.epoxy.jinja.value.Python;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Python's {@code datetime.timedelta}. Immutable. */
public final class PyTimedelta implements Operand {
  private static final List<String> UNITS =
      List.of("days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks");
  private static final long[] MICROS = {
    86_400_000_000L, 1_000_000L, 1L, 1_000L, 60_000_000L, 3_600_000_000L, 604_800_000_000L
  };
  private static final BigInteger DAY = BigInteger.valueOf(86_400_000_000L);
  private static final BigInteger SECOND = BigInteger.valueOf(1_000_000L);
  private static final BigInteger MAX_DAYS = BigInteger.valueOf(999_999_999L);

  private static final MethodTable<PyTimedelta> METHODS =
      MethodTable.<PyTimedelta>builder("datetime.timedelta")
          .add("total_seconds", 0, 0, (self, a) -> self.seconds())
          .build();

  private final BigInteger micros;

  private PyTimedelta(BigInteger micros) {
    this.micros = micros;
    if (days().abs().compareTo(MAX_DAYS) > 0) {
      throw Errors.error("days=" + days() + "; must have magnitude <= 999999999");
    }
  }

  public static PyTimedelta ofMicros(BigInteger micros) {
    return new PyTimedelta(micros);
  }

  static PyTimedelta ofMicros(long micros) {
    return new PyTimedelta(BigInteger.valueOf(micros));
  }

  /** {@code timedelta(days=0, seconds=0, ..)}. */
  static PyTimedelta of(Arguments a) {
    BigDecimal total = BigDecimal.ZERO;
    for (int i = 0; i < UNITS.size(); i++) {
      Object amount = a.get(i, UNITS.get(i), 0L);
      if (!(amount instanceof Number || amount instanceof Boolean)) {
        throw Errors.error(
            "unsupported type for timedelta "
                + UNITS.get(i)
                + " component: "
                + Python.typeName(amount));
      }
      total = total.add(exact(amount).multiply(BigDecimal.valueOf(MICROS[i])));
    }
    for (String name : a.keyword().keySet()) {
      if (!UNITS.contains(name)) {
        throw Errors.error(Python.repr(name) + " is an invalid keyword argument for __new__()");
      }
    }
    return new PyTimedelta(total.setScale(0, RoundingMode.HALF_EVEN).toBigInteger());
  }

  private static BigDecimal exact(Object amount) {
    if (amount instanceof Boolean flag) {
      return flag ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    return Numbers.isFloat(amount)
        ? new BigDecimal(((Number) amount).doubleValue())
        : new BigDecimal(amount.toString());
  }

  public BigInteger micros() {
    return micros;
  }

  private double seconds() {
    return new BigDecimal(micros).divide(new BigDecimal(SECOND)).doubleValue();
  }

  private BigInteger days() {
    return floorDiv(micros, DAY);
  }

  private static BigInteger floorDiv(BigInteger a, BigInteger b) {
    return Numbers.toBig((Number) Operators.apply(BinaryOperator.FLOOR_DIVIDE, a, b));
  }

  @Override
  public Optional<Value> attribute(String name) {
    BigInteger rest = micros.subtract(days().multiply(DAY));
    return switch (name) {
      case "days" -> Value.of(days().longValue());
      case "seconds" -> Value.of(rest.divide(SECOND).longValue());
      case "microseconds" -> Value.of(rest.mod(SECOND).longValue());
      case "min", "max", "resolution" -> DatetimeModule.deltaMember(name);
      default -> METHODS.find(this, name);
    };
  }

  @Override
  public Optional<Value> operate(BinaryOperator operator, Object other) {
    if (other instanceof PyTimedelta delta) {
      return withDelta(operator, delta);
    }
    if (!(other instanceof Number || other instanceof Boolean) || other instanceof BigDecimal) {
      return Optional.empty();
    }
    switch (operator) {
      case MULTIPLY:
        return Value.of(rounded(new BigDecimal(micros).multiply(exact(other))));
      case DIVIDE:
        refuseZero(exact(other).signum());
        return Value.of(
            rounded(new BigDecimal(micros).divide(exact(other), 12, RoundingMode.HALF_EVEN)));
      case FLOOR_DIVIDE:
        refuseZero(exact(other).signum());
        return Numbers.isInteger(other)
            ? Value.of(new PyTimedelta(floorDiv(micros, exact(other).toBigInteger())))
            : Optional.empty();
      default:
        return Optional.empty();
    }
  }

  private Optional<Value> withDelta(BinaryOperator operator, PyTimedelta delta) {
    switch (operator) {
      case ADD:
        return Value.of(new PyTimedelta(micros.add(delta.micros)));
      case SUBTRACT:
        return Value.of(new PyTimedelta(micros.subtract(delta.micros)));
      case DIVIDE:
        refuseZero(delta.micros.signum());
        return Value.of(Operators.apply(BinaryOperator.DIVIDE, micros, delta.micros));
      case FLOOR_DIVIDE:
        refuseZero(delta.micros.signum());
        return Value.of(Numbers.normal(floorDiv(micros, delta.micros)));
      case MODULO:
        refuseZero(delta.micros.signum());
        BigInteger whole = floorDiv(micros, delta.micros).multiply(delta.micros);
        return Value.of(new PyTimedelta(micros.subtract(whole)));
      default:
        return Optional.empty();
    }
  }

  private static void refuseZero(int sign) {
    if (sign == 0) {
      throw Errors.error("integer division or modulo by zero");
    }
  }

  private static PyTimedelta rounded(BigDecimal micros) {
    return new PyTimedelta(micros.setScale(0, RoundingMode.HALF_EVEN).toBigInteger());
  }

  @Override
  public Optional<Value> operateReflected(BinaryOperator operator, Object other) {
    return operator == BinaryOperator.MULTIPLY ? operate(operator, other) : Optional.empty();
  }

  @Override
  public Optional<Value> negate() {
    return Value.of(new PyTimedelta(micros.negate()));
  }

  @Override
  public Optional<Integer> compareWith(Object other) {
    return other instanceof PyTimedelta delta
        ? Optional.of(micros.compareTo(delta.micros))
        : Optional.empty();
  }

  @Override
  public boolean isTruthy() {
    return micros.signum() != 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PyTimedelta delta && micros.equals(delta.micros);
  }

  @Override
  public int hashCode() {
    return micros.hashCode();
  }

  @Override
  public String typeName() {
    return "datetime.timedelta";
  }

  @Override
  public String asString() {
    BigInteger days = days();
    BigInteger rest = micros.subtract(days.multiply(DAY));
    long seconds = rest.divide(SECOND).longValue();
    long fraction = rest.mod(SECOND).longValue();
    String time = String.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    String tail = fraction == 0 ? "" : String.format(".%06d", fraction);
    if (days.signum() == 0) {
      return time + tail;
    }
    String unit = days.abs().equals(BigInteger.ONE) ? " day, " : " days, ";
    return days + unit + time + tail;
  }

  @Override
  public String asRepr() {
    BigInteger days = days();
    BigInteger rest = micros.subtract(days.multiply(DAY));
    StringBuilder parts = new StringBuilder();
    append(parts, "days", days);
    append(parts, "seconds", rest.divide(SECOND));
    append(parts, "microseconds", rest.mod(SECOND));
    return "datetime.timedelta(" + (parts.length() == 0 ? "0" : parts) + ")";
  }

  private static void append(StringBuilder parts, String name, BigInteger amount) {
    if (amount.signum() != 0) {
      parts.append(parts.length() == 0 ? "" : ", ").append(name).append('=').append(amount);
    }
  }
}
