package io.epoxy.compiler.shape;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads shapes that are written as {@code Name = {key!: text, other: [int] | none, *}}: {@code !}
 * marks a key that must be there, {@code *} lets other keys through, names stand for shapes above.
 */
final class ShapeText {
  private static final Pattern TOKEN =
      Pattern.compile("\\s+|#[^\\n]*|'([^']*)'|([\\w-]+)|([{}\\[\\]|,:!*=])");

  private static final Map<String, Shape> TYPES =
      ImmutableMap.of(
          "any", Shape.Type.ANY,
          "text", Shape.Type.TEXT,
          "int", Shape.Type.INT,
          "count", Shape.Type.COUNT,
          "number", Shape.Type.NUMBER,
          "flag", Shape.Type.FLAG,
          "map", Shape.Type.MAP,
          "none", Shape.Type.NONE);

  private final List<String> tokens;
  private final Map<String, Shape> named = new LinkedHashMap<>();
  private int at;

  private ShapeText(List<String> tokens) {
    this.tokens = tokens;
  }

  /** The shapes by their names. */
  static Map<String, Shape> read(String text) {
    ShapeText reader = new ShapeText(tokens(text));
    while (reader.at < reader.tokens.size()) {
      String name = reader.next();
      reader.expect("=");
      reader.named.put(name, reader.shape());
    }
    return reader.named;
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher token = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!token.find(at) || token.start() != at) {
        throw new IllegalArgumentException("unreadable shape: " + text.substring(at));
      }
      if (token.group(1) != null || token.group(2) != null || token.group(3) != null) {
        tokens.add(token.group());
      }
      at = token.end();
    }
    return tokens;
  }

  /** Alternatives; texts among them make one {@link Shape.OneOf}. */
  private Shape shape() {
    List<Shape> shapes = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    do {
      if (peek().startsWith("'")) {
        String text = next();
        texts.add(text.substring(1, text.length() - 1));
      } else {
        shapes.add(single());
      }
    } while (skip("|"));
    if (!texts.isEmpty()) {
      shapes.add(0, new Shape.OneOf(texts));
    }
    return shapes.size() == 1 ? shapes.get(0) : new Shape.AnyOf(shapes);
  }

  private Shape single() {
    String token = next();
    if (token.equals("[")) {
      Shape item = shape();
      expect("]");
      return new Shape.ListOf(item);
    }
    if (token.equals("{")) {
      return fields();
    }
    Shape shape = TYPES.containsKey(token) ? TYPES.get(token) : named.get(token);
    if (shape == null) {
      throw new IllegalArgumentException("no shape of the name " + token);
    }
    return shape;
  }

  private Shape fields() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    Set<String> required = new LinkedHashSet<>();
    boolean open = false;
    do {
      if (skip("*")) {
        open = true;
      } else if (!peek().equals("}")) {
        String key = next();
        if (skip("!")) {
          required.add(key);
        }
        expect(":");
        shapes.put(key, shape());
      }
    } while (skip(","));
    expect("}");
    return new Shape.Fields(shapes, required, open);
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : "";
  }

  private String next() {
    if (at >= tokens.size()) {
      throw new IllegalArgumentException("a shape ends too early");
    }
    return tokens.get(at++);
  }

  private boolean skip(String token) {
    if (peek().equals(token)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String token) {
    String found = next();
    if (!found.equals(token)) {
      throw new IllegalArgumentException("expected " + token + " in a shape, found " + found);
    }
  }
}
