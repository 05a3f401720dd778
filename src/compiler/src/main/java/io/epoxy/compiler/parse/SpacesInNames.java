package io.epoxy.compiler.parse;

import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names with blanks are refused or warned of, as two behaviour flags say (dbt-core 1.12 {@code
 * check_for_spaces_in_resource_names}).
 */
final class SpacesInNames {
  private static final String MORE =
      " resource name(s). This is deprecated, and may lead to errors when using dbt. Run again with"
          + " `--debug` to see them all. For more information:"
          + " https://docs.getdbt.com/reference/global-configs/legacy-behaviors";

  private final Map<String, Object> flags;
  private final Problems problems;
  private final Warnings warnings;

  SpacesInNames(Map<String, Object> flags, Problems problems, Warnings warnings) {
    this.flags = flags;
    this.problems = problems;
    this.warnings = warnings;
  }

  void check(Manifest manifest) {
    Map<String, SourceLocation> nodes = new LinkedHashMap<>();
    Map<String, SourceLocation> others = new LinkedHashMap<>();
    for (GraphMember member : manifest.members().values()) {
      if (member instanceof SourceTable table && hasSpace(table.sourceName())) {
        others.putIfAbsent(
            "source." + table.info().packageName() + "." + table.sourceName(),
            table.info().location());
      } else if (member.resourceType() == ResourceType.SEMANTIC_MODEL && hasSpace(member.name())) {
        others.put(member.uniqueId().value(), member.info().location());
      } else if (manifest.nodes().containsKey(member.uniqueId()) && hasSpace(member.name())) {
        nodes.put(member.uniqueId().value(), member.info().location());
      }
    }
    report(nodes, "require_resource_names_without_spaces", "model");
    report(others, "require_source_and_semantic_model_names_without_spaces", "resource");
  }

  private static boolean hasSpace(String name) {
    return name.indexOf(' ') >= 0;
  }

  private void report(Map<String, SourceLocation> found, String flag, String kind) {
    if (found.isEmpty()) {
      return;
    }
    if (BehaviourFlags.isOn(flags, flag)) {
      refuse(found, kind);
      return;
    }
    warnings.warn(
        "SpacesInResourceNameDeprecation",
        "Found spaces in the name of `" + found.keySet().iterator().next() + "`");
    warnings.warn("ResourceNamesWithSpacesDeprecation", "Spaces found in " + found.size() + MORE);
  }

  private void refuse(Map<String, SourceLocation> found, String kind) {
    StringBuilder list = new StringBuilder();
    found.forEach(
        (id, place) ->
            list.append("\n  * '").append(id).append("' (").append(place.path()).append(')'));
    problems.add(
        new EpoxyException(
            ErrorCode.PROJECT,
            "Resource names cannot contain spaces:"
                + list
                + "\nPlease rename the invalid "
                + kind
                + "(s) so that their name(s) do not contain any spaces.",
            found.values().iterator().next()));
  }
}
