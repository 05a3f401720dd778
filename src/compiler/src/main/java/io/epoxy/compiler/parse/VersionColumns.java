package io.epoxy.compiler.parse;

import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code include} and {@code exclude} of a version's columns; without them a version has all
 * columns of its model (dbt-core 1.12 {@code UnparsedVersion}).
 */
record VersionColumns(List<String> included, List<String> excluded) {
  private static final Set<String> ALL = Set.of("all", "*");

  static VersionColumns of(YamlMap version) {
    Optional<YamlMap> filter = Optional.empty();
    for (YamlNode entry : version.list("columns")) {
      if (entry instanceof YamlMap map
          && (map.find("include").isPresent() || map.find("exclude").isPresent())) {
        if (filter.isPresent()) {
          throw new EpoxyException(
              ErrorCode.PARSING,
              "version can have at most one include/exclude element",
              map.location());
        }
        check(map);
        filter = Optional.of(map);
      }
    }
    return filter
        .map(map -> new VersionColumns(texts(map, "include"), texts(map, "exclude")))
        .orElse(new VersionColumns(List.of("*"), List.of()));
  }

  private static void check(YamlMap filter) {
    Object include = filter.value("include").orElse(null);
    boolean all = include instanceof String text && ALL.contains(text);
    String problem = "";
    if (include instanceof String && !all) {
      problem = "include must be one of ('all', '*') or a list of strings";
    } else if (!all && !filter.list("exclude").isEmpty()) {
      problem = "exclude can only be specified if include is one of ('all', '*')";
    }
    if (!problem.isEmpty()) {
      throw new EpoxyException(ErrorCode.PARSING, problem, filter.location());
    }
  }

  private static List<String> texts(YamlMap map, String key) {
    return Properties.texts(map.value(key).orElse(null));
  }

  boolean keeps(String name) {
    boolean all = included.stream().anyMatch(ALL::contains);
    return (all || included.contains(name)) && !excluded.contains(name);
  }
}
