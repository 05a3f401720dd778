package io.epoxy.engine.governance;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.config.Flag;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.Suggestion;
import io.epoxy.model.graph.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping in a config. What is wrong in it becomes a problem and counts as absent. */
final class Part {
  private final Node node;
  private final String config;
  private final List<String> words;
  private final ConfigPlaces places;
  private final Problems problems;
  private final Map<String, Object> values = new LinkedHashMap<>();

  /**
   * A part.
   *
   * @param config the config's own key
   * @param words the way to the part in it, key by key
   */
  Part(
      Node node,
      String config,
      List<String> words,
      Object value,
      ConfigPlaces places,
      Problems problems) {
    this.node = node;
    this.config = config;
    this.words = ImmutableList.copyOf(words);
    this.places = places;
    this.problems = problems;
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, some) -> values.put(String.valueOf(key), some));
    } else if (value != null) {
      problem(path() + " must be a mapping, not '" + value + "'");
    }
  }

  /** As messages name the part. */
  private String path() {
    return words.isEmpty() ? config : config + "." + String.join(".", words);
  }

  Map<String, Object> values() {
    return values;
  }

  Part part(String key) {
    return new Part(node, config, to(key), values.get(key), places, problems);
  }

  /** Complains of every other key. */
  void allow(List<String> keys) {
    for (String key : values.keySet()) {
      if (!keys.contains(key)) {
        problem(
            key,
            path()
                + " has no key '"
                + key
                + "'."
                + Suggestion.of(key, keys)
                + " Its keys are "
                + String.join(", ", keys));
      }
    }
  }

  boolean isOn(String key, boolean whenAbsent) {
    Object value = values.get(key);
    if (value == null) {
      return whenAbsent;
    }
    Optional<Boolean> flag = Flag.find(value);
    if (flag.isEmpty()) {
      problem(key, path() + "." + key + " must be true or false, not '" + value + "'");
    }
    return flag.orElse(whenAbsent);
  }

  Optional<String> text(String key) {
    List<String> texts = texts(key);
    return texts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", texts));
  }

  /** A text or a list of texts. */
  List<String> texts(String key) {
    Object value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof Map<?, ?>
        || value instanceof List<?> list
            && list.stream().anyMatch(item -> item instanceof Map || item instanceof List)) {
      problem(key, path() + "." + key + " must be a text or a list of texts, not '" + value + "'");
      return List.of();
    }
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }

  /** Complains of one key. */
  void problem(String key, String what) {
    problem(to(key), what);
  }

  /** Complains of the part as a whole. */
  void problem(String what) {
    problem(words, what);
  }

  private List<String> to(String key) {
    return ImmutableList.<String>builder().addAll(words).add(key).build();
  }

  private void problem(List<String> place, String what) {
    problems.add(
        new EpoxyException(
            ErrorCode.COMPILATION,
            capital(node.resourceType().dbtName()) + " '" + node.name() + "': " + what + ".",
            places.find(node, config, place)));
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
