package io.epoxy.engine.catalog;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where and how a table's or partition's files lie. */
public record StorageState(
    Optional<String> location,
    Optional<String> inputFormat,
    Optional<String> outputFormat,
    Optional<String> serde,
    boolean compressed,
    Map<String, String> properties) {
  public StorageState {
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(inputFormat, "inputFormat");
    Objects.requireNonNull(outputFormat, "outputFormat");
    Objects.requireNonNull(serde, "serde");
    properties = ImmutableMap.copyOf(properties);
  }

  public static StorageState at(String location) {
    return new StorageState(
        Optional.of(location),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Map.of());
  }

  public StorageState withProperties(Map<String, String> newProperties) {
    return new StorageState(location, inputFormat, outputFormat, serde, compressed, newProperties);
  }

  public StorageState movedTo(String newLocation) {
    return new StorageState(
        Optional.of(newLocation), inputFormat, outputFormat, serde, compressed, properties);
  }
}
