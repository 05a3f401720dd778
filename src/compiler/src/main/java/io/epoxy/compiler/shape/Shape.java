package io.epoxy.compiler.shape;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.model.error.Suggestion;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a value must look like. */
public sealed interface Shape {
  /** Every complaint about a value, see {@link io.epoxy.model.config.Data}; none when it fits. */
  default List<Complaint> check(Object value) {
    List<Complaint> found = new ArrayList<>();
    check(value, List.of(), found);
    return found;
  }

  /** Adds what is wrong with the value at a path. */
  void check(Object value, List<Object> path, List<Complaint> found);

  private static List<Object> under(List<Object> path, Object part) {
    return ImmutableList.builder().addAll(path).add(part).build();
  }

  /** One of JSON's types, by the validator's name for it. */
  enum Type implements Shape {
    ANY("any", value -> true),
    TEXT("string", value -> value instanceof String || value instanceof Temporal),
    INT("integer", value -> value instanceof Long || value instanceof BigInteger),
    NUMBER(
        "number",
        value -> value instanceof Long || value instanceof BigInteger || value instanceof Double),
    /** What Python's int() takes. */
    COUNT(
        "integer",
        value ->
            value instanceof Number
                || value instanceof Boolean
                || value instanceof String text && text.matches("\\s*[+-]?\\d+(_\\d+)*\\s*")),
    FLAG("boolean", Boolean.class::isInstance),
    MAP("object", Map.class::isInstance),
    NONE("null", value -> value == null);

    private final String jsonName;
    private final Predicate<Object> fits;

    Type(String jsonName, Predicate<Object> fits) {
      this.jsonName = jsonName;
      this.fits = fits;
    }

    @Override
    public void check(Object value, List<Object> path, List<Complaint> found) {
      if (!fits.test(value)) {
        found.add(
            new Complaint(path, TemplateValues.repr(value) + " is not of type '" + jsonName + "'"));
      }
    }
  }

  /** One of some texts. */
  record OneOf(List<String> values) implements Shape {
    public OneOf {
      values = ImmutableList.copyOf(values);
    }

    @Override
    public void check(Object value, List<Object> path, List<Complaint> found) {
      if (!values.contains(value)) {
        String near = value instanceof String text ? Suggestion.of(text, values) : "";
        found.add(
            new Complaint(
                path,
                TemplateValues.repr(value)
                    + " is not one of "
                    + TemplateValues.repr(values)
                    + near));
      }
    }
  }

  /** A list, every item of one shape. */
  record ListOf(Shape item) implements Shape {
    @Override
    public void check(Object value, List<Object> path, List<Complaint> found) {
      if (value instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          item.check(list.get(i), under(path, (long) i), found);
        }
      } else {
        found.add(new Complaint(path, TemplateValues.repr(value) + " is not of type 'array'"));
      }
    }
  }

  /**
   * A mapping of known keys.
   *
   * @param isOpen whether other keys may be there too
   */
  record Fields(Map<String, Shape> shapes, Set<String> required, boolean isOpen) implements Shape {
    public Fields {
      shapes = ImmutableMap.copyOf(shapes);
      required = ImmutableSet.copyOf(required);
    }

    @Override
    public void check(Object value, List<Object> path, List<Complaint> found) {
      if (!(value instanceof Map<?, ?> map)) {
        Type.MAP.check(value, path, found);
        return;
      }
      for (String key : required) {
        if (!map.containsKey(key)) {
          found.add(new Complaint(path, TemplateValues.repr(key) + " is a required property"));
        }
      }
      map.forEach(
          (key, item) -> {
            Shape shape = shapes.get(String.valueOf(key));
            if (shape != null) {
              shape.check(item, under(path, key), found);
            } else if (!isOpen) {
              String name = String.valueOf(key);
              found.add(new Complaint(path, Optional.of(name), unexpected(name)));
            }
          });
    }

    private String unexpected(String key) {
      return "Additional properties are not allowed ("
          + TemplateValues.repr(key)
          + " was unexpected)"
          + Suggestion.of(key, shapes.keySet());
    }
  }

  /** One of several shapes. */
  record AnyOf(List<Shape> shapes) implements Shape {
    public AnyOf {
      shapes = ImmutableList.copyOf(shapes);
    }

    @Override
    public void check(Object value, List<Object> path, List<Complaint> found) {
      if (shapes.stream().noneMatch(shape -> shape.check(value).isEmpty())) {
        found.add(
            new Complaint(
                path, TemplateValues.repr(value) + " is not valid under any of the given schemas"));
      }
    }
  }
}
