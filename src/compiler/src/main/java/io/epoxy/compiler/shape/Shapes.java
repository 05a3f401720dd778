package io.epoxy.compiler.shape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The shapes of property files and of node configs, by their names in {@code shapes.txt}. */
public final class Shapes {
  private static final Map<String, Shape> ALL = load();

  private Shapes() {}

  /** The shape of the entries under a key of property files, {@code models} for example. */
  public static Optional<Shape> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  private static Map<String, Shape> load() {
    try (InputStream in = Shapes.class.getResourceAsStream("shapes.txt")) {
      if (in == null) {
        throw new IllegalStateException("missing resource shapes.txt");
      }
      return ShapeText.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
