package io.epoxy.model.graph;

import java.util.Objects;

/** dbt's {@code unique_id}, for example {@code model.shop.orders}. Ordered by its text. */
public record UniqueId(String value) implements Comparable<UniqueId> {
  public UniqueId {
    Objects.requireNonNull(value, "value");
    if (value.indexOf('.') <= 0 && !value.equals("None")) { // as dbt writes what it has not found
      throw new IllegalArgumentException("not a unique_id: " + value);
    }
  }

  public static UniqueId of(ResourceType type, String... parts) {
    return new UniqueId(type.dbtName() + "." + String.join(".", parts));
  }

  public ResourceType resourceType() {
    return ResourceType.ofId(value)
        .orElseThrow(() -> new IllegalArgumentException("not a unique_id: " + value));
  }

  /** The second of its parts. */
  public String packageName() {
    int start = value.indexOf('.') + 1;
    int end = value.indexOf('.', start);
    return end < 0 ? value.substring(start) : value.substring(start, end);
  }

  @Override
  public int compareTo(UniqueId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
