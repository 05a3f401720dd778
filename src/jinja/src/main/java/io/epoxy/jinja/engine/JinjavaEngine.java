package io.epoxy.jinja.engine;

import io.epoxy.jinja.Block;
import io.epoxy.jinja.JinjaEngine;
import io.epoxy.jinja.Limits;
import io.epoxy.jinja.Template;
import io.epoxy.jinja.filter.Filters;
import io.epoxy.jinja.lib.Globals;
import io.epoxy.jinja.library.Library;
import io.epoxy.jinja.render.Engine;
import io.epoxy.jinja.source.BlockFinder;
import io.epoxy.jinja.test.Tests;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The engine on Jinjava's scanner, tree and tags, with one tree for each name and text. */
final class JinjavaEngine implements JinjaEngine {
  private final Engine engine;
  private final Map<Key, Template> templates = new ConcurrentHashMap<>();

  JinjavaEngine(Limits limits, Map<String, UnaryOperator<String>> macroTags) {
    Library library = new Library(Filters.all(), Tests.all());
    this.engine = new Engine(library, Globals.all(), limits, macroTags);
  }

  @Override
  public Template parse(String name, String source) {
    Key key = new Key(name, source);
    Template known = templates.get(key);
    if (known != null) {
      return known;
    }
    // Two threads may parse the same text; one tree is kept, and neither waits for the other.
    Template parsed = engine.parse(name, source);
    Template other = templates.putIfAbsent(key, parsed);
    return other == null ? parsed : other;
  }

  @Override
  public List<Block> findBlocks(String name, String source, Set<String> tags) {
    return new BlockFinder(name, source, tags).find();
  }

  private record Key(String name, String source) {}
}
