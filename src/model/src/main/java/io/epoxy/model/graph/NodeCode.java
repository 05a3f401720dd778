package io.epoxy.model.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A node's template and what parsing it found.
 *
 * @param rawCode the template as written
 * @param checksum lower-case hex sha256 of the file's stripped text, as dbt computes it
 * @param refs every ref() in order of first call
 * @param sources every source() as [source, table]
 * @param metrics every metric() as [name] or [package, name]
 * @param functions every function() as [name] or [package, name]
 * @param dependsOnNodes what these lead to
 * @param dependsOnMacros every macro reached, in order of first call
 */
public record NodeCode(
    String rawCode,
    String checksum,
    List<RefCall> refs,
    List<List<String>> sources,
    List<List<String>> metrics,
    List<List<String>> functions,
    List<UniqueId> dependsOnNodes,
    List<UniqueId> dependsOnMacros) {
  public NodeCode {
    Objects.requireNonNull(rawCode, "rawCode");
    Objects.requireNonNull(checksum, "checksum");
    refs = ImmutableList.copyOf(refs);
    sources = copyOfLists(sources);
    metrics = copyOfLists(metrics);
    functions = copyOfLists(functions);
    dependsOnNodes = ImmutableList.copyOf(dependsOnNodes);
    dependsOnMacros = ImmutableList.copyOf(dependsOnMacros);
  }

  /** Code that calls neither metric() nor function(). */
  public NodeCode(
      String rawCode,
      String checksum,
      List<RefCall> refs,
      List<List<String>> sources,
      List<UniqueId> dependsOnNodes,
      List<UniqueId> dependsOnMacros) {
    this(rawCode, checksum, refs, sources, List.of(), List.of(), dependsOnNodes, dependsOnMacros);
  }

  /** The same calls, found in another text. */
  public NodeCode withText(String otherCode, String otherChecksum) {
    return new NodeCode(
        otherCode,
        otherChecksum,
        refs,
        sources,
        metrics,
        functions,
        dependsOnNodes,
        dependsOnMacros);
  }

  public NodeCode withDependsOnNodes(List<UniqueId> ids) {
    return new NodeCode(rawCode, checksum, refs, sources, metrics, functions, ids, dependsOnMacros);
  }

  /** The same code, depending on one more macro. */
  public NodeCode withMacro(UniqueId macro) {
    return withMacros(ImmutableSet.<UniqueId>builder().addAll(dependsOnMacros).add(macro).build());
  }

  /** The same code, depending on these macros. */
  public NodeCode withMacros(Set<UniqueId> macros) {
    return new NodeCode(
        rawCode,
        checksum,
        refs,
        sources,
        metrics,
        functions,
        dependsOnNodes,
        ImmutableList.copyOf(macros));
  }

  /** The same code with more calls, those of a foreign key for example. */
  public NodeCode withMore(List<RefCall> moreRefs, List<List<String>> moreSources) {
    return new NodeCode(
        rawCode,
        checksum,
        ImmutableList.<RefCall>builder().addAll(refs).addAll(moreRefs).build(),
        ImmutableList.<List<String>>builder().addAll(sources).addAll(moreSources).build(),
        metrics,
        functions,
        dependsOnNodes,
        dependsOnMacros);
  }

  /** The same code with the calls of another one, each once. */
  NodeCode withCallsOf(NodeCode other) {
    return new NodeCode(
        rawCode,
        checksum,
        joined(refs, other.refs),
        joined(sources, other.sources),
        metrics,
        joined(functions, other.functions),
        dependsOnNodes,
        dependsOnMacros);
  }

  private static <T> List<T> joined(List<T> own, List<T> others) {
    ImmutableList.Builder<T> all = ImmutableList.<T>builder().addAll(own);
    others.stream().filter(call -> !own.contains(call)).distinct().forEach(all::add);
    return all.build();
  }

  static List<List<String>> copyOfLists(List<List<String>> lists) {
    ImmutableList.Builder<List<String>> copy = ImmutableList.builder();
    lists.forEach(list -> copy.add(ImmutableList.copyOf(list)));
    return copy.build();
  }
}
