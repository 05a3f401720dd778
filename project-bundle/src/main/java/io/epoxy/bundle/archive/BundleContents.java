package io.epoxy.bundle.archive;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.ProjectPaths;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What of a project a bundle is made of: dbt's own files in the project's root, and these folders.
 * Data that lies beside the models (files of external sources) is no part of it.
 *
 * @param project absolute folder of dbt_project.yml
 * @param folders relative to the project, as written in dbt_project.yml; one that is missing is
 *     skipped
 * @param targetPath {@code target-path} as written; left out of every folder
 */
public record BundleContents(Path project, List<String> folders, String targetPath) {
  public BundleContents {
    Objects.requireNonNull(project, "project");
    folders = ImmutableList.copyOf(folders);
    Objects.requireNonNull(targetPath, "targetPath");
  }

  /**
   * Every folder that a {@code *-paths} key names, and the installed packages. Keys that the model
   * does not know, asset-paths for one, count too.
   */
  public static BundleContents of(Project project) {
    ProjectPaths paths = project.paths();
    Set<String> folders = new LinkedHashSet<>(paths.all());
    folders.addAll(paths.docs());
    for (Map.Entry<String, Object> entry : project.other().entrySet()) {
      if (entry.getKey().endsWith("-paths")) {
        folders.addAll(texts(entry.getValue()));
      }
    }
    folders.add(paths.packages());
    return new BundleContents(project.root(), List.copyOf(folders), project.targetPath());
  }

  private static List<String> texts(Object value) {
    if (!(value instanceof List<?> list)) {
      return value == null ? List.of() : List.of(String.valueOf(value));
    }
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(String.valueOf(item)));
    return texts;
  }
}
