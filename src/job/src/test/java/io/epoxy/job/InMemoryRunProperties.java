package io.epoxy.job;

import io.epoxy.model.port.RunProperties;
import java.util.Map;
import java.util.TreeMap;

/** The properties of a workflow run in a map. */
final class InMemoryRunProperties implements RunProperties {
  private final Map<String, String> properties = new TreeMap<>();

  @Override
  public Map<String, String> read() {
    return Map.copyOf(properties);
  }

  @Override
  public void put(Map<String, String> more) {
    properties.putAll(more);
  }
}
