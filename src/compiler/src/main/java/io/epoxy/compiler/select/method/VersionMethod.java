package io.epoxy.compiler.select.method;

import io.epoxy.compiler.select.spec.Criterion;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ResourceType;
import java.util.function.Predicate;

/** {@code version:} latest, prerelease, old, none. */
final class VersionMethod implements SelectorMethod {
  @Override
  public Predicate<Candidate> matcher(Criterion criterion, Surroundings surroundings) {
    return switch (criterion.text()) {
      case "latest" -> version(ModelNode.Version::isLatest);
      case "prerelease" ->
          version(version -> ModelNode.Version.compare(version.value(), version.latest()) > 0);
      case "old" ->
          version(version -> ModelNode.Version.compare(version.value(), version.latest()) < 0);
      case "none" ->
          candidate -> candidate.type() == ResourceType.MODEL && candidate.version().isEmpty();
      default ->
          throw criterion.error(
              "Invalid version type selector "
                  + criterion.text()
                  + ": expected one of: \"latest\", \"prerelease\", \"old\", or \"none\"");
    };
  }

  private static Predicate<Candidate> version(Predicate<ModelNode.Version> test) {
    return candidate -> candidate.version().filter(test).isPresent();
  }
}
