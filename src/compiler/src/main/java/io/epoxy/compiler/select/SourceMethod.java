package io.epoxy.compiler.select;

import com.google.common.base.Splitter;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.SourceTable;
import java.util.List;
import java.util.function.Predicate;

/** {@code source:}: {@code source}, {@code source.table} or {@code package.source.table}. */
final class SourceMethod implements SelectorMethod {
  @Override
  public String name() {
    return "source";
  }

  @Override
  public Predicate<Candidate> matcher(Criterion criterion, String projectName) {
    List<String> parts = Splitter.on('.').splitToList(criterion.value());
    String inPackage = parts.size() == 3 ? parts.get(0) : "*";
    String source = parts.size() == 3 ? parts.get(1) : parts.get(0);
    String table = parts.size() == 1 ? "*" : parts.get(parts.size() - 1);
    if (parts.size() > 3) {
      throw new EpoxyException(
          ErrorCode.SELECTION,
          "Invalid source selector value \""
              + criterion.value()
              + "\". Sources must be of the form `${source_name}`, `${source_name}.${target_name}`,"
              + " or `${package_name}.${source_name}.${target_name}");
    }
    return candidate ->
        candidate.source().filter(found -> matches(found, inPackage, source, table)).isPresent();
  }

  private static boolean matches(SourceTable found, String inPackage, String source, String table) {
    return Wildcard.matches(found.info().packageName(), inPackage)
        && Wildcard.matches(found.sourceName(), source)
        && Wildcard.matches(found.info().name(), table);
  }
}
