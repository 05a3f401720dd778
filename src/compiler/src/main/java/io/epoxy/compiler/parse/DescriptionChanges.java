package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.compiler.yaml.YamlList;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells two texts of a property file apart. Only plain descriptions of models and of their columns
 * may differ: nothing is linked by them, and they are shown as they are written.
 */
final class DescriptionChanges {
  /** Keys that make more of an entry than one model, or show its descriptions elsewhere too. */
  private static final Set<String> MORE = Set.of("versions", "semantic_model");

  private static final Set<String> MORE_OF_COLUMN = Set.of("dimension", "entity");

  private final List<One> all = new ArrayList<>();

  /**
   * One description.
   *
   * @param entry which of the file's models, from 0
   * @param column empty for the model's own
   */
  record One(int entry, Optional<String> column, String before, String after) {}

  /** The descriptions that differ; empty when anything else does. */
  static Optional<List<One>> between(YamlMap before, YamlMap after) {
    DescriptionChanges changes = new DescriptionChanges();
    return changes.file(before, after) ? Optional.of(changes.all) : Optional.empty();
  }

  private boolean file(YamlMap before, YamlMap after) {
    if (!sameKeys(before, after)) {
      return false;
    }
    for (String key : after.entries().keySet()) {
      boolean same = same(before, after, key);
      if (!same && (!key.equals("models") || !models(before, after))) {
        return false;
      }
    }
    return true;
  }

  private boolean models(YamlMap before, YamlMap after) {
    Optional<List<Pair>> entries = pairs(before, after, "models");
    for (int i = 0; i < entries.map(List::size).orElse(0); i++) {
      Pair pair = entries.get().get(i);
      if (!pair.isSame() && !model(i, pair.before(), pair.after())) {
        return false;
      }
    }
    return entries.isPresent();
  }

  private boolean model(int entry, YamlMap before, YamlMap after) {
    if (!sameKeys(before, after) || after.entries().keySet().stream().anyMatch(MORE::contains)) {
      return false;
    }
    for (String key : after.entries().keySet()) {
      if (!same(before, after, key)
          && !(key.equals("description") && describe(entry, Optional.empty(), before, after))
          && !(key.equals("columns") && columns(entry, before, after))) {
        return false;
      }
    }
    return true;
  }

  private boolean columns(int entry, YamlMap before, YamlMap after) {
    Optional<List<Pair>> columns = pairs(before, after, "columns");
    Set<String> names = new HashSet<>();
    for (Pair pair : columns.orElse(List.of())) {
      Optional<String> name = pair.after().text("name");
      if (name.isEmpty() || !names.add(name.get())) {
        return false;
      }
      if (!pair.isSame() && !column(entry, name.get(), pair.before(), pair.after())) {
        return false;
      }
    }
    return columns.isPresent();
  }

  private boolean column(int entry, String name, YamlMap before, YamlMap after) {
    Set<String> keys = after.entries().keySet();
    if (!sameKeys(before, after) || keys.stream().anyMatch(MORE_OF_COLUMN::contains)) {
      return false;
    }
    return keys.stream()
        .allMatch(
            key ->
                same(before, after, key)
                    || key.equals("description")
                        && describe(entry, Optional.of(name), before, after));
  }

  private boolean describe(int entry, Optional<String> column, YamlMap before, YamlMap after) {
    Optional<String> then = plain(before);
    Optional<String> now = plain(after);
    if (then.isEmpty() || now.isEmpty()) {
      return false;
    }
    all.add(new One(entry, column, then.get(), now.get()));
    return true;
  }

  private static Optional<String> plain(YamlMap described) {
    return described.text("description").filter(text -> !DbtJinja.isTemplate(text));
  }

  private record Pair(YamlMap before, YamlMap after) {
    boolean isSame() {
      return same(before, after);
    }
  }

  /** The mappings of two lists side by side; empty when the lists are not alike. */
  private static Optional<List<Pair>> pairs(YamlMap before, YamlMap after, String key) {
    List<YamlNode> then = before.list(key);
    List<YamlNode> now = after.list(key);
    boolean lists =
        before.find(key).orElseThrow() instanceof YamlList
            && after.find(key).orElseThrow() instanceof YamlList;
    if (!lists || then.size() != now.size()) {
      return Optional.empty();
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      if (!(then.get(i) instanceof YamlMap first) || !(now.get(i) instanceof YamlMap second)) {
        return Optional.empty();
      }
      pairs.add(new Pair(first, second));
    }
    return Optional.of(pairs);
  }

  private static boolean sameKeys(YamlMap before, YamlMap after) {
    return List.copyOf(before.entries().keySet()).equals(List.copyOf(after.entries().keySet()));
  }

  private static boolean same(YamlMap before, YamlMap after, String key) {
    return same(before.find(key).orElseThrow(), after.find(key).orElseThrow());
  }

  /** Maps are equal in any order, but a manifest shows their order. */
  private static boolean same(YamlNode before, YamlNode after) {
    Object then = before.data();
    Object now = after.data();
    return String.valueOf(then).equals(String.valueOf(now))
        && (then == null ? now == null : then.equals(now));
  }
}
