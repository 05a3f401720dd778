package io.epoxy.jinja.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.UndefinedMode;
import io.epoxy.jinja.lib.Globals;
import io.epoxy.jinja.lib.PythonFunctions;
import io.epoxy.jinja.lib.PythonModules;
import io.epoxy.jinja.method.Attributes;
import io.epoxy.jinja.value.PyTuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Walks from the names of a context over attributes, items, and results of calls, and fails on any
 * value that is of no template type.
 */
class ReachTest {
  /** Names that some type has, and those that attacks try. */
  private static final List<String> MEMBERS =
      ("upper split join format items keys values get copy append pop count index group groups span"
              + " string re pattern flags year days tzinfo zone isoformat timetuple utcoffset now"
              + " today date time datetime timedelta timezone match search findall finditer compile"
              + " chain from_iterable product encode decode hex current next reset name arguments"
              + " caller real imag numerator min max resolution utc UTC all_timezones localize"
              + " normalize expand groupdict start end lastgroup dst tzname strftime replace"
              + " as_integer_ratio class getClass __class__ __mro__ __subclasses__ __globals__"
              + " __init__ __dict__ _context forName bean interpreter config declaringClass loader")
          .lines()
          .flatMap(line -> List.of(line.split(" ", -1)).stream())
          .toList();

  private static final List<Arguments> CALLS =
      List.of(
          Arguments.of(),
          Arguments.of("a"),
          Arguments.of(1L),
          Arguments.of("a", "banana"),
          Arguments.of(List.of("a", "b")),
          Arguments.of(2024L, 2L, 29L),
          Arguments.of("(?P<g>a)", "banana"),
          Arguments.of("UTC"));

  /** Values of one class that are looked into; more of them lead nowhere new. */
  private static final int MOST = 60;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> waiting = new ArrayDeque<>();
  private final Map<Class<?>, Integer> counts = new HashMap<>();

  @Test
  void onlyTemplateTypesCanBeReached() {
    walk(context());
    assertThat(counts.keySet())
        .extracting(Class::getSimpleName)
        .contains("PyMatch", "PyDateTime", "PyTimedelta", "PyIterator", "BoundMethod", "PyTuple");
  }

  @Test
  void aPlantedForeignObjectIsFound() {
    Map<String, Object> names = context();
    names.put("harmless", List.of(Map.of("deep", PyTuple.of((JinjaCallable) a -> new Thread()))));
    assertThatThrownBy(() -> walk(names))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("java.lang.Thread");
  }

  private static Map<String, Object> context() {
    Map<String, Object> names = new LinkedHashMap<>(Globals.all());
    names.putAll(PythonFunctions.all());
    names.put("modules", new LinkedHashMap<>(PythonModules.all()));
    names.put("text", "some text");
    names.put("values", List.of(1L, 2.5, true, BigInteger.TEN, new BigDecimal("1.5")));
    return names;
  }

  private void walk(Object start) {
    visit(start);
    while (!waiting.isEmpty()) {
      spread(waiting.remove());
    }
  }

  private void visit(Object value) {
    if (value == null || !seen.add(value)) {
      return;
    }
    if (!isTemplateType(value)) {
      throw new AssertionError("a template can reach a " + value.getClass().getName());
    }
    if (counts.merge(value.getClass(), 1, Integer::sum) <= MOST) {
      waiting.add(value);
    }
  }

  private static boolean isTemplateType(Object value) {
    String name = value.getClass().getName();
    return value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Double
        || value instanceof BigInteger
        || value instanceof BigDecimal
        || value instanceof List
        || value instanceof Map
        || value instanceof JinjaObject
        || name.startsWith("io.epoxy.jinja.value.");
  }

  private void spread(Object value) {
    if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(this::visit);
      map.values().forEach(this::visit);
    } else if (value instanceof Collection<?> items) {
      items.forEach(this::visit);
    } else if (value instanceof PyTuple tuple) {
      tuple.forEach(this::visit);
    }
    for (String member : MEMBERS) {
      attempt(() -> Attributes.get(value, member, UndefinedMode.STRICT));
      attempt(() -> Attributes.item(value, member, UndefinedMode.STRICT));
    }
    attempt(() -> Attributes.item(value, 0L, UndefinedMode.STRICT));
    if (value instanceof JinjaCallable callable) {
      CALLS.forEach(arguments -> attempt(() -> callable.call(arguments)));
    }
    if (value instanceof JinjaObject object) {
      object.iterate().ifPresent(items -> items.forEachRemaining(this::visit));
    }
  }

  private interface Step {
    Object take();
  }

  private void attempt(Step step) {
    Object result;
    try {
      result = step.take();
    } catch (JinjaException refused) {
      assertThat(refused.getMessage()).isNotNull();
      return;
    }
    visit(result);
  }
}
