package io.epoxy.jinja.test;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.format.PercentFormat;
import io.epoxy.jinja.library.Context;
import io.epoxy.jinja.library.Test;
import io.epoxy.jinja.text.Casing;
import io.epoxy.jinja.value.BinaryOperator;
import io.epoxy.jinja.value.Comparator;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.MappingObject;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Operators;
import io.epoxy.jinja.value.PyBytes;
import io.epoxy.jinja.value.PyRange;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Undefined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All tests: jinja2 3.1's (its {@code tests.py}). */
public final class Tests {
  private Tests() {}

  public static Map<String, Test> all() {
    Map<String, Test> all = new LinkedHashMap<>();
    addKinds(all);
    addComparisons(all);
    all.put("odd", (value, a, c) -> remainder(value, 2L, 1L));
    all.put("even", (value, a, c) -> remainder(value, 2L, 0L));
    all.put(
        "divisibleby",
        (value, a, c) -> remainder(value, a.require("test_divisibleby", 0, "num"), 0L));
    all.put("lower", (value, a, c) -> Casing.isLower(Python.str(value)));
    all.put("upper", (value, a, c) -> Casing.isUpper(Python.str(value)));
    all.put("sameas", (value, a, c) -> isSame(value, a.require("test_sameas", 0, "other")));
    all.put("in", (value, a, c) -> Iteration.contains(a.require("test_in", 0, "seq"), value));
    all.put("escaped", (value, a, c) -> false);
    all.put("filter", Tests::isFilter);
    all.put("test", Tests::isTest);
    return all;
  }

  private static void addKinds(Map<String, Test> all) {
    all.put("defined", (value, a, c) -> !(value instanceof Undefined));
    all.put("undefined", (value, a, c) -> value instanceof Undefined);
    all.put("none", (value, a, c) -> value == null);
    all.put("boolean", (value, a, c) -> value instanceof Boolean);
    all.put("true", (value, a, c) -> Boolean.TRUE.equals(value));
    all.put("false", (value, a, c) -> Boolean.FALSE.equals(value));
    all.put("integer", (value, a, c) -> Numbers.isInteger(value) && !(value instanceof Boolean));
    all.put("float", (value, a, c) -> Numbers.isFloat(value));
    all.put("number", (value, a, c) -> value instanceof Number || value instanceof Boolean);
    all.put("string", (value, a, c) -> value instanceof String);
    all.put("mapping", (value, a, c) -> value instanceof Map || value instanceof MappingObject);
    all.put("iterable", (value, a, c) -> Iteration.find(value).isPresent());
    all.put("sequence", (value, a, c) -> isSequence(value));
    all.put("callable", (value, a, c) -> value instanceof JinjaCallable);
  }

  private static void addComparisons(Map<String, Test> all) {
    add(all, Comparator.EQUAL, "==", "eq", "equalto");
    add(all, Comparator.NOT_EQUAL, "!=", "ne");
    add(all, Comparator.GREATER, ">", "gt", "greaterthan");
    add(all, Comparator.GREATER_OR_EQUAL, ">=", "ge");
    add(all, Comparator.LESS, "<", "lt", "lessthan");
    add(all, Comparator.LESS_OR_EQUAL, "<=", "le");
  }

  private static void add(Map<String, Test> all, Comparator comparator, String... names) {
    for (String name : names) {
      all.put(name, (value, a, c) -> comparator.test(value, a.require(name, 0, "other")));
    }
  }

  private static boolean remainder(Object value, Object divisor, Object expected) {
    Object rest =
        value instanceof String text
            ? PercentFormat.format(text, divisor)
            : Operators.apply(BinaryOperator.MODULO, value, divisor);
    return Python.isEqual(rest, expected);
  }

  /** Has a length and items; sets and dict views have no items by index. */
  private static boolean isSequence(Object value) {
    if (value instanceof JinjaObject object) {
      return object.length().isPresent() && object.iterate().isPresent();
    }
    return value instanceof String
        || value instanceof List
        || value instanceof Map
        || value instanceof PyTuple
        || value instanceof PyRange
        || value instanceof PyBytes
        || value instanceof Undefined;
  }

  /** Small ints, strings, None and bools are the same object in CPython when they are equal. */
  // Identity is what is asked for.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Object a, Object b) {
    boolean plain =
        a instanceof Boolean || a instanceof String || a instanceof Long || a instanceof Double;
    return a == b || plain && a.equals(b);
  }

  private static boolean isFilter(Object value, Arguments a, Context context) {
    return value instanceof String name && context.library().findFilter(name).isPresent();
  }

  private static boolean isTest(Object value, Arguments a, Context context) {
    return value instanceof String name && context.library().findTest(name).isPresent();
  }
}
