package io.epoxy.jinja.method;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.JinjaObject.Value;
import io.epoxy.jinja.UndefinedMode;
import io.epoxy.jinja.format.BraceFormat;
import io.epoxy.jinja.value.Dicts;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Indexing;
import io.epoxy.jinja.value.PyBytes;
import io.epoxy.jinja.value.PySet;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Undefined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code x.name} and {@code x[key]} as jinja2's sandbox resolves them (jinja2 3.1 {@code
 * sandbox.py}). There is no reflection: a type has the names of its table and no others.
 */
public final class Attributes {
  private static final MethodTable<String> STRING = strings();

  private static final MethodTable<PyBytes> BYTES =
      MethodTable.<PyBytes>builder("bytes")
          .addWithKeywords("decode", 0, 2, Attributes::decode)
          .add("hex", 0, 0, (self, a) -> hex(self))
          .build();

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
    if (value instanceof Undefined undefined) {
      return member(undefined, name);
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

  /** {@code value[key]}: an item, else an attribute, else undefined. */
  public static Object item(Object value, Object key, UndefinedMode mode) {
    if (value instanceof Undefined undefined) {
      return member(undefined, Python.str(key));
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
    if (value instanceof PyTuple tuple) {
      return ListMethods.TUPLE.find(tuple, name);
    }
    if (value instanceof PySet set) {
      return SetMethods.TABLE.find(set, name);
    }
    if (value instanceof PyBytes bytes) {
      return BYTES.find(bytes, name);
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

  private static Object member(Undefined undefined, String name) {
    if (undefined.isPermissive()) {
      return Undefined.withMessage(name, undefined.message(), UndefinedMode.PERMISSIVE);
    }
    throw undefined.error();
  }

  private static Object format(String self, Arguments arguments) {
    return BraceFormat.format(self, arguments, FORMAT_LOOKUP);
  }

  private static Object formatMap(String self, Arguments arguments) {
    Object values = arguments.get(0, "", null);
    if (!(values instanceof Map<?, ?> map)) {
      throw Errors.object(values, "is not a mapping");
    }
    Map<String, Object> named = new LinkedHashMap<>();
    map.forEach((key, value) -> named.put(Python.str(key), value));
    return BraceFormat.format(self, new Arguments(List.of(), named), FORMAT_LOOKUP);
  }

  private static Object decode(PyBytes self, Arguments arguments) {
    String name =
        arguments.has(0, "encoding") ? Given.text(arguments, 0, "encoding", "decode") : "utf-8";
    return self.decode(StringParts.charset(name));
  }

  private static String hex(PyBytes self) {
    StringBuilder out = new StringBuilder();
    for (byte b : self.content()) {
      out.append(String.format("%02x", b));
    }
    return out.toString();
  }
}
