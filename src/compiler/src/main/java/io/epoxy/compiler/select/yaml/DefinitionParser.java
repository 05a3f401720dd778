package io.epoxy.compiler.select.yaml;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.compiler.select.method.SelectorMethods;
import io.epoxy.compiler.select.spec.Combination;
import io.epoxy.compiler.select.spec.Combination.Kind;
import io.epoxy.compiler.select.spec.CommandLine;
import io.epoxy.compiler.select.spec.Criterion;
import io.epoxy.compiler.select.spec.Criterion.Reach;
import io.epoxy.compiler.select.spec.IndirectSelection;
import io.epoxy.compiler.select.spec.SelectionSpec;
import io.epoxy.compiler.yaml.YamlList;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlScalar;
import io.epoxy.compiler.yaml.YamlText;
import io.epoxy.model.error.EpoxyException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A selector's {@code definition:}. */
final class DefinitionParser {
  private static final String EXCLUDE = "exclude";

  private DefinitionParser() {}

  static SelectionSpec parse(YamlNode definition) {
    if (definition instanceof YamlMap map
        && (map.find("union").isPresent() || map.find("intersection").isPresent())
        && map.entries().size() > 1) {
      throw SelectorsFile.wrong(
          "Only a single 'union' or 'intersection' key is allowed in a root level selector"
              + " definition; found "
              + String.join(",", map.entries().keySet())
              + ".",
          map.location());
    }
    return nested(definition);
  }

  private static SelectionSpec nested(YamlNode definition) {
    if (definition instanceof YamlScalar scalar && scalar.value() instanceof String text) {
      return known(() -> CommandLine.criterion(text, Optional.of(scalar.location())));
    }
    YamlMap map = (YamlMap) definition; // items() let nothing else through
    if (map.find("union").isPresent()) {
      return combination(map, "union", Kind.UNION);
    }
    if (map.find("intersection").isPresent()) {
      return combination(map, "intersection", Kind.INTERSECTION);
    }
    return criterion(map);
  }

  /** As in dbt, an item that has an {@code exclude} is nothing but that. */
  private static SelectionSpec combination(YamlMap map, String key, Kind kind) {
    List<SelectionSpec> included = new ArrayList<>();
    Optional<SelectionSpec> excluded = Optional.empty();
    for (YamlNode item : items(map, key)) {
      if (item instanceof YamlMap part && part.find(EXCLUDE).isPresent()) {
        if (excluded.isPresent()) {
          throw SelectorsFile.wrong(
              "You cannot provide multiple exclude arguments to the same selector set operator:\n"
                  + YamlText.write(part.data()).stripTrailing(),
              part.location());
        }
        excluded = exclusion(part);
      } else {
        included.add(nested(item));
      }
    }
    return without(Combination.of(kind, included), excluded);
  }

  private static Optional<SelectionSpec> exclusion(YamlMap map) {
    List<SelectionSpec> parts = new ArrayList<>();
    items(map, EXCLUDE).forEach(item -> parts.add(nested(item)));
    return parts.isEmpty() ? Optional.empty() : Optional.of(Combination.of(Kind.UNION, parts));
  }

  private static SelectionSpec without(SelectionSpec spec, Optional<SelectionSpec> excluded) {
    return excluded
        .<SelectionSpec>map(rest -> Combination.of(Kind.DIFFERENCE, List.of(spec, rest)))
        .orElse(spec);
  }

  private static List<YamlNode> items(YamlMap map, String key) {
    if (!(map.entries().get(key) instanceof YamlList list)) {
      throw SelectorsFile.wrong(
          "Invalid value for key \"" + key + "\". Expected a list.", map.locationOf(key));
    }
    for (YamlNode item : list.items()) {
      boolean fits =
          item instanceof YamlMap
              || item instanceof YamlScalar scalar && scalar.value() instanceof String;
      if (!fits) {
        throw SelectorsFile.wrong(
            "Invalid value type "
                + item.typeName()
                + " in key \""
                + key
                + "\", expected dict or str (value: "
                + item.data()
                + ").",
            item.location());
      }
    }
    return list.items();
  }

  private static SelectionSpec criterion(YamlMap map) {
    if (map.entries().size() == 1) {
      String method = map.entries().keySet().iterator().next();
      return build(map, method, map.value(method), Reach.NONE, Optional.empty());
    }
    if (map.find("method").isEmpty() || map.find("value").isEmpty()) {
      throw SelectorsFile.wrong(
          "Expected either 1 key or else \"method\" and \"value\" keys, but got "
              + map.entries().keySet().stream()
                  .map(key -> "'" + key + "'")
                  .collect(Collectors.joining(", ", "[", "]")),
          map.location());
    }
    String method =
        map.text("method")
            .orElseThrow(
                () -> SelectorsFile.wrong("'method' must be text", map.locationOf("method")));
    Criterion base = build(map, method, map.value("value"), reach(map), indirect(map));
    return map.find(EXCLUDE).isPresent() ? without(base, exclusion(map)) : base;
  }

  private static Criterion build(
      YamlMap map,
      String method,
      Optional<Object> value,
      Reach reach,
      Optional<IndirectSelection> indirect) {
    String raw = TemplateValues.repr(map.data());
    Object wanted =
        value.orElseThrow(
            () ->
                SelectorsFile.wrong(
                    "Invalid node spec \"" + raw + "\" - no search value!", map.location()));
    return known(
        () -> Criterion.of(raw, method, wanted, reach, indirect, Optional.of(map.location())));
  }

  private static Criterion known(Supplier<Criterion> made) {
    try {
      Criterion criterion = made.get();
      SelectorMethods.requireKnown(criterion);
      return criterion;
    } catch (EpoxyException e) {
      throw SelectorsFile.wrong(e.getMessage(), e.location().orElseThrow());
    }
  }

  private static Reach reach(YamlMap map) {
    return new Reach(
        isTrue(map, "childrens_parents"),
        isTrue(map, "parents") ? depth(map, "parents_depth") : OptionalInt.empty(),
        isTrue(map, "children") ? depth(map, "children_depth") : OptionalInt.empty());
  }

  /** No depth, and 0, mean all. */
  private static OptionalInt depth(YamlMap map, String key) {
    if (!isTrue(map, key)) {
      return OptionalInt.of(Integer.MAX_VALUE);
    }
    Object raw = map.value(key).orElseThrow();
    try {
      BigDecimal depth = new BigDecimal(raw.equals(true) ? "1" : raw.toString().strip());
      return OptionalInt.of(depth.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue());
    } catch (NumberFormatException e) {
      throw SelectorsFile.wrong(
          "Invalid node spec - could not handle parent depth " + raw, map.locationOf(key));
    }
  }

  private static Optional<IndirectSelection> indirect(YamlMap map) {
    String key = "indirect_selection";
    return map.find(key)
        .map(
            given ->
                map.text(key)
                    .flatMap(IndirectSelection::find)
                    .orElseThrow(
                        () ->
                            SelectorsFile.wrong(
                                "'"
                                    + given.data()
                                    + "' is not a valid IndirectSelection; it must be eager,"
                                    + " cautious, buildable or empty",
                                map.locationOf(key))));
  }

  /** What Python takes for true. */
  private static boolean isTrue(YamlMap map, String key) {
    Object value = map.value(key).orElse(false);
    return !(value.equals(false)
        || value.equals("")
        || value.equals(0L)
        || value.equals(0.0)
        || value.equals(List.of()));
  }
}
