package io.epoxy.compiler.yaml;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import java.time.DateTimeException;
import java.util.ArrayList;
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
  private static final long MAX_EXPANDED = 5_000_000L;

  private static final Set<Tag> COLLECTIONS = Set.of(Tag.SEQ, Tag.MAP, Tag.OMAP, Tag.SET);

  private final String path;
  private final Consumer<String> warnings;
  private final Map<Node, YamlNode> done = new IdentityHashMap<>();
  private final Map<Node, Long> sizes = new IdentityHashMap<>();
  private final Set<Node> open = java.util.Collections.newSetFromMap(new IdentityHashMap<>());

  YamlConverter(String path, Consumer<String> warnings) {
    this.path = path;
    this.warnings = warnings;
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
    checkTag(node);
    List<YamlNode> items = new ArrayList<>(node.getValue().size());
    node.getValue().forEach(item -> items.add(convert(item)));
    return new YamlList(items, place(node));
  }

  private YamlNode map(MappingNode node) {
    checkTag(node);
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    Map<String, SourceLocation> keys = new LinkedHashMap<>();
    merge(node, entries, keys);
    Map<String, SourceLocation> own = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      if (isMerge(tuple)) {
        continue;
      }
      String key = key(tuple.getKeyNode());
      SourceLocation before = own.put(key, place(tuple.getKeyNode()));
      if (before != null) {
        warnings.accept(
            "Duplicate key '"
                + key
                + "' in "
                + place(tuple.getKeyNode())
                + ", first seen in line "
                + before.line()
                + "; the last one counts");
      }
      entries.put(key, convert(tuple.getValueNode()));
      keys.put(key, place(tuple.getKeyNode()));
    }
    return new YamlMap(entries, keys, place(node));
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
          throw error(one, "expected a mapping or list of mappings for merging");
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

  private String key(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      throw error(node, "found unhashable key");
    }
    Object value = scalar(scalar);
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    return value.toString();
  }

  private Object scalar(ScalarNode node) {
    Tag tag = node.getTag();
    String text = node.getValue();
    try {
      if (tag.equals(PLAIN)) {
        return ScalarResolver.resolve(text);
      }
      if (tag.equals(Tag.STR)) {
        return text;
      }
      if (tag.equals(Tag.NULL)) {
        return null;
      }
      if (tag.equals(Tag.INT)) {
        return ScalarResolver.number(text);
      }
      if (tag.equals(Tag.FLOAT)) {
        return Double.valueOf(text);
      }
      if (tag.equals(Tag.BOOL) || tag.equals(Tag.TIMESTAMP)) {
        return ScalarResolver.resolve(text);
      }
    } catch (DateTimeException | NumberFormatException e) {
      throw error(node, e.getMessage());
    }
    throw error(node, "could not determine a constructor for the tag '" + tag.getValue() + "'");
  }

  private void checkTag(Node node) {
    if (!COLLECTIONS.contains(node.getTag())) {
      throw error(
          node, "could not determine a constructor for the tag '" + node.getTag().getValue() + "'");
    }
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
    SourceLocation place = place(node);
    return new EpoxyException(
        ErrorCode.PROJECT,
        "Syntax error near line " + place.line() + " (" + place + ")\n" + message,
        place);
  }
}
