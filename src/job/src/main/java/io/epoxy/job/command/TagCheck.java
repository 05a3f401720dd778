package io.epoxy.job.command;

import io.epoxy.engine.governance.ConfigPlaces;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.error.Suggestion;
import io.epoxy.model.governance.GovernanceSpec;
import io.epoxy.model.governance.KnownTag;
import io.epoxy.model.governance.LfTags;
import io.epoxy.model.graph.Node;
import io.epoxy.model.port.Governance;
import io.epoxy.model.port.MessageSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether the LF-tags that nodes want exist, asked before anything runs: one question for a key.
 * Lake Formation makes no tags of its own accord.
 */
final class TagCheck {
  private static final String CONFIG = "lf_tags_config";

  /** A tag may have a thousand. */
  private static final int SHOWN_VALUES = 10;

  private final Governance governance;
  private final ConfigPlaces places;
  private final Map<String, KnownTag> known = new TreeMap<>();
  private final Map<String, Boolean> isWhole = new TreeMap<>();

  /** {@code key=value} that may or may not exist. */
  private final Set<String> unseen = new TreeSet<>();

  private final Map<Fault, List<Node>> faults = new LinkedHashMap<>();

  /** What is wrong at one place; the config of a folder is that of many nodes. */
  private record Fault(String text, SourceLocation place) {}

  TagCheck(Governance governance, ConfigPlaces places) {
    this.governance = governance;
    this.places = places;
  }

  /**
   * Checks all of them.
   *
   * @param messages hears once of the tags and values that the caller may not see
   * @throws EpoxyException with every key and value that is certain not to exist, with its place
   */
  void check(Map<Node, GovernanceSpec> wanted, MessageSink messages) {
    wanted.forEach((node, spec) -> spec.tags().ifPresent(tags -> check(node, tags)));
    Problems problems = new Problems();
    faults.forEach(
        (fault, nodes) ->
            problems.add(
                new EpoxyException(
                    ErrorCode.COMPILATION, whose(nodes) + fault.text(), fault.place())));
    problems.throwIfAny();
    List<String> hidden = new ArrayList<>();
    known.forEach(
        (key, tag) -> {
          if (tag.standing() == KnownTag.Standing.HIDDEN) {
            hidden.add(key);
          }
        });
    if (!hidden.isEmpty()) {
      messages.message(
          MessageSink.Level.WARN,
          "GovernanceWarning",
          "Whether the LF-tags "
              + String.join(", ", hidden)
              + " exist cannot be told before they are assigned ("
              + known.get(hidden.get(0)).words()
              + "). The role needs lakeformation:GetLFTag, and DESCRIBE on these tags.");
    }
    if (!unseen.isEmpty()) {
      messages.message(
          MessageSink.Level.WARN,
          "GovernanceWarning",
          "The role sees no LF-tag "
              + String.join(", ", unseen)
              + ": there is none, or the role may not see it, and then not assign it either. The"
              + " role needs ASSOCIATE on these values.");
    }
  }

  private void check(Node node, GovernanceSpec.Tags tags) {
    check(node, "tags_database", tags.database());
    check(node, "tags_table", tags.table());
    LfTags ofColumns = tags.columns().values().stream().reduce(LfTags.NONE, LfTags::and);
    check(node, "tags_columns", ofColumns);
  }

  private void check(Node node, String part, LfTags tags) {
    tags.values()
        .forEach(
            (key, values) -> {
              KnownTag tag = known.computeIfAbsent(key, governance::findTag);
              if (tag.standing() == KnownTag.Standing.MISSING) {
                fault(
                    node,
                    List.of(part, key),
                    "there is no LF-tag '"
                        + key
                        + "'; an administrator of Lake Formation makes it.");
              } else if (tag.standing() == KnownTag.Standing.THERE) {
                values.stream()
                    .filter(value -> !tag.values().contains(value))
                    .forEach(
                        value -> {
                          if (isWhole.computeIfAbsent(key, governance::seesEveryValue)) {
                            fault(node, List.of(part, key, value), noValue(key, value, tag));
                          } else {
                            unseen.add(key + "=" + value);
                          }
                        });
              }
            });
  }

  private static String noValue(String key, String value, KnownTag tag) {
    List<String> some = tag.values().stream().limit(SHOWN_VALUES).toList();
    return "the LF-tag '"
        + key
        + "' has no value '"
        + value
        + "'."
        + Suggestion.of(value, tag.values())
        + " It has "
        + String.join(", ", some)
        + (tag.values().size() > some.size() ? " and others." : ".");
  }

  private void fault(Node node, List<String> words, String text) {
    faults
        .computeIfAbsent(
            new Fault(text, places.find(node, CONFIG, words)), any -> new ArrayList<>())
        .add(node);
  }

  private static String whose(List<Node> nodes) {
    Node first = nodes.get(0);
    String type = first.resourceType().dbtName();
    int others = nodes.size() - 1;
    return Character.toUpperCase(type.charAt(0))
        + type.substring(1)
        + " '"
        + first.name()
        + "'"
        + (others == 0 ? "" : " and " + others + (others == 1 ? " other" : " others"))
        + ": ";
  }
}
