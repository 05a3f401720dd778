package io.epoxy.compiler.load;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.context.function.RunSettings;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlReader;
import io.epoxy.model.config.Data;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads which packages a project asks for, before any of them is there and without a profile
 * (dbt-core 1.12 {@code PartialProject.render_package_metadata}).
 */
public final class PackageRequests {
  private static final String PROJECT = "dbt_project.yml";

  private final RunSettings settings;

  public PackageRequests(RunSettings settings) {
    this.settings = settings;
  }

  /**
   * What one project asks for.
   *
   * @param project the name in dbt_project.yml
   * @param installPath {@code packages-install-path}
   * @param file packages.yml or dependencies.yml
   */
  public record Request(String project, String installPath, String file, List<Entry> entries) {}

  /**
   * One package.
   *
   * @param rendered with the values of env_var() and var()
   * @param written as it stands in the file
   */
  public record Entry(Map<String, Object> rendered, Map<String, Object> written) {}

  /**
   * Reads a folder.
   *
   * @throws EpoxyException when it has no dbt_project.yml, or a file is wrong
   */
  public Request read(Path folder) {
    Path file = folder.resolve(PROJECT);
    if (!Files.isRegularFile(file)) {
      throw new EpoxyException(
          ErrorCode.PROJECT,
          "No dbt_project.yml found at expected path "
              + file
              + "\nVerify that each entry within packages.yml (and their transitive dependencies)"
              + " contains a file named dbt_project.yml");
    }
    YamlScope scope = YamlScope.ofProfiles(settings);
    YamlMap project = readMap(file);
    String name =
        project
            .text("name")
            .orElseThrow(
                () ->
                    new EpoxyException(
                        ErrorCode.PROJECT, "Package defined in " + file + " must have a name!"));
    String install =
        project
            .find("packages-install-path")
            .map(node -> scope.render(node.data(), "packages-install-path", node.location()))
            .map(String::valueOf)
            .orElse("dbt_packages");
    PackagesFile packages = PackagesFile.read(folder, scope, settings.messages());
    return new Request(name, install, packages.name(), entries(packages));
  }

  private static List<Entry> entries(PackagesFile file) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < file.rendered().size(); i++) {
      entries.add(new Entry(map(file.rendered().get(i)), map(file.written().get(i).data())));
    }
    return entries;
  }

  /**
   * What package-lock.yml of a folder names; nothing when there is none.
   *
   * @throws EpoxyException when it is no YAML, or an entry is no package
   */
  public List<Entry> readLock(Path folder) {
    return entries(
        PackagesFile.readLock(folder, YamlScope.ofProfiles(settings), settings.messages()));
  }

  /** A YAML file as it stands; empty when there is none. */
  public Map<String, Object> readPlain(Path file) {
    return Files.isRegularFile(file) ? readMap(file).data() : Map.of();
  }

  private YamlMap readMap(Path file) {
    String name = file.getFileName().toString();
    Optional<YamlNode> node =
        YamlReader.read(
            name, FileFinder.read(file, name), YamlReader.warnings(settings.messages()));
    if (node.isPresent() && node.get() instanceof YamlMap map) {
      return map;
    }
    return YamlMap.empty(SourceLocation.ofFile(name));
  }

  @SuppressWarnings("unchecked") // PackagesFile has checked that it is a mapping
  private static Map<String, Object> map(Object entry) {
    return (Map<String, Object>) Data.copyValue(entry);
  }
}
