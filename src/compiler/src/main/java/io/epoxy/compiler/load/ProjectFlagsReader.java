package io.epoxy.compiler.load;

import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlReader;
import io.epoxy.model.config.ProjectFlags;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a project says about flags, before the flags and hence anything else are known
 * (dbt-core 1.12 {@code config/project.py}, {@code read_project_flags}).
 */
public final class ProjectFlagsReader {
  private static final String PROJECT = "dbt_project.yml";
  private static final String PROFILES = "profiles.yml";

  private ProjectFlagsReader() {}

  /**
   * The flags of dbt_project.yml, else those of profiles.yml.
   *
   * @param profiles the folder where profiles.yml is looked for
   * @throws EpoxyException when both have some
   */
  public static ProjectFlags read(Path project, Path profiles) {
    Optional<YamlMap> file = tryRead(project.resolve(PROJECT));
    Map<String, Object> values = section(file, "flags");
    Map<String, Object> old = section(tryRead(profiles.resolve(PROFILES)), "config");
    if (!values.isEmpty() && !old.isEmpty()) {
      throw new EpoxyException(
          ErrorCode.PROJECT,
          "Do not specify both 'config' in profiles.yml and 'flags' in dbt_project.yml. Using"
              + " 'config' in profiles.yml is deprecated.");
    }
    Optional<String> logPath =
        file.flatMap(yaml -> yaml.find("log-path")).map(node -> String.valueOf(node.data()));
    return new ProjectFlags(values.isEmpty() ? old : values, logPath);
  }

  private static Map<String, Object> section(Optional<YamlMap> file, String key) {
    return file.flatMap(yaml -> yaml.map(key))
        .map(YamlMap::data)
        .map(FlagTypes::valid)
        .orElse(Map.of());
  }

  /**
   * A file that is missing or broken has no flags; whoever loads it for real says what is wrong.
   */
  private static Optional<YamlMap> tryRead(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    String name = file.getFileName().toString();
    try {
      return Optional.of(YamlReader.readMap(name, FileFinder.read(file, name), warning -> {}));
    } catch (EpoxyException broken) {
      return Optional.empty();
    }
  }
}
