package io.epoxy.compiler.yaml;

import io.epoxy.jinja.lib.time.PyDate;
import io.epoxy.jinja.lib.time.PyDateTime;
import io.epoxy.jinja.value.PySet;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import java.io.StringWriter;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Represent;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML as PyYAML's safe_dump writes it without any option: ASCII, lines folded, the end of a plain
 * document marked, floats and dates in Python's spelling (PyYAML 6.0 {@code representer.py}).
 */
public final class PythonYaml {
  private static final Pattern ESCAPE = Pattern.compile("\\\\[xuU][0-9a-f]+");

  private static final Pattern BREAK = Pattern.compile("[\\n\\u0085\\u2028\\u2029]");
  private static final List<Class<?>> SCALARS =
      List.of(
          String.class,
          Boolean.class,
          Number.class,
          PyDate.class,
          PyDateTime.class,
          Temporal.class);

  private PythonYaml() {}

  /**
   * Writes plain data, ours or a template's. A collection that is met twice is written once, and
   * referred to.
   *
   * @param value dicts may have keys of any scalar type
   */
  public static String write(Object value, boolean sorted) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setNonPrintableStyle(DumperOptions.NonPrintableStyle.ESCAPE);
    options.setAllowUnicode(false);
    Yaml yaml =
        new Yaml(
            new SafeConstructor(new LoaderOptions()),
            new Spelling(options),
            options,
            new Recognition());
    EscapeWriter out = new EscapeWriter();
    yaml.dump(sorted ? sorted(value, new IdentityHashMap<>()) : value, out);
    String text = out.toString();
    boolean isPlainScalar =
        (value == null || SCALARS.stream().anyMatch(type -> type.isInstance(value)))
            && "'\"".indexOf(text.charAt(0)) < 0;
    return isPlainScalar ? text + "...\n" : text;
  }

  /** Copies, such that what is the same collection stays the same. */
  private static Object sorted(Object value, Map<Object, Object> seen) {
    if (seen.containsKey(value)) {
      return seen.get(value);
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> byKey = new LinkedHashMap<>();
      seen.put(value, byKey);
      keys(map).forEach(key -> byKey.put(key, sorted(map.get(key), seen)));
      return byKey;
    }
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      seen.put(value, items);
      list.forEach(item -> items.add(sorted(item, seen)));
      return items;
    }
    return value;
  }

  /** Keys that Python cannot compare keep their order. */
  private static List<Object> keys(Map<?, ?> map) {
    List<Object> keys = new ArrayList<>(map.keySet());
    if (keys.stream().allMatch(String.class::isInstance)) {
      keys.sort(Comparator.comparing(String.class::cast));
    } else if (keys.stream().allMatch(Number.class::isInstance)) {
      keys.sort(Comparator.comparingDouble(key -> ((Number) key).doubleValue()));
    }
    return keys;
  }

  private static final class Spelling extends Representer {
    private final Represent text =
        data -> representScalar(Tag.STR, (String) data, style((String) data));

    Spelling(DumperOptions options) {
      super(options);
      representers.put(String.class, text); // the one it has writes lines as a literal block
      representers.put(Double.class, data -> representScalar(Tag.FLOAT, number((Double) data)));
      representers.put(PyDate.class, this::moment);
      representers.put(PyDateTime.class, this::moment);
      multiRepresenters.put(Temporal.class, this::moment);
      representers.put(
          PyTuple.class, data -> list(((PyTuple) data).items(), options.getDefaultFlowStyle()));
      representers.put(PySet.class, data -> set((PySet) data, options.getDefaultFlowStyle()));
    }

    private static DumperOptions.ScalarStyle style(String text) {
      return BREAK.matcher(text).find()
          ? DumperOptions.ScalarStyle.SINGLE_QUOTED
          : DumperOptions.ScalarStyle.PLAIN;
    }

    private static String number(double value) {
      if (Double.isNaN(value)) {
        return ".nan";
      }
      if (Double.isInfinite(value)) {
        return value > 0 ? ".inf" : "-.inf";
      }
      String text = Python.repr(value).toLowerCase(Locale.ROOT);
      return text.contains(".") ? text : text.replace("e", ".0e");
    }

    private Node moment(Object data) {
      return representScalar(Tag.TIMESTAMP, Python.str(data));
    }

    private Node list(Iterable<?> items, DumperOptions.FlowStyle style) {
      return representSequence(Tag.SEQ, items, style);
    }

    private Node set(PySet items, DumperOptions.FlowStyle style) {
      Map<Object, Object> members = new LinkedHashMap<>();
      items.forEach(item -> members.put(item, null));
      return representMapping(Tag.SET, members, style);
    }
  }

  /** What is a number without quotation marks: a float has a dot, its exponent a sign. */
  private static final class Recognition extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO");
      addImplicitResolver(Tag.INT, INT, "-+0123456789");
      addImplicitResolver(Tag.FLOAT, ScalarResolver.FLOAT, "-+0123456789.");
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
      addImplicitResolver(Tag.TIMESTAMP, TIMESTAMP, "0123456789");
      addImplicitResolver(new Tag(Tag.PREFIX + "value"), Pattern.compile("="), "=");
    }
  }

  /** Python's hex digits are large ones. An escape comes in a call of its own. */
  private static final class EscapeWriter extends StringWriter {
    @Override
    public void write(String text) {
      super.write(
          ESCAPE.matcher(text).matches()
              ? text.substring(0, 2) + text.substring(2).toUpperCase(Locale.ROOT)
              : text);
    }
  }
}
