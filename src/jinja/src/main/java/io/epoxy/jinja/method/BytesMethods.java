package io.epoxy.jinja.method;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject.Value;
import io.epoxy.jinja.text.Encoding;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.PyBytes;
import io.epoxy.jinja.value.PyTuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Methods of bytes. Most are those of str, on a text whose characters are the bytes. */
final class BytesMethods {
  private static final MethodTable<PyBytes> OWN =
      MethodTable.<PyBytes>builder("bytes")
          .addWithKeywords("decode", 0, 2, BytesMethods::decode)
          .add("hex", 0, 0, (self, a) -> hex(self))
          .build();

  private static final Set<String> AS_OF_STR =
      Set.of(
          "capitalize",
          "center",
          "count",
          "endswith",
          "expandtabs",
          "find",
          "index",
          "isalnum",
          "isalpha",
          "isascii",
          "isdigit",
          "islower",
          "isspace",
          "istitle",
          "isupper",
          "join",
          "ljust",
          "lower",
          "lstrip",
          "partition",
          "removeprefix",
          "removesuffix",
          "replace",
          "rfind",
          "rindex",
          "rjust",
          "rpartition",
          "rsplit",
          "rstrip",
          "split",
          "splitlines",
          "startswith",
          "strip",
          "swapcase",
          "title",
          "upper",
          "zfill");

  private BytesMethods() {}

  static Optional<Value> find(PyBytes bytes, String name) {
    if (!AS_OF_STR.contains(name)) {
      return OWN.find(bytes, name);
    }
    return Attributes.STRING
        .find(bytes.decode(StandardCharsets.ISO_8859_1), name)
        .map(Value::get)
        .map(JinjaCallable.class::cast)
        .map(method -> new Value((JinjaCallable) a -> bytes(method.call(texts(a)))));
  }

  private static Arguments texts(Arguments a) {
    List<Object> positional = new ArrayList<>();
    a.positional().forEach(value -> positional.add(text(value)));
    Map<String, Object> keyword = new LinkedHashMap<>();
    a.keyword().forEach((name, value) -> keyword.put(name, text(value)));
    return new Arguments(positional, keyword);
  }

  private static Object text(Object value) {
    if (value instanceof String) {
      throw Errors.error("a bytes-like object is required, not 'str'");
    }
    if (value instanceof PyBytes bytes) {
      return bytes.decode(StandardCharsets.ISO_8859_1);
    }
    if (value instanceof List<?> list) {
      List<Object> result = new ArrayList<>();
      list.forEach(item -> result.add(text(item)));
      return result;
    }
    return value instanceof PyTuple tuple ? PyTuple.copyOf((List<?>) text(tuple.items())) : value;
  }

  private static Object bytes(Object value) {
    if (value instanceof String text) {
      return PyBytes.of(text, StandardCharsets.ISO_8859_1);
    }
    if (value instanceof List<?> list) {
      List<Object> result = new ArrayList<>();
      list.forEach(item -> result.add(bytes(item)));
      return result;
    }
    return value instanceof PyTuple tuple ? PyTuple.copyOf((List<?>) bytes(tuple.items())) : value;
  }

  private static Object decode(PyBytes self, Arguments a) {
    String name = a.has(0, "encoding") ? Given.text(a, 0, "encoding", "decode") : "utf-8";
    String errors = a.has(1, "errors") ? Given.text(a, 1, "errors", "decode") : "strict";
    return Encoding.decode(self.content(), name, errors);
  }

  private static String hex(PyBytes self) {
    StringBuilder out = new StringBuilder();
    for (byte b : self.content()) {
      out.append(String.format("%02x", b));
    }
    return out.toString();
  }
}
