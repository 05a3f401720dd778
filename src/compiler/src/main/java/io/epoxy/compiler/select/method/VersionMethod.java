package io.epoxy.compiler.select.method;

import io.epoxy.compiler.select.spec.Criterion;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ResourceType;
import java.math.BigDecimal;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** {@code version:} latest, prerelease, old, none. */
final class VersionMethod implements SelectorMethod {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");

  @Override
  public Predicate<Candidate> matcher(Criterion criterion, Surroundings surroundings) {
    return switch (criterion.text()) {
      case "latest" -> version(ModelNode.Version::isLatest);
      case "prerelease" -> version(version -> compare(version) > 0);
      case "old" -> version(version -> compare(version) < 0);
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

  /**
   * As numbers when both can be read as one, else by text (dbt-core 1.12, {@code UnparsedVersion}).
   */
  private static int compare(ModelNode.Version version) {
    String own = version.value().toString();
    String latest = version.latest().toString();
    return NUMBER.matcher(own).matches() && NUMBER.matcher(latest).matches()
        ? new BigDecimal(own).compareTo(new BigDecimal(latest))
        : own.compareTo(latest);
  }
}
