package io.epoxy.bundle.run;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.config.Data;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What {@code deps} has to know of project files. The launcher installs packages, but has no YAML
 * of its own.
 */
public interface PackageReader {
  /**
   * The packages that a project, or a package, asks for.
   *
   * @throws io.epoxy.model.error.EpoxyException when dbt_project.yml is missing, or a file is wrong
   */
  Request read(Path folder);

  /**
   * The entries of a project's package-lock.yml, rendered as packages.yml is; empty when there is
   * none.
   *
   * @throws io.epoxy.model.error.EpoxyException when it is no YAML, or an entry is no package
   */
  List<Entry> readLock(Path folder);

  /** A YAML file as it stands; empty when there is none. */
  Map<String, Object> readYaml(Path file);

  /** Data in the layout of dbt's lock file: keys sorted, lists indented. */
  String writeYaml(Map<String, Object> data);

  /**
   * What a project asks for.
   *
   * @param project its name
   * @param installPath {@code packages-install-path}, dbt's default when it names none
   * @param file packages.yml or dependencies.yml
   */
  record Request(String project, String installPath, String file, List<Entry> entries) {
    public Request {
      Objects.requireNonNull(project, "project");
      Objects.requireNonNull(installPath, "installPath");
      Objects.requireNonNull(file, "file");
      entries = ImmutableList.copyOf(entries);
    }
  }

  /**
   * One package.
   *
   * @param rendered with the values of env_var(), secrets among them
   * @param written as it stands in the file
   */
  record Entry(Map<String, Object> rendered, Map<String, Object> written) {
    public Entry {
      rendered = Data.copy(rendered);
      written = Data.copy(written);
    }
  }
}
