package io.epoxy.compiler.select.method;

import io.epoxy.compiler.select.spec.Criterion;
import java.util.Set;
import java.util.function.Predicate;

/**
 * {@code path:}: files and folders of the root project, found by a file glob. A resource matches by
 * its file, by the property file that describes it and by any folder above its file. As in dbt a
 * resource of a package matches when the root project has such a path too.
 */
final class PathMethod implements SelectorMethod {
  @Override
  public Predicate<Candidate> matcher(Criterion criterion, Surroundings surroundings) {
    String glob = criterion.text();
    if (FileGlob.steps(glob).isEmpty() || glob.startsWith("/")) {
      throw criterion.error(
          "Invalid path selector value \""
              + glob
              + "\": it must name a file or folder below that of dbt_project.yml");
    }
    if (FileGlob.steps(glob).stream().anyMatch(step -> step.length() > 2 && step.contains("**"))) {
      throw criterion.error("Invalid pattern: '**' can only be an entire path component"); // Python
    }
    Set<String> found = FileGlob.expand(surroundings.projectDir(), glob);
    return candidate -> {
      String file = candidate.info().originalFilePath();
      return found.contains(file)
          || candidate
              .info()
              .patchPath()
              .map(PathMethod::withoutPackage)
              .filter(found::contains)
              .isPresent()
          || liesBelow(found, file);
    };
  }

  private static boolean liesBelow(Set<String> found, String file) {
    for (int slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1)) {
      if (found.contains(file.substring(0, slash))) {
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
