package io.epoxy.compiler.shape;

import com.google.common.collect.ImmutableList;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.compiler.yaml.YamlList;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys that are not text where a free mapping stands in a shape, as dbt's schemas refuse them
 * ({@code Dict[str, Any]}): of such a mapping itself, not of those below it.
 */
public final class TextKeys {
  private TextKeys() {}

  /** Every complaint about the keys of a node that is of a shape. */
  public static List<Complaint> check(Shape shape, YamlNode node) {
    List<Complaint> found = new ArrayList<>();
    check(shape, node, List.of(), found);
    return found.stream().distinct().toList();
  }

  private static void check(Shape shape, YamlNode node, List<Object> path, List<Complaint> found) {
    if (shape instanceof Shape.AnyOf any) {
      any.shapes().forEach(one -> check(one, node, path, found));
    } else if (shape instanceof Shape.ListOf list && node instanceof YamlList items) {
      for (int i = 0; i < items.items().size(); i++) {
        check(list.item(), items.items().get(i), under(path, (long) i), found);
      }
    } else if (node instanceof YamlMap map && shape instanceof Shape.Fields fields) {
      fields
          .shapes()
          .forEach(
              (key, below) ->
                  map.find(key).ifPresent(value -> check(below, value, under(path, key), found)));
    } else if (node instanceof YamlMap map && shape == Shape.Type.MAP) {
      map.notTexts()
          .values()
          .forEach(
              key ->
                  found.add(
                      new Complaint(path, TemplateValues.repr(key) + " is not of type 'string'")));
    }
  }

  private static List<Object> under(List<Object> path, Object part) {
    return ImmutableList.builder().addAll(path).add(part).build();
  }
}
