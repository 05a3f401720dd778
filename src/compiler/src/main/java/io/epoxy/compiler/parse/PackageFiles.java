package io.epoxy.compiler.parse;

import io.epoxy.compiler.load.FileEndings;
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
  static PackageFiles find(FileFinder finder, FileEndings endings) {
    Project project = finder.project();
    ProjectPaths paths = project.paths();
    return new PackageFiles(
        project,
        finder.find(paths.models(), endings.sqlAnd(".py")),
        finder.find(paths.seeds(), Set.of(".csv")),
        finder.find(paths.snapshots(), endings.sql()),
        finder.find(paths.analyses(), endings.sql()),
        finder.find(paths.tests(), endings.sqlAnd(".csv")),
        finder.find(paths.functions(), endings.sqlAnd(".py", ".js")));
  }
}
