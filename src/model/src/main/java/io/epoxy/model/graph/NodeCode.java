package io.epoxy.model.graph;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;

/**
 * A node's template and what parsing it found.
 *
 * @param rawCode the template as written
 * @param checksum lower-case hex sha256 of the file's stripped text, as dbt computes it
 * @param refs every ref() in order of first call
 * @param sources every source() as [source, table]
 * @param dependsOnNodes resolved refs and sources
 * @param dependsOnMacros every macro reached, in order of first call
 */
public record NodeCode(
    String rawCode,
    String checksum,
    List<RefCall> refs,
    List<List<String>> sources,
    List<UniqueId> dependsOnNodes,
    List<UniqueId> dependsOnMacros) {
  public NodeCode {
    Objects.requireNonNull(rawCode, "rawCode");
    Objects.requireNonNull(checksum, "checksum");
    refs = ImmutableList.copyOf(refs);
    sources = copy(sources);
    dependsOnNodes = ImmutableList.copyOf(dependsOnNodes);
    dependsOnMacros = ImmutableList.copyOf(dependsOnMacros);
  }

  private static List<List<String>> copy(List<List<String>> sources) {
    ImmutableList.Builder<List<String>> copy = ImmutableList.builder();
    sources.forEach(source -> copy.add(ImmutableList.copyOf(source)));
    return copy.build();
  }
}
