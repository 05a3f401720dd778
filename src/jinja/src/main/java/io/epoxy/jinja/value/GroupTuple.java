package io.epoxy.jinja.value;

import io.epoxy.jinja.JinjaObject;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** One group of {@code groupby}: a pair whose parts also have names. */
public final class GroupTuple implements JinjaObject {
  private final PyTuple pair;

  public GroupTuple(Object grouper, List<Object> list) {
    this.pair = PyTuple.of(grouper, list);
  }

  @Override
  public Optional<Value> attribute(String name) {
    return switch (name) {
      case "grouper" -> Value.of(pair.get(0));
      case "list" -> Value.of(pair.get(1));
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<Value> item(Object key) {
    return Indexing.find(pair, key);
  }

  @Override
  public Optional<Iterator<Object>> iterate() {
    return Optional.of(pair.iterator());
  }

  @Override
  public Optional<Integer> length() {
    return Optional.of(2);
  }

  @Override
  public String typeName() {
    return "_GroupTuple";
  }

  @Override
  public String asString() {
    return Python.repr(pair);
  }
}
