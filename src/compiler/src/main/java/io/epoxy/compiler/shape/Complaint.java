package io.epoxy.compiler.shape;

import com.google.common.collect.ImmutableList;
import io.epoxy.compiler.yaml.YamlList;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.error.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A value that is not of its shape.
 *
 * @param path keys (String) and positions (Long) from the checked value to the wrong one
 * @param unexpected the key that the mapping at the path should not have
 * @param reason the validator's sentence, {@code 1 is not of type 'string'} for example
 */
public record Complaint(List<Object> path, Optional<String> unexpected, String reason) {
  public Complaint {
    path = ImmutableList.copyOf(path);
    Objects.requireNonNull(unexpected, "unexpected");
    Objects.requireNonNull(reason, "reason");
  }

  Complaint(List<Object> path, String reason) {
    this(path, Optional.empty(), reason);
  }

  /** {@code at path ['columns'][0]['name']: 1 is not of type 'string'}. */
  public String sentence() {
    StringBuilder out = new StringBuilder("at path ");
    if (path.isEmpty()) {
      out.append("[]");
    }
    path.forEach(part -> out.append('[').append(Python.repr(part)).append(']'));
    return out.append(": ").append(reason).toString();
  }

  /** Where the wrong value stands in the node that was checked. */
  public SourceLocation place(YamlNode checked) {
    YamlNode at = checked;
    SourceLocation place = at.location();
    List<Object> steps = new ArrayList<>(path);
    unexpected.ifPresent(steps::add);
    for (Object part : steps) {
      if (at instanceof YamlMap map && map.find(String.valueOf(part)).isPresent()) {
        place = map.locationOf(String.valueOf(part));
        at = map.find(String.valueOf(part)).orElseThrow();
      } else if (at instanceof YamlList list
          && part instanceof Long index
          && index < list.items().size()) {
        at = list.items().get(index.intValue());
        place = at.location();
      }
    }
    return place;
  }
}
