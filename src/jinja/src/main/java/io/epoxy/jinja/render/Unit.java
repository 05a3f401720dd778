package io.epoxy.jinja.render;

import com.google.common.collect.ImmutableList;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import io.epoxy.jinja.statement.Header;
import java.util.List;

/**
 * A template's tree with the headers that its tags refer to by number. Immutable once built: the
 * tree is only written while Jinjava parses.
 */
final class Unit {
  private final String name;
  private final Node root;
  private final ImmutableList<Header> headers;

  Unit(String name, Node root, List<Header> headers) {
    this.name = name;
    this.root = root;
    this.headers = ImmutableList.copyOf(headers);
  }

  /** The same tree under another name. */
  Unit named(String other) {
    return new Unit(other, root, headers);
  }

  String name() {
    return name;
  }

  Node root() {
    return root;
  }

  /** The header whose number stands in a tag. */
  Header header(TagNode node) {
    return headers.get(number(node.getHelpers()));
  }

  /** The header whose number is the whole expression. */
  Header header(String expression) {
    return headers.get(number(expression));
  }

  static int number(String text) {
    int result = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ' ') {
        result = result * 10 + c - '0';
      }
    }
    return result;
  }
}
