package io.epoxy.compiler.select.spec;

import com.google.common.collect.ImmutableMap;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.config.Data;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What selectors.yml defines.
 *
 * @param byName in the order of the file
 * @param defaultName the one that a command without any selection uses
 * @param shown the definitions as the manifest shows them
 */
public record ProjectSelectors(
    Map<String, SelectionSpec> byName, Optional<String> defaultName, Map<String, Object> shown) {
  public static final ProjectSelectors NONE =
      new ProjectSelectors(Map.of(), Optional.empty(), Map.of());

  public ProjectSelectors {
    byName = ImmutableMap.copyOf(byName);
    Objects.requireNonNull(defaultName, "defaultName");
    shown = Data.copy(shown);
  }

  /**
   * The selection of a name.
   *
   * @throws EpoxyException when there is none
   */
  public SelectionSpec load(String name) {
    SelectionSpec spec = byName.get(name);
    if (spec == null) {
      throw new EpoxyException(
          ErrorCode.SELECTION,
          "Could not find selector named "
              + name
              + ", expected one of "
              + Python.repr(new ArrayList<>(byName.keySet())));
    }
    return spec;
  }
}
