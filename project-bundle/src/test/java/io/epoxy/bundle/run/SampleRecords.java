package io.epoxy.bundle.run;

import io.epoxy.model.graph.UniqueId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes a record of any type, so that a test covers types that are yet to be written. */
final class SampleRecords {
  /** Everything that free-form data may hold, with the traps of JSON among it. */
  static final Map<String, Object> DATA = data();

  private final boolean full;
  private int count;

  private SampleRecords(boolean full) {
    this.full = full;
  }

  /** Every Optional present, every collection with two items. */
  static <T> T full(Class<T> type) {
    return type.cast(new SampleRecords(true).record(type));
  }

  /** Every Optional and collection empty. */
  static <T> T bare(Class<T> type) {
    return type.cast(new SampleRecords(false).record(type));
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(components[i].getGenericType());
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("cannot make a " + type, e);
    }
  }

  private Object value(Type type) {
    count++;
    if (type instanceof ParameterizedType generic) {
      return generic(generic);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == UniqueId.class) {
      return new UniqueId("model.shop.n" + count);
    }
    if (plain.isRecord()) {
      return record(plain);
    }
    if (plain.isEnum()) {
      return plain.getEnumConstants()[count % plain.getEnumConstants().length];
    }
    if (plain == OptionalInt.class) {
      return full ? OptionalInt.of(-count) : OptionalInt.empty();
    }
    if (plain == OptionalLong.class) {
      return full ? OptionalLong.of(Long.MIN_VALUE + count) : OptionalLong.empty();
    }
    return scalar(plain);
  }

  private Object scalar(Class<?> type) {
    if (type == String.class) {
      return full ? "line " + count + "\n\t\"é\u2028\ud83d\ude00\\" : "";
    }
    if (type == Instant.class) {
      return Instant.ofEpochSecond(1_700_000_000L + count, full ? 123_456_789 : 0);
    }
    if (type == int.class || type == Integer.class) {
      return count;
    }
    if (type == long.class || type == Long.class) {
      return (long) count;
    }
    if (type == double.class || type == Double.class) {
      return full ? count / 3.0 : count;
    }
    if (type == boolean.class || type == Boolean.class) {
      return full;
    }
    throw new AssertionError("no sample of " + type);
  }

  private Object generic(ParameterizedType type) {
    Type last = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
    if (type.getRawType() == Optional.class) {
      return full ? Optional.of(value(last)) : Optional.empty();
    }
    if (type.getRawType() == List.class) {
      return full ? List.of(value(last), value(last)) : List.of();
    }
    if (type.getRawType() == Map.class && last == Object.class) {
      return full ? DATA : Map.of();
    }
    if (type.getRawType() == Map.class) {
      return full ? Map.of("some", value(last), "$type", value(last)) : Map.of();
    }
    throw new AssertionError("no sample of " + type);
  }

  private static Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("zero", 0L);
    data.put("null", null);
    data.put("true", true);
    data.put("large", Long.MAX_VALUE);
    data.put("larger", BigInteger.TEN.pow(30));
    data.put("small BigInteger", BigInteger.TWO);
    data.put("whole float", 1.0);
    data.put("float", 0.1);
    data.put("nan", Double.NaN);
    data.put("-inf", Double.NEGATIVE_INFINITY);
    data.put("date", LocalDate.of(2024, 2, 29));
    data.put("datetime", LocalDateTime.of(2024, 2, 29, 12, 0));
    data.put("timestamp", OffsetDateTime.parse("2024-02-29T12:00:00.5+05:30"));
    data.put("text that looks like a date", "2024-02-29");
    data.put("list", new ArrayList<>(Arrays.asList(1L, null, List.of())));
    data.put("map", Map.of("a", Map.of()));
    data.put("$type", "date");
    return data;
  }
}
