package io.epoxy.jinja.filter;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.json.JsonStyle;
import io.epoxy.jinja.json.JsonWriter;
import io.epoxy.jinja.library.Context;
import io.epoxy.jinja.library.Filter;
import io.epoxy.jinja.method.Attributes;
import io.epoxy.jinja.text.Html;
import io.epoxy.jinja.text.MarkupTags;
import io.epoxy.jinja.text.Splitting;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Undefined;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** default, attr, tojson and the filters for HTML. */
final class OtherFilters {
  private static final Pattern KEY_BREAKERS = Pattern.compile("[\\s/>=]");

  private OtherFilters() {}

  static void addTo(Map<String, Filter> all) {
    all.put("default", OtherFilters::whenUndefined);
    all.put("d", OtherFilters::whenUndefined);
    all.put("attr", OtherFilters::attribute);
    all.put("tojson", OtherFilters::toJson);
    all.put("pprint", (value, a, c) -> PrettyPrint.format(value));
    for (String name : List.of("e", "escape", "forceescape")) {
      all.put(name, (value, a, c) -> Html.escape(Python.str(value)));
    }
    all.put("safe", (value, a, c) -> Python.str(value));
    all.put("striptags", OtherFilters::stripTags);
    all.put("xmlattr", OtherFilters::xmlAttributes);
    all.put("urlize", Urlize::apply);
    all.put("urlencode", OtherFilters::urlEncode);
  }

  private static Object whenUndefined(Object value, Arguments a, Context context) {
    boolean alsoFalse = Python.isTruthy(a.get(1, "boolean", false));
    boolean replaced = value instanceof Undefined || alsoFalse && !Python.isTruthy(value);
    return replaced ? a.get(0, "default_value", "") : value;
  }

  /** Like {@code value.name}, without the fall-back to {@code value[name]}. */
  private static Object attribute(Object value, Arguments a, Context context) {
    Object given = a.require("do_attr", 0, "name");
    if (!(given instanceof String name)) {
      throw Errors.error("attribute name must be string, not '" + Python.typeName(given) + "'");
    }
    return Attributes.attribute(value, name, context.undefinedMode());
  }

  /** Keys sorted, and safe inside HTML, which is jinja2's default policy. */
  private static Object toJson(Object value, Arguments a, Context context) {
    JsonStyle style = JsonStyle.PLAIN.sorted().indented(a.get(0, "indent", null));
    return JsonWriter.write(value, style)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("'", "\\u0027");
  }

  private static Object stripTags(Object value, Arguments a, Context context) {
    String text = MarkupTags.remove(Python.str(value));
    StringJoiner words = new StringJoiner(" ");
    Splitting.onBlanks(text, -1).forEach(word -> words.add((String) word));
    return Html.unescape(words.toString());
  }

  private static Object xmlAttributes(Object value, Arguments a, Context context) {
    if (!(value instanceof Map<?, ?> map)) {
      throw Errors.error("'" + Python.typeName(value) + "' object has no attribute 'items'");
    }
    StringJoiner all = new StringJoiner(" ");
    map.forEach(
        (key, item) -> {
          if (item == null || item instanceof Undefined) {
            return;
          }
          if (!(key instanceof String name)) {
            throw Errors.error(
                "expected string or bytes-like object, got '" + Python.typeName(key) + "'");
          }
          if (KEY_BREAKERS.matcher(name).find()) {
            throw Errors.error("Invalid character in attribute name: " + Python.repr(name));
          }
          all.add(Html.escape(name) + "=\"" + Html.escape(Python.str(item)) + "\"");
        });
    boolean space = Python.isTruthy(a.get(0, "autospace", true)) && all.length() > 0;
    return (space ? " " : "") + all;
  }

  private static Object urlEncode(Object value, Arguments a, Context context) {
    Optional<Iterable<Object>> items =
        value instanceof String || value instanceof Undefined
            ? Optional.empty()
            : Iteration.find(value);
    if (items.isEmpty()) {
      return quoted(Python.str(value), "/");
    }
    Iterable<Object> pairs = value instanceof Map<?, ?> map ? Iteration.entries(map) : items.get();
    StringJoiner all = new StringJoiner("&");
    for (Object pair : pairs) {
      List<Object> parts = pair instanceof PyTuple tuple ? tuple.items() : Iteration.toList(pair);
      if (parts.size() != 2) {
        throw Errors.error(
            parts.size() > 2
                ? "too many values to unpack (expected 2)"
                : "not enough values to unpack (expected 2, got " + parts.size() + ")");
      }
      all.add(forQuery(parts.get(0)) + "=" + forQuery(parts.get(1)));
    }
    return all.toString();
  }

  private static String forQuery(Object value) {
    return quoted(Python.str(value), "").replace("%20", "+");
  }

  private static String quoted(String text, String alsoSafe) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "_.-~".indexOf(c) >= 0);
      if (plain || alsoSafe.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append(String.format("%%%02X", (int) c));
      }
    }
    return out.toString();
  }
}
