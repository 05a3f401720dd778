package io.epoxy.jinja.source;

import com.google.common.collect.ImmutableMap;
import io.epoxy.jinja.Block;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaException.Kind;
import io.epoxy.jinja.JinjaException.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds the blocks of some tags at the top level of a file without parsing what is in them, with
 * the rules and messages of dbt (dbt-common {@code clients/_jinja_blocks.py}, BlockIterator): only
 * if and for are known to nest, and a dash takes the white space beside it out of the contents.
 */
public final class BlockFinder {
  private static final ImmutableMap<String, String> CONTROL_FLOW =
      ImmutableMap.of("if", "endif", "for", "endfor");

  private final String source;
  private final Set<String> tags;
  private final Consumer<String> unexpected;
  private final TagScanner scanner;
  private final Deque<String> controlFlow = new ArrayDeque<>();
  private final List<Block> blocks = new ArrayList<>();
  private TagScanner.Tag open;

  /**
   * A finder for one source.
   *
   * @param unexpected takes the name of each tag outside of blocks that starts none
   */
  public BlockFinder(String name, String source, Set<String> tags, Consumer<String> unexpected) {
    this.source = source;
    this.unexpected = unexpected;
    this.tags = Set.copyOf(tags);
    this.scanner = new TagScanner(name, source);
  }

  /**
   * The blocks in order.
   *
   * @throws JinjaException of kind SYNTAX in dbt's words
   */
  public List<Block> find() {
    for (Optional<TagScanner.Tag> tag = scanner.next(); tag.isPresent(); tag = scanner.next()) {
      visit(tag.get());
    }
    if (open != null) {
      int line = scanner.place(open.end()).line();
      throw error(
          open,
          "Reached EOF without finding a close tag for "
              + open.name()
              + " (searched from line "
              + line
              + ")");
    }
    return blocks;
  }

  private void visit(TagScanner.Tag tag) {
    if (CONTROL_FLOW.containsKey(tag.name())) {
      controlFlow.push(tag.name());
    } else if (CONTROL_FLOW.containsValue(tag.name())) {
      leave(tag);
    }
    if (tags.contains(tag.name())) {
      if (!controlFlow.isEmpty()) {
        throw error(
            tag,
            "Got a block definition inside control flow at "
                + position(tag)
                + ". All dbt block definitions must be at the top level");
      }
      if (open != null) {
        throw nested(tag);
      }
      open = tag;
    } else if (open != null && tag.name().equals("end" + open.name())) {
      blocks.add(block(open, tag));
      open = null;
    } else if (open == null) {
      unexpected.accept(tag.name());
    }
  }

  private void leave(TagScanner.Tag tag) {
    String expectedStart = tag.name().substring("end".length());
    if (controlFlow.isEmpty()) {
      throw error(
          tag,
          "Got an unexpected control flow end tag, got "
              + tag.name()
              + " but never saw a preceeding "
              + expectedStart
              + " (@ "
              + position(tag)
              + ")");
    }
    String expected = CONTROL_FLOW.get(controlFlow.pop());
    if (!tag.name().equals(expected)) {
      throw error(
          tag,
          "Got an unexpected control flow end tag, got "
              + tag.name()
              + " but expected "
              + expected
              + " next (@ "
              + position(tag)
              + ")");
    }
  }

  private JinjaException nested(TagScanner.Tag inner) {
    return error(
        inner,
        "Got nested tags: "
            + open.name()
            + " (started at "
            + position(open)
            + ") did not have a matching {% end"
            + open.name()
            + " %} before a subsequent "
            + inner.name()
            + " was found (started at "
            + position(inner)
            + ")");
  }

  private Block block(TagScanner.Tag start, TagScanner.Tag end) {
    Place place = scanner.place(start.brace());
    return new Block(
        start.name(),
        start.header(),
        source.substring(start.start(), start.brace()),
        source.substring(start.brace(), end.end()),
        start.end() > end.start() ? "" : source.substring(start.end(), end.start()),
        place.line(),
        place.column());
  }

  private String position(TagScanner.Tag tag) {
    Place place = scanner.place(tag.brace());
    return place.line() + ":" + (place.column() - 1); // dbt counts columns from 0
  }

  private JinjaException error(TagScanner.Tag tag, String message) {
    return new JinjaException(Kind.SYNTAX, message, scanner.place(tag.brace()));
  }
}
