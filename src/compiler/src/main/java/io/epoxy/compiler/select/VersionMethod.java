package io.epoxy.compiler.select;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ResourceType;
import java.util.function.Predicate;

/** {@code version:} latest, prerelease, old, none. */
final class VersionMethod implements SelectorMethod {
  @Override
  public String name() {
    return "version";
  }

  @Override
  public Predicate<Candidate> matcher(Criterion criterion, String projectName) {
    return switch (criterion.value()) {
      case "latest" -> version(version -> compare(version) == 0);
      case "prerelease" -> version(version -> compare(version) > 0);
      case "old" -> version(version -> compare(version) < 0);
      case "none" ->
          candidate ->
              candidate.resourceType() == ResourceType.MODEL && candidate.version().isEmpty();
      default ->
          throw new EpoxyException(
              ErrorCode.SELECTION,
              "Invalid version type selector "
                  + criterion.value()
                  + ": expected one of: \"latest\", \"prerelease\", \"old\", or \"none\"");
    };
  }

  private static Predicate<Candidate> version(Predicate<ModelNode.Version> test) {
    return candidate -> candidate.version().filter(test).isPresent();
  }

  private static int compare(ModelNode.Version version) {
    if (version.value() instanceof Number number && version.latest() instanceof Number latest) {
      return Double.compare(number.doubleValue(), latest.doubleValue());
    }
    return String.valueOf(version.value()).compareTo(String.valueOf(version.latest()));
  }
}
