package io.epoxy.job.command;

import static java.util.Comparator.comparing;

import io.epoxy.engine.governance.ConfigPlaces;
import io.epoxy.engine.governance.GovernanceReader;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.governance.GovernanceSpec;
import io.epoxy.model.governance.LfTags;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The LF-tags of a database are the wish of every node that tags it, selected or not. Keys of all
 * nodes stand side by side; two values of one key are an error, since Lake Formation keeps one and
 * the node that comes last would win by chance.
 */
final class DatabaseTags {
  private static final String CONFIG = "lf_tags_config";

  private final ConfigPlaces places;

  /** By database and key; sorted, so that messages do not depend on the order of files. */
  private final Map<String, Map<String, List<Wish>>> wishes = new TreeMap<>();

  /** What one node wants. */
  private record Wish(Node node, Set<String> values) {}

  private DatabaseTags(ConfigPlaces places) {
    this.places = places;
  }

  /**
   * The same specs, none of which removes a tag that another node wants.
   *
   * @param specs of the nodes that were asked for
   * @param others the rest of the project, whose configs nobody has read
   * @param problems gets every two values of one key that concern a node of the specs
   */
  static Map<UniqueId, GovernanceSpec> join(
      Map<Node, GovernanceSpec> specs,
      Collection<? extends Node> others,
      ConfigPlaces places,
      Problems problems) {
    DatabaseTags all = new DatabaseTags(places);
    if (specs.values().stream().anyMatch(spec -> !ofDatabase(spec).isEmpty())) {
      Map<Node, GovernanceSpec> read = new TreeMap<>(comparing(node -> node.uniqueId().value()));
      read.putAll(specs);
      others.forEach(node -> read(node).ifPresent(spec -> read.put(node, spec)));
      read.forEach(all::add);
      all.check(specs.keySet(), problems);
    }
    Map<UniqueId, GovernanceSpec> joined = new LinkedHashMap<>();
    specs.forEach((node, spec) -> joined.put(node.uniqueId(), all.join(spec)));
    return joined;
  }

  private static LfTags ofDatabase(GovernanceSpec spec) {
    return spec.tags().map(GovernanceSpec.Tags::database).orElse(LfTags.NONE);
  }

  /** Faults of nodes that are not selected are none of this command's. */
  private static Optional<GovernanceSpec> read(Node node) {
    return GovernanceReader.read(
        node, GovernanceReader.DbtGrants.ELSEWHERE, ConfigPlaces.NODE, new Problems());
  }

  private void add(Node node, GovernanceSpec spec) {
    ofDatabase(spec)
        .values()
        .forEach(
            (key, values) ->
                wishes
                    .computeIfAbsent(spec.table().database(), any -> new TreeMap<>())
                    .computeIfAbsent(key, any -> new ArrayList<>())
                    .add(new Wish(node, values)));
  }

  private void check(Set<Node> selected, Problems problems) {
    wishes.forEach(
        (database, keys) ->
            keys.forEach(
                (key, all) -> {
                  Map<Set<String>, Node> byValue = new LinkedHashMap<>();
                  all.forEach(wish -> byValue.putIfAbsent(wish.values(), wish.node()));
                  boolean concerned = all.stream().anyMatch(wish -> selected.contains(wish.node()));
                  if (byValue.size() > 1 && concerned) {
                    problems.add(conflict(database, key, byValue));
                  }
                }));
  }

  private EpoxyException conflict(String database, String key, Map<Set<String>, Node> byValue) {
    List<String> wanted = new ArrayList<>();
    List<SourceLocation> found = new ArrayList<>();
    byValue.forEach(
        (values, node) -> {
          String value = String.join("|", values);
          SourceLocation place = places.find(node, CONFIG, List.of("tags_database", key, value));
          wanted.add(
              "'"
                  + value
                  + "' ("
                  + node.resourceType().dbtName()
                  + " '"
                  + node.name()
                  + "', "
                  + place
                  + ")");
          found.add(place);
        });
    return new EpoxyException(
        ErrorCode.COMPILATION,
        "The LF-tag '"
            + key
            + "' of database '"
            + database
            + "' is to be "
            + String.join(" and ", wanted)
            + ", but a database has one value of a tag. Keep one of them.",
        found.get(0));
  }

  private GovernanceSpec join(GovernanceSpec spec) {
    Set<String> keys = wishes.getOrDefault(spec.table().database(), Map.of()).keySet();
    return new GovernanceSpec(
        spec.table(), spec.tags().map(tags -> tags.beside(keys)), spec.filters(), spec.grants());
  }
}
