package io.epoxy.compiler.semantic;

import io.epoxy.model.graph.SemanticLayerNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What holds of a semantic model's elements (MetricFlow's {@code semantic_models.py}, {@code
 * primary_entity.py}, {@code entities.py}, {@code dimension_const.py}, {@code element_const.py}).
 */
final class ElementRules {
  private ElementRules() {}

  static void defaults(Layer layer, Findings findings) {
    for (SemanticModel model : layer.models()) {
      model
          .defaultTimeDimension()
          .filter(name -> !model.hasTimeDimension(name))
          .ifPresent(
              name ->
                  findings.error(
                      model.node(),
                      "Default aggregation time dimension was specified as '"
                          + name
                          + "' which doesn't exist as a time dimension in semantic model named '"
                          + model.name()
                          + "'."));
    }
  }

  static void primaryEntities(Layer layer, Findings findings) {
    for (SemanticModel model : layer.models()) {
      List<Part> primary = model.entities("primary");
      Optional<String> key = model.text("primary_entity");
      if (primary.size() > 1) {
        findings.error(
            model.node(),
            "Semantic models can have only one primary entity. The semantic model `"
                + model.name()
                + "` has "
                + primary.size()
                + ": "
                + primary.stream().map(Part::name).collect(Collectors.joining(", ")));
      } else if (primary.size() == 1 && key.isPresent()) {
        findings.error(
            model.node(),
            "The semantic model `"
                + model.name()
                + "` has an entity named `"
                + primary.get(0).name()
                + "` with type primary but it also has the `primary_entity` field set to `"
                + key.get()
                + "`. Both should not be present in the model.");
      } else if (primary.isEmpty() && key.isEmpty() && !model.dimensions().isEmpty()) {
        findings.error(
            model.node(),
            "The semantic model "
                + model.name()
                + " contains dimensions, but it does not define a primary entity. Either add an"
                + " entity with type PRIMARY or set a value for the primary_entity key.");
      }
    }
  }

  static void dimensionsOfAnEntity(Layer layer, Findings findings) {
    Map<String, Map<String, String>> known = new HashMap<>();
    for (SemanticModel model : layer.models()) {
      Optional<String> entity =
          model
              .text("primary_entity")
              .or(() -> model.entities("primary").stream().findFirst().map(Part::name));
      if (entity.isEmpty()) {
        continue;
      }
      boolean first = !known.containsKey(entity.get());
      Map<String, String> models = known.computeIfAbsent(entity.get(), name -> new HashMap<>());
      for (Part dimension : model.dimensions()) {
        String other = models.get(dimension.name());
        if (first || other == null) {
          models.put(dimension.name(), model.name());
        } else {
          findings.error(
              model.node(),
              "Duplicate dimension + primary entity pairing detected, dimension + primary entity"
                  + " pairings must be unique. Semantic model `"
                  + model.name()
                  + "` has a primary entity of `"
                  + entity.get()
                  + "` and dimension `"
                  + dimension.name()
                  + "`, but this pairing is already in use on semantic model `"
                  + other
                  + "`.");
        }
      }
    }
  }

  static void naturalEntities(Layer layer, Findings findings) {
    for (SemanticModel model : layer.models()) {
      TreeSet<String> natural = new TreeSet<>();
      model.entities("natural").forEach(entity -> natural.add(entity.name()));
      if (natural.size() > 1) {
        findings.error(
            model.node(),
            "Semantic models can have at most one natural entity, but semantic model `"
                + model.name()
                + "` has "
                + natural.size()
                + " distinct natural entities set! "
                + set(natural)
                + ".");
      }
      if (!natural.isEmpty() && windows(model).isEmpty()) {
        findings.error(
            model.node(),
            "The use of `natural` entities is currently supported only in conjunction with a"
                + " validity window defined in the set of time dimensions associated with the"
                + " semantic model. Semantic model `"
                + model.name()
                + "` uses a natural entity ("
                + set(natural)
                + ") but does not define a validity window!");
      }
    }
  }

  private static List<Part> windows(SemanticModel model) {
    return model.dimensions().stream()
        .filter(found -> !found.part("type_params").part("validity_params").keys().isEmpty())
        .toList();
  }

  static void validityWindows(Layer layer, Findings findings) {
    for (SemanticModel model : layer.models()) {
      List<Part> windows = windows(model);
      if (windows.isEmpty()) {
        continue;
      }
      String subject = "Semantic model " + model.name() + " has ";
      if (windows.size() != 2) {
        findings.error(
            model.node(),
            subject
                + windows.size()
                + " dimensions defined with validity params. They are: "
                + list(windows)
                + ". There must be either zero or two! If you wish to define a validity window for"
                + " this semantic model, please follow these requirements: Semantic models using"
                + " dimension validity params to define a validity window must have exactly two"
                + " time dimensions with validity params specified - one marked `is_start` and the"
                + " other marked `is_end`.");
      }
      keysOfWindow(model, subject, findings);
      if (!model.measures().isEmpty()) {
        findings.error(
            model.node(),
            subject
                + "both measures and validity param dimensions defined. This is not currently"
                + " supported! Please remove either the measures or the validity params. Measure"
                + " names: "
                + list(model.measures())
                + ". Validity param dimension names: "
                + list(windows)
                + ".");
      }
    }
  }

  private static void keysOfWindow(SemanticModel model, String subject, Findings findings) {
    List<Part> keys =
        model.entities().stream()
            .filter(entity -> entity.is("type", "primary") || entity.is("type", "unique"))
            .toList();
    if (model.entities("natural").isEmpty()) {
      findings.error(
          model.node(),
          subject
              + "validity param dimensions defined, but does not have an entity with type"
              + " `natural` set. The natural key for this semantic model is what we use to process"
              + " a validity window join. Primary or unique entities, if any, might be suitable"
              + " for use as natural keys: ("
              + list(keys)
              + ").");
    }
    if (!keys.isEmpty()) {
      findings.error(
          model.node(),
          subject
              + "validity param dimensions defined and also has one or more entities designated as"
              + " `primary` or `unique`. This is not yet supported, as we do not currently process"
              + " joins against these key types for semantic models with validity windows"
              + " specified.");
    }
  }

  /** Dimensions of one name are of one type, in all models. */
  static void dimensionsAgree(Layer layer, Findings findings) {
    Map<String, String> types = new HashMap<>();
    for (SemanticModel model : layer.models()) {
      for (Part dimension : model.dimensions()) {
        String type = dimension.text("type").orElse("").toUpperCase(Locale.ROOT);
        String before = types.putIfAbsent(dimension.name(), type);
        if (before != null && !before.equals(type)) {
          findings.error(
              model.node(),
              "In semantic model `"
                  + model.name()
                  + "`, type conflict for dimension `"
                  + dimension.name()
                  + "` - already in model as type `DimensionType."
                  + before
                  + "` but got `DimensionType."
                  + type
                  + "`");
        }
      }
    }
  }

  /** A name is that of a measure, a dimension or an entity, but not of two of them. */
  static void typesAgree(Layer layer, Findings findings) {
    Map<String, Map<String, TreeMap<String, SemanticLayerNode>>> uses = new LinkedHashMap<>();
    for (SemanticModel model : layer.models()) {
      model.measures().forEach(part -> use(uses, part, "measure", model));
      model.dimensions().forEach(part -> use(uses, part, "dimension", model));
      model.entities().forEach(part -> use(uses, part, "entity", model));
    }
    uses.forEach(
        (name, types) -> {
          if (types.size() > 1) {
            String all =
                types.keySet().stream()
                    .map(type -> "<" + constant(type) + ": '" + type + "'>")
                    .collect(Collectors.joining(", ", "[", "]"));
            types.forEach(
                (type, models) ->
                    findings.error(
                        models.firstEntry().getValue(),
                        "In semantic models "
                            + set(models.keySet())
                            + ", element `"
                            + name
                            + "` is of type "
                            + constant(type)
                            + ", but it is used as types "
                            + all
                            + " across the model."));
          }
        });
  }

  private static void use(
      Map<String, Map<String, TreeMap<String, SemanticLayerNode>>> uses,
      Part part,
      String type,
      SemanticModel model) {
    uses.computeIfAbsent(part.name(), name -> new TreeMap<>())
        .computeIfAbsent(type, name -> new TreeMap<>())
        .put(model.name(), model.node());
  }

  private static String constant(String type) {
    return "SemanticModelElementType." + type.toUpperCase(Locale.ROOT);
  }

  static void granularities(Layer layer, Findings findings) {
    for (SemanticModel model : layer.models()) {
      for (Part dimension : model.dimensions()) {
        if (dimension.is("type", "time")
            && dimension.part("type_params").text("time_granularity").isEmpty()) {
          findings.deprecation(
              model.node(),
              "In semantic model `"
                  + model.name()
                  + "`, time dimension `"
                  + dimension.name()
                  + "` must have a time granularity set.");
        }
      }
    }
  }

  private static String set(Iterable<String> names) {
    return "{'" + String.join("', '", names) + "'}";
  }

  private static String list(List<Part> parts) {
    return parts.stream()
        .map(part -> "'" + part.name() + "'")
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
