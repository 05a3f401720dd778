package io.epoxy.compiler.select;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.function.Predicate;

/**
 * {@code path:}: a file or folder of the root project, as a file glob; the property file that
 * describes a node counts as one of its files.
 */
final class PathMethod implements SelectorMethod {
  @Override
  public String name() {
    return "path";
  }

  @Override
  public Predicate<Candidate> matcher(Criterion criterion, String projectName) {
    String value = criterion.value();
    while (value.startsWith("./")) {
      value = value.substring(2);
    }
    while (value.endsWith("/")) {
      value = value.substring(0, value.length() - 1);
    }
    PathMatcher glob = FileSystems.getDefault().getPathMatcher("glob:" + escape(value));
    return candidate ->
        candidate.info().packageName().equals(projectName)
            && (liesIn(glob, candidate.info().originalFilePath())
                || candidate
                    .info()
                    .patchPath()
                    .map(PathMethod::withoutPackage)
                    .filter(file -> liesIn(glob, file))
                    .isPresent());
  }

  /** Java's globs know braces, Python's do not. */
  private static String escape(String glob) {
    return glob.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}");
  }

  private static boolean liesIn(PathMatcher glob, String file) {
    for (Path path = Path.of(file); path != null; path = path.getParent()) {
      if (glob.matches(path)) {
        return true;
      }
    }
    return false;
  }

  private static String withoutPackage(String patchPath) {
    int separator = patchPath.indexOf("://");
    return separator < 0 ? patchPath : patchPath.substring(separator + 3);
  }
}
