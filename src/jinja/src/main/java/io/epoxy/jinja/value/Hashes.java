package io.epoxy.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * CPython's {@code hash()} of numbers and of tuples of them (3.11 {@code pyhash.c}, {@code
 * tupleobject.c}). That of str changes from run to run and that of None with its address, so they
 * have none here.
 */
final class Hashes {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(61).subtract(BigInteger.ONE);
  private static final BigInteger TEN = BigInteger.TEN;
  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;
  private static final long HASH_OF_INFINITY = 314_159;

  private Hashes() {}

  /** The hash that every run of CPython gives; empty when there is no such. */
  static OptionalLong of(Object value) {
    if (value instanceof PyTuple tuple) {
      return ofTuple(tuple);
    }
    if (!Equality.isNumeric(value)) {
      return OptionalLong.empty();
    }
    Number number = Numbers.unboxed(value);
    if (number instanceof Double real) {
      return ofDouble(real);
    }
    return OptionalLong.of(
        number instanceof BigDecimal decimal
            ? ofDecimal(decimal)
            : ofFraction(Numbers.toBig(number), BigInteger.ONE));
  }

  private static OptionalLong ofDouble(double value) {
    if (Double.isNaN(value)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        Double.isInfinite(value)
            ? value > 0 ? HASH_OF_INFINITY : -HASH_OF_INFINITY
            : ofDecimal(new BigDecimal(value)));
  }

  private static long ofDecimal(BigDecimal value) {
    BigInteger scale = TEN.modPow(BigInteger.valueOf(Math.abs(value.scale())), MODULUS);
    return value.scale() >= 0
        ? ofFraction(value.unscaledValue(), scale)
        : ofFraction(value.unscaledValue().multiply(scale), BigInteger.ONE);
  }

  /** Numbers that are equal have one hash, whatever their type: the fraction in a prime field. */
  private static long ofFraction(BigInteger numerator, BigInteger denominator) {
    long hash =
        numerator.abs().multiply(denominator.modInverse(MODULUS)).mod(MODULUS).longValueExact();
    long signed = numerator.signum() < 0 ? -hash : hash;
    return signed == -1 ? -2 : signed;
  }

  private static OptionalLong ofTuple(PyTuple tuple) {
    Sizes.countStep();
    long sum = PRIME_5;
    for (Object item : tuple) {
      OptionalLong lane = of(item);
      if (lane.isEmpty()) {
        return lane;
      }
      sum = Long.rotateLeft(sum + lane.getAsLong() * PRIME_2, 31) * PRIME_1;
    }
    sum += tuple.size() ^ PRIME_5 ^ 3527539L;
    return OptionalLong.of(sum == -1 ? 1546275796 : sum);
  }
}
