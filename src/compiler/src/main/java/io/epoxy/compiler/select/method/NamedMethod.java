package io.epoxy.compiler.select.method;

import com.google.common.base.Splitter;
import io.epoxy.compiler.select.spec.Criterion;
import io.epoxy.model.graph.ResourceType;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Resources of one type by name: {@code name} or {@code package.name}, each with wildcards. */
final class NamedMethod implements SelectorMethod {
  private final ResourceType type;

  NamedMethod(ResourceType type) {
    this.type = type;
  }

  @Override
  public Predicate<Candidate> matcher(Criterion criterion, Surroundings surroundings) {
    List<String> parts = Splitter.on('.').splitToList(criterion.text());
    if (parts.size() > 2) {
      throw criterion.error(tooManyParts(criterion.text()));
    }
    Predicate<String> name = Wildcard.of(parts.get(parts.size() - 1));
    Predicate<String> inPackage = Wildcard.of(parts.size() == 2 ? parts.get(0) : "*");
    return candidate ->
        candidate.type() == type
            && inPackage.test(candidate.info().packageName())
            && name.test(candidate.info().name());
  }

  private String tooManyParts(String value) {
    String words = type.dbtName().replace('_', ' ');
    String plural = words.endsWith("query") ? words.replace("query", "queries") : words + "s";
    return "Invalid "
        + words
        + " selector value \""
        + value
        + "\". "
        + plural.substring(0, 1).toUpperCase(Locale.ROOT)
        + plural.substring(1)
        + " must be of the form ${"
        + type.dbtName()
        + "_name} or ${"
        + type.dbtName()
        + "_package."
        + type.dbtName()
        + "_name}";
  }
}
