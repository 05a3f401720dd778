package io.epoxy.jinja.lib;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.json.JsonReader;
import io.epoxy.jinja.json.JsonStyle;
import io.epoxy.jinja.json.JsonWriter;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.PyIterator;
import io.epoxy.jinja.value.PySet;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Functions of Python that a scope may offer, with the signatures and the {@code default} argument
 * that dbt gives them (dbt-core 1.10 {@code context/base.py}).
 */
public final class PythonFunctions {
  public static final JinjaCallable TO_JSON = PythonFunctions::toJson;
  public static final JinjaCallable FROM_JSON = PythonFunctions::fromJson;
  public static final JinjaCallable SET = PythonFunctions::set;
  public static final JinjaCallable SET_STRICT = PythonFunctions::setStrict;
  public static final JinjaCallable ZIP = PythonFunctions::zip;
  public static final JinjaCallable ZIP_STRICT = PythonFunctions::zipStrict;

  private PythonFunctions() {}

  /** All of them by the name that a template calls. */
  public static Map<String, JinjaCallable> all() {
    return Map.of(
        "tojson", TO_JSON,
        "fromjson", FROM_JSON,
        "set", SET,
        "set_strict", SET_STRICT,
        "zip", ZIP,
        "zip_strict", ZIP_STRICT);
  }

  private static Object toJson(Arguments a) {
    Object value = a.require("tojson", 0, "value");
    boolean sorted = Python.isTruthy(a.get(2, "sort_keys", false));
    return JsonWriter.write(value, sorted ? JsonStyle.PLAIN.sorted() : JsonStyle.PLAIN);
  }

  private static Object fromJson(Arguments a) {
    Object given = a.require("fromjson", 0, "string");
    if (!(given instanceof String text)) {
      throw Errors.error(
          "the JSON object must be str, bytes or bytearray, not " + Python.typeName(given));
    }
    try {
      return JsonReader.read(text);
    } catch (JinjaException notJson) {
      Errors.passLimit(notJson);
      return a.get(1, "default", null);
    }
  }

  private static Object set(Arguments a) {
    Object value = a.require("set", 0, "value");
    try {
      return new PySet(Iteration.of(value));
    } catch (JinjaException wrongType) {
      Errors.passLimit(wrongType);
      return a.get(1, "default", null);
    }
  }

  private static Object setStrict(Arguments a) {
    return new PySet(Iteration.of(a.require("set_strict", 0, "value")));
  }

  private static Object zip(Arguments a) {
    try {
      return zipped(a.positional());
    } catch (JinjaException wrongType) {
      Errors.passLimit(wrongType);
      return a.keyword().get("default");
    }
  }

  private static Object zipStrict(Arguments a) {
    return zipped(a.positional());
  }

  private static PyIterator zipped(List<Object> sources) {
    List<Iterator<Object>> iterators = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      Object source = sources.get(i);
      int place = i + 1;
      iterators.add(
          Iteration.find(source)
              .orElseThrow(
                  () ->
                      Errors.error(
                          "'"
                              + Python.typeName(source)
                              + "' object is not iterable (zip argument #"
                              + place
                              + ")"))
              .iterator());
    }
    return PyIterator.named("zip", new Zipped(iterators), sources);
  }

  /** Ends with the shortest. */
  private record Zipped(List<Iterator<Object>> iterators) implements Iterator<Object> {
    @Override
    public boolean hasNext() {
      return !iterators.isEmpty() && iterators.stream().allMatch(Iterator::hasNext);
    }

    @Override
    public Object next() {
      List<Object> items = new ArrayList<>(iterators.size());
      iterators.forEach(one -> items.add(one.next()));
      return PyTuple.copyOf(items);
    }
  }
}
