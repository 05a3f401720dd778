package io.epoxy.jinja;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Parses templates in the Jinja that dbt sets up: jinja2 3.1 with the do and loopcontrols
 * extensions, no block trimming, one trailing newline removed. Immutable, thread-safe, one per
 * process; made by {@code io.epoxy.jinja.engine.JinjaEngineBuilder}.
 */
public interface JinjaEngine {
  /**
   * Parses a template, expressions included.
   *
   * @param name for messages, usually a path
   * @throws JinjaException of kind SYNTAX with its place
   */
  default Template parse(String name, String source) {
    Template template = read(name, source);
    template.check();
    return template;
  }

  /** As {@link #parse}, without {@link Template#check}, which must come before it is rendered. */
  Template read(String name, String source);

  /**
   * The top-level blocks of the given tags, as dbt's block splitter finds them.
   *
   * @param name for messages, usually a path
   * @throws JinjaException of kind SYNTAX for a block that is not closed or stands inside control
   *     flow
   */
  default List<Block> findBlocks(String name, String source, Set<String> tags) {
    return findBlocks(name, source, tags, tag -> {});
  }

  /**
   * As {@link #findBlocks(String, String, Set)}.
   *
   * @param unexpected takes the name of each other tag at the top level
   */
  List<Block> findBlocks(String name, String source, Set<String> tags, Consumer<String> unexpected);
}
