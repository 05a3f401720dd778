package io.epoxy.compiler.yaml;

import io.epoxy.jinja.value.Python;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.SourceLocation;
import java.time.DateTimeException;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** SnakeYAML's node graph to our values; aliases are shared, merge keys flattened. */
final class YamlConverter {
  /** An untagged plain scalar. */
  static final Tag PLAIN = new Tag("!plain");

  /** Values that a document may stand for once its aliases are written out. */
  private static final long MAX_EXPANDED = 2_000_000L;

  /** Tags whose values dbt reads, and then refuses where it renders them. */
  private static final Map<String, String> UNRENDERED =
      Map.of(
          Tag.PREFIX + "set", "set",
          Tag.PREFIX + "omap", "tuple",
          Tag.PREFIX + "pairs", "tuple",
          Tag.PREFIX + "binary", "bytes");

  /** Below it every whole double is a long. */
  private static final double MAX_EXACT = 1L << 53;

  private final String path;
  private final Consumer<String> warnings;
  private final Leniency leniency;
  private final Map<Node, YamlNode> done = new IdentityHashMap<>();
  private final Map<Node, Long> sizes = new IdentityHashMap<>();
  private final Set<Node> open = java.util.Collections.newSetFromMap(new IdentityHashMap<>());

  YamlConverter(String path, Consumer<String> warnings, Leniency leniency) {
    this.path = path;
    this.warnings = warnings;
    this.leniency = leniency;
  }

  YamlNode convert(Node node) {
    YamlNode known = done.get(node);
    if (known != null) {
      return known;
    }
    if (!open.add(node)) {
      throw error(node, "found an alias to a value that contains it");
    }
    YamlNode value;
    if (node instanceof ScalarNode scalar) {
      value = new YamlScalar(scalar(scalar), place(node));
    } else if (node instanceof SequenceNode sequence) {
      value = list(sequence);
    } else {
      value = map((MappingNode) node);
    }
    open.remove(node);
    if (sizes.merge(node, size(node), Long::sum) > MAX_EXPANDED) {
      throw error(node, "the document is too large once its aliases are written out");
    }
    done.put(node, value);
    return value;
  }

  private YamlNode list(SequenceNode node) {
    checkTag(node, Tag.SEQ);
    List<YamlNode> items = new ArrayList<>(node.getValue().size());
    node.getValue().forEach(item -> items.add(convert(item)));
    return new YamlList(items, place(node));
  }

  private YamlNode map(MappingNode node) {
    checkTag(node, Tag.MAP);
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    Map<String, SourceLocation> keys = new LinkedHashMap<>();
    Map<String, Object> notTexts = new LinkedHashMap<>();
    merge(node, entries, keys);
    Map<String, SourceLocation> own = new LinkedHashMap<>();
    Map<Object, String> firsts = new HashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      if (isMerge(tuple)) {
        continue;
      }
      Object value = key(tuple.getKeyNode());
      String spelled = spelled(value);
      String key = firsts.computeIfAbsent(equalInPython(value), first -> spelled);
      if (!(value instanceof String)) {
        notTexts.putIfAbsent(key, value);
      }
      SourceLocation before = own.put(key, place(tuple.getKeyNode()));
      if (before != null) {
        SourceLocation place = place(tuple.getKeyNode());
        warnings.accept(
            "Duplicate key '"
                + spelled
                + "' in \""
                + path
                + "\", line "
                + place.line()
                + ", column "
                + place.column()
                + " in file `"
                + path
                + "`, first seen in line "
                + before.line()
                + "; the last one counts");
      }
      entries.put(key, convert(tuple.getValueNode()));
      keys.put(key, place(tuple.getKeyNode()));
    }
    return new YamlMap(entries, keys, notTexts, place(node));
  }

  /** Entries of {@code <<}; the first mapping of a list wins, own keys win over both. */
  private void merge(
      MappingNode node, Map<String, YamlNode> entries, Map<String, SourceLocation> keys) {
    for (NodeTuple tuple : node.getValue()) {
      if (!isMerge(tuple)) {
        continue;
      }
      Node value = tuple.getValueNode();
      List<Node> merged = value instanceof SequenceNode list ? list.getValue() : List.of(value);
      for (Node one : merged) {
        if (!(convert(one) instanceof YamlMap map)) {
          throw error(
              one,
              "expected a mapping or list of mappings for merging, but found " + one.getNodeId());
        }
        map.entries().forEach(entries::putIfAbsent);
        map.keys().forEach(keys::putIfAbsent);
      }
    }
  }

  private static boolean isMerge(NodeTuple tuple) {
    return tuple.getKeyNode() instanceof ScalarNode key
        && key.getTag().equals(PLAIN)
        && key.getValue().equals("<<");
  }

  private Object key(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      throw error(node, "found unhashable key");
    }
    if (scalar.getTag().equals(PLAIN) && scalar.getValue().equals("=")) {
      return "=";
    }
    return scalar(scalar);
  }

  /**
   * One value for all keys that are the same to a dict: 1, 1.0 and true are, and the first stays.
   */
  private static Object equalInPython(Object key) {
    if (key instanceof Boolean bool) {
      return bool ? 1L : 0L;
    }
    boolean whole = key instanceof Double number && number == Math.rint(number);
    return whole && Math.abs((Double) key) < MAX_EXACT ? (Object) ((Double) key).longValue() : key;
  }

  private static String spelled(Object key) {
    boolean same = key instanceof String || key instanceof Temporal;
    return same ? key.toString() : Python.str(key);
  }

  private Object scalar(ScalarNode node) {
    String text = leniency.restored(node.getValue());
    try {
      if (UNRENDERED.containsKey(node.getTag().getValue())) {
        throw new IllegalArgumentException(unrendered(node.getTag()));
      }
      if (!node.getTag().equals(PLAIN)) {
        return ScalarConstructor.construct(node.getTag(), text);
      }
      if (text.equals("=") || text.equals("<<")) {
        Tag tag = text.equals("=") ? new Tag(Tag.PREFIX + "value") : Tag.MERGE;
        throw new IllegalArgumentException(ScalarConstructor.unknown(tag));
      }
      return ScalarResolver.resolve(text);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw error(node, e.getMessage());
    }
  }

  private void checkTag(Node node, Tag wanted) {
    Tag tag = node.getTag();
    if (tag.equals(wanted)) {
      return;
    }
    String kind = wanted.equals(Tag.SEQ) ? "sequence" : "mapping";
    String other = wanted.equals(Tag.SEQ) ? "mapping" : "sequence";
    if (tag.equals(Tag.SEQ) || tag.equals(Tag.MAP)) {
      throw error(node, "expected a " + other + " node, but found " + kind);
    }
    if (ScalarConstructor.knows(tag)) {
      throw error(node, "expected a scalar node, but found " + kind);
    }
    if (UNRENDERED.containsKey(tag.getValue())) {
      throw error(node, unrendered(tag));
    }
    throw error(node, ScalarConstructor.unknown(tag));
  }

  private static String unrendered(Tag tag) {
    return "in _deep_map_render, expected one of (<class 'list'>, <class 'dict'>, <class 'int'>,"
        + " <class 'float'>, <class 'str'>, <class 'NoneType'>, <class 'bool'>, <class"
        + " 'datetime.date'>), got <class '"
        + UNRENDERED.get(tag.getValue())
        + "'>";
  }

  private long size(Node node) {
    long total = 1;
    if (node instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        total += sizes.getOrDefault(item, 1L);
      }
    } else if (node instanceof MappingNode map) {
      for (NodeTuple tuple : map.getValue()) {
        total += sizes.getOrDefault(tuple.getValueNode(), 1L);
      }
    }
    return Math.min(total, MAX_EXPANDED + 1);
  }

  private SourceLocation place(Node node) {
    return new SourceLocation(
        path, node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
  }

  private EpoxyException error(Node node, String message) {
    return SyntaxError.of(message, place(node));
  }
}
