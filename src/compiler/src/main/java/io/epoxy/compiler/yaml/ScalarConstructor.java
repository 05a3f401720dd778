package io.epoxy.compiler.yaml;

import java.util.Set;
import org.yaml.snakeyaml.nodes.Tag;

/** Values of scalars with an explicit tag, by PyYAML's SafeConstructor. */
final class ScalarConstructor {
  private static final Set<Tag> KNOWN =
      Set.of(Tag.STR, Tag.NULL, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP);

  private ScalarConstructor() {}

  static boolean knows(Tag tag) {
    return KNOWN.contains(tag);
  }

  /** PyYAML's sentence for a tag that SafeLoader does not make. */
  static String unknown(Tag tag) {
    return "could not determine a constructor for the tag '" + tag.getValue() + "'";
  }

  /**
   * The value.
   *
   * @throws IllegalArgumentException when the text is none of the tag's
   */
  static Object construct(Tag tag, String text) {
    if (tag.equals(Tag.STR)) {
      return text;
    }
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    Object value = null;
    try {
      if (tag.equals(Tag.INT)) {
        value = ScalarResolver.integer(text);
      } else if (tag.equals(Tag.FLOAT)) {
        value = ScalarResolver.decimal(text);
      } else if (tag.equals(Tag.BOOL)) {
        value = ScalarResolver.bool(text);
      } else if (tag.equals(Tag.TIMESTAMP) && !(ScalarResolver.timestamp(text) instanceof String)) {
        value = ScalarResolver.timestamp(text);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not of the type that its tag says: " + tag.getValue(), e);
    }
    if (value == null) {
      throw new IllegalArgumentException(
          knows(tag)
              ? "'" + text + "' is not of the type that its tag says: " + tag.getValue()
              : unknown(tag));
    }
    return value;
  }
}
