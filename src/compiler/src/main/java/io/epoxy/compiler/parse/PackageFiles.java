package io.epoxy.compiler.parse;

import io.epoxy.compiler.load.FileFinder;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.ProjectPaths;
import java.util.List;
import java.util.Set;

/** The files of one package that hold resources, by the kind of folder they lie in. */
record PackageFiles(
    Project project,
    List<SourceFile> models,
    List<SourceFile> seeds,
    List<SourceFile> snapshots,
    List<SourceFile> analyses,
    List<SourceFile> tests,
    List<SourceFile> functions) {
  private static final Set<String> SQL = Set.of(".sql");

  static PackageFiles find(FileFinder finder) {
    Project project = finder.project();
    ProjectPaths paths = project.paths();
    return new PackageFiles(
        project,
        finder.find(paths.models(), Set.of(".sql", ".py")),
        finder.find(paths.seeds(), Set.of(".csv")),
        finder.find(paths.snapshots(), SQL),
        finder.find(paths.analyses(), SQL),
        finder.find(paths.tests(), Set.of(".sql", ".csv")),
        finder.find(paths.functions(), Set.of(".sql", ".py", ".js")));
  }
}
