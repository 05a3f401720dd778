package io.epoxy.jinja.test;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.format.PercentFormat;
import io.epoxy.jinja.library.Context;
import io.epoxy.jinja.library.Parameters;
import io.epoxy.jinja.library.Test;
import io.epoxy.jinja.text.Casing;
import io.epoxy.jinja.value.BinaryOperator;
import io.epoxy.jinja.value.Comparator;
import io.epoxy.jinja.value.Dicts;
import io.epoxy.jinja.value.Errors;
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
    all.put("lower", (value, a, c) -> Casing.isLower(Python.str(value)));
    all.put("upper", (value, a, c) -> Casing.isUpper(Python.str(value)));
    all.put("escaped", (value, a, c) -> false);
    all.put("filter", Tests::isFilter);
    all.put("test", Tests::isTest);
    all.put("odd", (value, a, c) -> remainder(value, 2L, 1L));
    all.put("even", (value, a, c) -> remainder(value, 2L, 0L));
    all.replaceAll((name, test) -> checked(Parameters.of("test_" + name, 1, 0), test));
    put(all, "divisibleby", "num", (value, a, c) -> remainder(value, only(a), 0L));
    put(all, "sameas", "other", (value, a, c) -> isSame(value, only(a)));
    put(all, "in", "seq", (value, a, c) -> Iteration.contains(only(a), value));
    addComparisons(all);
    return all;
  }

  private static void put(Map<String, Test> all, String name, String parameter, Test test) {
    all.put(name, checked(Parameters.of("test_" + name, 1, 1, parameter), test));
  }

  private static Test checked(Parameters parameters, Test test) {
    return (value, a, context) -> {
      parameters.check(a);
      return test.test(value, a, context);
    };
  }

  private static Object only(Arguments a) {
    return a.positional().isEmpty()
        ? a.keyword().values().iterator().next()
        : a.positional().get(0);
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
    all.put(
        "callable", (value, a, c) -> value instanceof JinjaCallable || value instanceof Undefined);
  }

  private static void addComparisons(Map<String, Test> all) {
    add(all, Comparator.EQUAL, "eq", "==", "equalto");
    add(all, Comparator.NOT_EQUAL, "ne", "!=");
    add(all, Comparator.GREATER, "gt", ">", "greaterthan");
    add(all, Comparator.GREATER_OR_EQUAL, "ge", ">=");
    add(all, Comparator.LESS, "lt", "<", "lessthan");
    add(all, Comparator.LESS_OR_EQUAL, "le", "<=");
  }

  private static void add(
      Map<String, Test> all, Comparator comparator, String function, String... aliases) {
    Test test = (value, a, c) -> comparator.test(value, operand(function, a));
    all.put(function, test);
    for (String alias : aliases) {
      all.put(alias, test);
    }
  }

  /** The only argument of a function of Python's operator module. */
  private static Object operand(String function, Arguments a) {
    if (!a.keyword().isEmpty()) {
      throw Errors.error("_operator." + function + "() takes no keyword arguments");
    }
    if (a.positional().size() != 1) {
      throw Errors.error(function + " expected 2 arguments, got " + (a.positional().size() + 1));
    }
    return a.positional().get(0);
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
      try {
        return object.length().isPresent() && object.iterate().isPresent();
      } catch (JinjaException e) {
        Errors.passLimit(e);
        return false; // as jinja2 takes every error of len() for a no
      }
    }
    return value instanceof String
        || value instanceof List
        || value instanceof Map
        || value instanceof PyTuple
        || value instanceof PyRange
        || value instanceof PyBytes
        || value instanceof Undefined;
  }

  /** CPython keeps one object of each bool, small int, and string of no or one character. */
  // Identity is what is asked for.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Object a, Object b) {
    boolean kept =
        a instanceof Boolean
            || a instanceof Long whole && whole >= -5 && whole <= 256
            || a instanceof String text
                && (text.isEmpty() || text.length() == 1 && text.charAt(0) < 256);
    return a == b || kept && a.equals(b);
  }

  private static boolean isFilter(Object value, Arguments a, Context context) {
    Dicts.checkHashable(value);
    return value instanceof String name && context.library().findFilter(name).isPresent();
  }

  private static boolean isTest(Object value, Arguments a, Context context) {
    Dicts.checkHashable(value);
    return value instanceof String name && context.library().findTest(name).isPresent();
  }
}
