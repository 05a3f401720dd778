package io.epoxy.compiler.load;

import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlReader;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.port.MessageSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * vars.yml of the root project: read before dbt_project.yml, whose values see its vars (dbt-core
 * 1.12; one in a package is not read).
 */
public final class VarsFile {
  private static final String NAME = "vars.yml";

  private VarsFile() {}

  /**
   * The mapping under {@code vars:} as written; empty when there is none or it has no entry.
   *
   * @param inProject where dbt_project.yml defines vars; not both may
   */
  public static Optional<Map<String, Object>> read(
      Path root, Optional<SourceLocation> inProject, MessageSink messages) {
    Path file = root.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    YamlMap yaml =
        YamlReader.readMap(NAME, FileFinder.read(file, NAME), YamlReader.warnings(messages));
    Optional<YamlNode> vars = yaml.find("vars");
    if (vars.isEmpty()) {
      return Optional.empty();
    }
    if (!(vars.get() instanceof YamlMap map)) {
      throw new EpoxyException(
          ErrorCode.PROJECT,
          NAME + ": 'vars' must be a dictionary, not " + vars.get().typeName(),
          vars.get().location());
    }
    if (map.entries().isEmpty()) {
      return Optional.empty();
    }
    if (inProject.isPresent()) {
      throw new EpoxyException(
          ErrorCode.PROJECT,
          "Variables cannot be defined in both vars.yml and dbt_project.yml. Keep those of one: "
              + map.location()
              + " or "
              + inProject.get(),
          yaml.locationOf("vars"));
    }
    return Optional.of(map.data());
  }
}
