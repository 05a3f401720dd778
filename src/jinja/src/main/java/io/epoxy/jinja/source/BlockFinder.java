package io.epoxy.jinja.source;

import io.epoxy.jinja.Block;
import java.util.List;
import java.util.Set;

public final class BlockFinder {
  public BlockFinder(String name, String source, Set<String> tags) {}

  public List<Block> find() {
    return List.of();
  }
}
