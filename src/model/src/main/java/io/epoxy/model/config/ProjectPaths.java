package io.epoxy.model.config;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Where a project keeps its resources, each relative to its root, as dbt_project.yml's {@code
 * *-paths} say.
 *
 * @param docs empty stands for every other folder together, as in dbt
 * @param packages the folder of installed packages; {@code dbt_packages} by default
 */
public record ProjectPaths(
    List<String> models,
    List<String> seeds,
    List<String> snapshots,
    List<String> tests,
    List<String> analyses,
    List<String> macros,
    List<String> functions,
    List<String> docs,
    String packages) {
  public static final ProjectPaths DEFAULT =
      new ProjectPaths(
          List.of("models"),
          List.of("seeds"),
          List.of("snapshots"),
          List.of("tests"),
          List.of("analyses"),
          List.of("macros"),
          List.of("functions"),
          List.of(),
          "dbt_packages");

  public ProjectPaths {
    models = ImmutableList.copyOf(models);
    seeds = ImmutableList.copyOf(seeds);
    snapshots = ImmutableList.copyOf(snapshots);
    tests = ImmutableList.copyOf(tests);
    analyses = ImmutableList.copyOf(analyses);
    macros = ImmutableList.copyOf(macros);
    functions = ImmutableList.copyOf(functions);
    docs = ImmutableList.copyOf(docs);
    Objects.requireNonNull(packages, "packages");
  }

  /** Every folder that may hold property files, each once, in dbt's order. */
  public Set<String> all() {
    return ImmutableSet.<String>builder()
        .addAll(models)
        .addAll(seeds)
        .addAll(snapshots)
        .addAll(analyses)
        .addAll(macros)
        .addAll(tests)
        .addAll(functions)
        .build();
  }
}
