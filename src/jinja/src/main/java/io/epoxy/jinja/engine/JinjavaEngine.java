package io.epoxy.jinja.engine;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.epoxy.jinja.Block;
import io.epoxy.jinja.JinjaEngine;
import io.epoxy.jinja.Limits;
import io.epoxy.jinja.Template;
import io.epoxy.jinja.filter.Filters;
import io.epoxy.jinja.lib.Globals;
import io.epoxy.jinja.library.Library;
import io.epoxy.jinja.render.Engine;
import io.epoxy.jinja.source.BlockFinder;
import io.epoxy.jinja.statement.MacroNames;
import io.epoxy.jinja.syntax.Lexer;
import io.epoxy.jinja.test.Tests;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The engine on Jinjava's scanner, tree and tags. A tree belongs to a text and serves all templates
 * of that text; the trees that were used last are kept, up to some {@value #KEPT_CHARACTERS}
 * characters of source, so that a process that goes through 10,000 models stays small. Macros stay
 * as long as whoever asked for them keeps them.
 */
final class JinjavaEngine implements JinjaEngine {
  /** A tree takes 10 to 20 bytes for each character of its text. */
  private static final long KEPT_CHARACTERS = 4_000_000;

  /** What an entry costs besides its text, in characters. */
  private static final int ENTRY = 200;

  /** Threads that may add at the same time; reading never waits. */
  private static final int WRITERS = 8;

  private final Engine engine;
  private final Limits limits;
  private final Cache<String, Template> templates =
      CacheBuilder.newBuilder()
          .concurrencyLevel(WRITERS)
          .maximumWeight(KEPT_CHARACTERS)
          .weigher((String source, Template template) -> source.length() + ENTRY)
          .build();

  JinjavaEngine(Limits limits, MacroNames names) {
    Library library = new Library(Filters.all(), Tests.all());
    this.engine = new Engine(library, Globals.all(), limits, names);
    this.limits = limits;
  }

  @Override
  public Template read(String name, String source) {
    Template known = templates.getIfPresent(source);
    if (known == null) {
      // Two threads may parse the same text; one tree is kept, and neither waits for the other.
      Template parsed = engine.parse(name, source);
      Template other = templates.asMap().putIfAbsent(source, parsed);
      known = other == null ? parsed : other;
    }
    return engine.named(name, known);
  }

  @Override
  public List<Block> findBlocks(
      String name, String source, Set<String> tags, Consumer<String> unexpected) {
    Lexer.checkSize(name, source, limits);
    return new BlockFinder(name, source, tags, unexpected).find();
  }
}
