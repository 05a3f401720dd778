package io.epoxy.launcher.deps;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a package says of itself.
 *
 * @param project becomes the name of its folder
 */
record Metadata(String project, List<WantedPackage> packages) {
  /** dbt-core 1.12 {@code contracts/project.py}: nothing that leads out of the folder. */
  private static final Pattern NAME =
      Pattern.compile("[^\\W\\d]\\w*", Pattern.UNICODE_CHARACTER_CLASS);

  Metadata {
    if (!NAME.matcher(project).matches()) {
      throw DependencyError.of(
          "The package name '"
              + project
              + "' is not a project name: letters, digits and underscores.");
    }
    packages = ImmutableList.copyOf(packages);
  }
}
