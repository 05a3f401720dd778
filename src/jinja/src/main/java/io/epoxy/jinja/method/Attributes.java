package io.epoxy.jinja.method;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.JinjaObject.Value;
import io.epoxy.jinja.UndefinedMode;
import io.epoxy.jinja.format.BraceFormat;
import io.epoxy.jinja.value.DictView;
import io.epoxy.jinja.value.Dicts;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Indexing;
import io.epoxy.jinja.value.NamedTuple;
import io.epoxy.jinja.value.PyBytes;
import io.epoxy.jinja.value.PyRange;
import io.epoxy.jinja.value.PySet;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Undefined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code x.name} and {@code x[key]} as jinja2's sandbox resolves them (jinja2 3.1 {@code
 * sandbox.py}). There is no reflection: a type has the names of its table and no others.
 */
public final class Attributes {
  static final MethodTable<String> STRING = strings();

  private static final BraceFormat.Lookup FORMAT_LOOKUP =
      new BraceFormat.Lookup() {
        @Override
        public Object attribute(Object value, String name) {
          return Attributes.get(value, name, UndefinedMode.STRICT);
        }

        @Override
        public Object item(Object value, Object key) {
          return Attributes.item(value, key, UndefinedMode.STRICT);
        }
      };

  private Attributes() {}

  private static MethodTable<String> strings() {
    MethodTable.Builder<String> table =
        MethodTable.<String>builder("str")
            .addWithKeywords("format", 0, Integer.MAX_VALUE, Attributes::format)
            .add("format_map", 1, 1, Attributes::formatMap);
    StringSearch.addTo(table);
    StringShape.addTo(table);
    StringParts.addTo(table);
    return table.build();
  }

  /** {@code value.name}: an attribute, else an item, else undefined. */
  public static Object get(Object value, String name, UndefinedMode mode) {
    if (value instanceof Undefined undefined && undefined.isPermissive() && name.equals("name")) {
      return undefined.name();
    }
    if (value instanceof Undefined undefined) {
      return OF_ALL_OBJECTS.contains(name)
          ? missing(undefined, name, UndefinedMode.STRICT)
          : member(undefined, name);
    }
    Optional<Value> found = find(value, name);
    if (found.isPresent()) {
      return found.get().get();
    }
    Optional<Value> item = Indexing.find(value, name);
    if (item.isPresent()) {
      return item.get().get();
    }
    return missing(value, name, mode);
  }

  /** {@code value | attr(name)}: an attribute, else undefined. */
  public static Object attribute(Object value, String name, UndefinedMode mode) {
    if (value instanceof Undefined) {
      return get(value, name, mode);
    }
    Optional<Value> found = find(value, name);
    return found.isPresent() ? found.get().get() : missing(value, name, mode);
  }

  /** {@code value[key]}: an item, else an attribute, else undefined. */
  public static Object item(Object value, Object key, UndefinedMode mode) {
    if (value instanceof Undefined undefined) {
      return undefined.isPermissive() ? undefined : member(undefined, Python.str(key));
    }
    Optional<Value> found = Indexing.find(value, key);
    if (found.isPresent()) {
      return found.get().get();
    }
    if (!(key instanceof String name)) {
      return Undefined.ofElement(value, key, mode);
    }
    Optional<Value> attribute = find(value, name);
    return attribute.isPresent() ? attribute.get().get() : missing(value, name, mode);
  }

  /** {@code getattr(value, name)}; empty when it has none or may not be seen. */
  public static Optional<Value> find(Object value, String name) {
    if (name.startsWith("_")) {
      return value instanceof JinjaObject object ? object.attribute(name) : Optional.empty();
    }
    if (value instanceof String text) {
      return STRING.find(text, name);
    }
    if (value instanceof Map) {
      return DictMethods.TABLE.find(Dicts.cast(value), name);
    }
    if (value instanceof List<?> list) {
      // Every List that a template can reach holds template values.
      @SuppressWarnings("unchecked")
      List<Object> items = (List<Object>) list;
      return ListMethods.LIST.find(items, name);
    }
    if (value instanceof JinjaObject object) {
      return object.attribute(name);
    }
    if (value instanceof NamedTuple named && named.field(name).isPresent()) {
      return named.field(name);
    }
    if (value instanceof PyTuple tuple) {
      return ListMethods.TUPLE.find(tuple, name);
    }
    if (value instanceof PySet set) {
      return SetMethods.TABLE.find(set, name);
    }
    return findRare(value, name);
  }

  private static Optional<Value> findRare(Object value, String name) {
    if (value instanceof PyBytes bytes) {
      return BytesMethods.find(bytes, name);
    }
    if (value instanceof PyRange range) {
      return RangeMethods.find(range, name);
    }
    if (value instanceof DictView view) {
      return ViewMethods.find(view, name);
    }
    return value instanceof Number || value instanceof Boolean
        ? NumberMethods.find(value, name)
        : Optional.empty();
  }

  private static Object missing(Object value, String name, UndefinedMode mode) {
    if (name.startsWith("__")) {
      String message =
          "access to attribute "
              + Python.repr(name)
              + " of "
              + Python.repr(Python.typeName(value))
              + " object is unsafe.";
      return Undefined.withMessage(name, message, mode);
    }
    return Undefined.ofAttribute(value, name, mode);
  }

  /** What every object of Python has; the sandbox hides it, and nothing else of an undefined. */
  private static final Set<String> OF_ALL_OBJECTS =
      Set.of(
          "__class__",
          "__dict__",
          "__dir__",
          "__doc__",
          "__init__",
          "__module__",
          "__new__",
          "__reduce__",
          "__reduce_ex__",
          "__repr__",
          "__setattr__",
          "__sizeof__",
          "__str__",
          "__subclasshook__",
          "__init_subclass__",
          "__getattribute__",
          "__delattr__",
          "__hash__",
          "__eq__",
          "__ne__",
          "__len__",
          "__iter__",
          "__bool__",
          "__call__",
          "__getattr__");

  private static Object member(Undefined undefined, String name) {
    if (undefined.isPermissive()) {
      return Undefined.ofName(name, UndefinedMode.PERMISSIVE);
    }
    throw undefined.error();
  }

  private static Object format(String self, Arguments arguments) {
    return BraceFormat.format(self, arguments, FORMAT_LOOKUP);
  }

  private static Object formatMap(String self, Arguments arguments) {
    Object values = arguments.get(0, "", null);
    Map<String, Object> named = new LinkedHashMap<>();
    if (!(values instanceof Map<?, ?> map)) {
      // As in Python, what is no mapping matters only when a field asks for it.
      if (self.indexOf('{') >= 0) {
        throw Errors.object(values, "is not subscriptable");
      }
      return BraceFormat.format(self, Arguments.of(), FORMAT_LOOKUP);
    }
    map.forEach((key, value) -> named.put(Python.str(key), value));
    return BraceFormat.format(self, new Arguments(List.of(), named), FORMAT_LOOKUP);
  }
}
