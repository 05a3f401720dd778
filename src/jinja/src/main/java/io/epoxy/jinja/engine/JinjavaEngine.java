package io.epoxy.jinja.engine;

import io.epoxy.jinja.Block;
import io.epoxy.jinja.JinjaEngine;
import io.epoxy.jinja.Limits;
import io.epoxy.jinja.Template;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The engine on Jinjava's scanner, tree and tags. */
final class JinjavaEngine implements JinjaEngine {
  JinjavaEngine(Limits limits, Map<String, UnaryOperator<String>> macroTags) {}

  @Override
  public Template parse(String name, String source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Block> findBlocks(String name, String source, Set<String> tags) {
    throw new UnsupportedOperationException();
  }
}
