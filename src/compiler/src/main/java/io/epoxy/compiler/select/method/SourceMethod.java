package io.epoxy.compiler.select.method;

import com.google.common.base.Splitter;
import io.epoxy.compiler.select.spec.Criterion;
import java.util.List;
import java.util.function.Predicate;

/** {@code source:}: {@code source}, {@code source.table} or {@code package.source.table}. */
final class SourceMethod implements SelectorMethod {
  @Override
  public Predicate<Candidate> matcher(Criterion criterion, Surroundings surroundings) {
    List<String> parts = Splitter.on('.').splitToList(criterion.text());
    if (parts.size() > 3) {
      throw criterion.error(
          "Invalid source selector value \""
              + criterion.text()
              + "\". Sources must be of the form `${source_name}`, `${source_name}.${target_name}`,"
              + " or `${package_name}.${source_name}.${target_name}");
    }
    Predicate<String> inPackage = Wildcard.of(parts.size() == 3 ? parts.get(0) : "*");
    Predicate<String> source = Wildcard.of(parts.get(parts.size() == 3 ? 1 : 0));
    Predicate<String> table = Wildcard.of(parts.size() == 1 ? "*" : parts.get(parts.size() - 1));
    return candidate ->
        candidate
            .source()
            .filter(
                found ->
                    inPackage.test(found.info().packageName())
                        && source.test(found.sourceName())
                        && table.test(found.info().name()))
            .isPresent();
  }
}
