package io.epoxy.jinja.method;

import com.google.common.collect.ImmutableMap;
import io.epoxy.jinja.JinjaObject.Value;
import java.util.Optional;

/** The methods of one Python type, by name. */
public final class MethodTable<T> {
  private final String owner;
  private final ImmutableMap<String, Entry<T>> entries;

  private MethodTable(String owner, ImmutableMap<String, Entry<T>> entries) {
    this.owner = owner;
    this.entries = entries;
  }

  /** A table whose methods say in messages that they are of {@code owner}. */
  public static <T> Builder<T> builder(String owner) {
    return new Builder<>(owner);
  }

  /** The method of {@code self} by name. */
  public Optional<Value> find(T self, String name) {
    Entry<T> entry = entries.get(name);
    return entry == null ? Optional.empty() : Value.of(new BoundMethod<>(owner, entry, self));
  }

  /**
   * One method.
   *
   * @param least arguments that it needs
   * @param most positional arguments that it takes
   * @param takesKeywords whether any may be given by name
   */
  record Entry<T>(String name, int least, int most, boolean takesKeywords, Method<T> method) {}

  /** Collects methods. */
  public static final class Builder<T> {
    private final String owner;
    private final ImmutableMap.Builder<String, Entry<T>> entries = ImmutableMap.builder();

    private Builder(String owner) {
      this.owner = owner;
    }

    /** A method that takes its arguments by place only, as most of CPython's do. */
    public Builder<T> add(String name, int least, int most, Method<T> method) {
      entries.put(name, new Entry<>(name, least, most, false, method));
      return this;
    }

    /** A method that takes keywords as well. */
    public Builder<T> addWithKeywords(String name, int least, int most, Method<T> method) {
      entries.put(name, new Entry<>(name, least, most, true, method));
      return this;
    }

    public MethodTable<T> build() {
      return new MethodTable<>(owner, entries.buildOrThrow());
    }
  }
}
