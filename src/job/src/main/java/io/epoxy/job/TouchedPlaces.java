package io.epoxy.job;

import io.epoxy.bundle.run.ProjectPlaces;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.config.Target;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.SourceTable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects what a parsed project touches. */
final class TouchedPlaces {
  private static final List<String> GOVERNANCE = List.of("lf_tags_config", "lf_grants", "grants");

  private final Set<String> written = new HashSet<>();
  private final Set<String> read = new HashSet<>();
  private final Set<String> writtenLocations = new HashSet<>();
  private final Set<String> readLocations = new HashSet<>();
  private boolean governed;

  private TouchedPlaces() {}

  static ProjectPlaces of(Manifest manifest, Target target) {
    TouchedPlaces places = new TouchedPlaces();
    places.written.add(database(target.schema()));
    manifest.nodes().values().forEach(places::add);
    manifest.sources().values().forEach(places::add);
    places.read.removeAll(places.written);
    return new ProjectPlaces(
        places.written,
        places.read,
        places.writtenLocations,
        places.readLocations,
        places.governed);
  }

  private void add(Node node) {
    NodeConfig config = node.info().config();
    if (node.relationName().isPresent()) {
      written.add(database(node.relation().schema()));
      config
          .string("custom_location")
          .flatMap(TouchedPlaces::place)
          .ifPresent(writtenLocations::add);
    }
    governed |=
        GOVERNANCE.stream()
            .anyMatch(key -> config.find(key).filter(value -> !isEmpty(value)).isPresent());
  }

  private void add(SourceTable source) {
    read.add(database(source.relation().schema()));
    source
        .external()
        .map(external -> external.get("location"))
        .map(String::valueOf)
        .flatMap(TouchedPlaces::place)
        .ifPresent(readLocations::add);
  }

  private static Optional<String> place(String location) {
    return Optional.of(location).filter(text -> text.matches("s3[an]?://[^/]+.*"));
  }

  private static boolean isEmpty(Object value) {
    return value instanceof Map<?, ?> map && map.isEmpty();
  }

  /** Glue's data catalog keeps names in lower case. */
  private static String database(String schema) {
    return schema.toLowerCase(Locale.ROOT);
  }
}
