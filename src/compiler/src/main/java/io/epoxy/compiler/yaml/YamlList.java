package io.epoxy.compiler.yaml;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.error.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A sequence. */
public record YamlList(List<YamlNode> items, SourceLocation location) implements YamlNode {
  public YamlList {
    items = ImmutableList.copyOf(items);
    Objects.requireNonNull(location, "location");
  }

  @Override
  public Object data() {
    List<Object> copy = new ArrayList<>(items.size());
    items.forEach(item -> copy.add(item.data()));
    return copy;
  }

  @Override
  public String typeName() {
    return "list";
  }
}
