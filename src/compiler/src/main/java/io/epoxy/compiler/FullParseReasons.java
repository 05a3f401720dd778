package io.epoxy.compiler;

import io.epoxy.compiler.cache.CodeStamp;
import io.epoxy.compiler.cache.StateCheck;
import io.epoxy.model.config.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why nothing of the parse cache can be used, in dbt's words (1.12 {@code is_partial_parsable}).
 */
final class FullParseReasons {
  private static final String VERSION = "version";
  private static final String NAMES = "names";
  private static final String CONNECTION = "connection";
  private static final String PROJECT = "project ";
  private static final String FILE = "file ";

  private FullParseReasons() {}

  /**
   * The reasons, none when the cache is for the same; and keeps what they are found by.
   *
   * @param names of the profile and the target
   * @param projects with what the cache depends on of each
   */
  static List<String> of(
      Path file,
      String names,
      Map<String, Object> connection,
      Map<Project, Map<String, Object>> projects) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(VERSION, CodeStamp.current());
    parts.put(NAMES, names);
    parts.put(CONNECTION, connection.toString());
    projects.forEach(
        (project, config) -> {
          parts.put(PROJECT + project.name(), config.toString());
          parts.put(FILE + project.name(), text(project));
        });
    return StateCheck.exchange(file, parts)
        .map(check -> reasons(check, projects.keySet().stream().map(Project::name).toList()))
        .orElse(List.of());
  }

  private static List<String> reasons(StateCheck check, List<String> projects) {
    if (check.changed(VERSION)) {
      return List.of("of a version mismatch");
    }
    List<String> reasons = new ArrayList<>();
    if (check.changed(NAMES)) {
      reasons.add("config vars, config profile, or config target have changed");
    }
    if (check.changed(CONNECTION)) {
      reasons.add("profile has changed");
    }
    // What a file says can change by itself only through what it reads.
    if (projects.stream()
        .anyMatch(name -> check.changed(PROJECT + name) && !check.changed(FILE + name))) {
      reasons.add("env vars used in dbt_project.yml have changed");
    }
    if (projects.stream().anyMatch(name -> check.added(PROJECT + name))) {
      reasons.add("a project dependency has been added");
    }
    projects.stream()
        .filter(name -> check.changed(PROJECT + name) && check.changed(FILE + name))
        .forEach(name -> reasons.add("a project config has changed"));
    return reasons;
  }

  /** A file that cannot be read any more was told of where it was loaded. */
  private static String text(Project project) {
    try {
      return Files.readString(project.root().resolve("dbt_project.yml"));
    } catch (IOException e) {
      return "";
    }
  }
}
