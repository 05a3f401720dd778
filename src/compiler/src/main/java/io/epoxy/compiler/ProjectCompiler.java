package io.epoxy.compiler;

import io.epoxy.model.config.Project;
import io.epoxy.model.config.Target;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.Warehouse;
import java.util.List;
import java.util.Map;

/** Project files to manifest to SQL. Thread-safe once opened. */
public final class ProjectCompiler {
  private ProjectCompiler() {}

  /**
   * Loads dbt_project.yml, the profile and the installed packages.
   *
   * @throws io.epoxy.model.error.EpoxyException when one of them is missing or wrong
   */
  public static ProjectCompiler open(CompilerOptions options) {
    throw new UnsupportedOperationException(options.command());
  }

  /** The rendered target alone: no package and no model is read. */
  public static Target loadTarget(CompilerOptions options) {
    throw new UnsupportedOperationException(options.command());
  }

  /**
   * Reads dbt_project.yml alone, for submit.
   *
   * @throws io.epoxy.model.error.EpoxyException when it is missing or wrong
   */
  public static Project loadProject(CompilerOptions options) {
    throw new UnsupportedOperationException(options.command());
  }

  /**
   * Reads the text of {@code --vars}.
   *
   * @throws io.epoxy.model.error.EpoxyException USAGE when it is not a YAML mapping
   */
  public static Map<String, Object> parseVars(String yaml) {
    throw new UnsupportedOperationException(yaml);
  }

  /** The root project. */
  public Project project() {
    throw new UnsupportedOperationException();
  }

  public Target target() {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads and links every file.
   *
   * @throws io.epoxy.model.error.EpoxyException with every problem that was found
   */
  public Manifest parse() {
    throw new UnsupportedOperationException();
  }

  /**
   * The selected ids in dependency order. Criteria that match nothing are warned about.
   *
   * @throws io.epoxy.model.error.EpoxyException when a criterion cannot be read
   */
  public List<UniqueId> select(Manifest manifest, Selection selection) {
    throw new UnsupportedOperationException(manifest.projectName() + selection);
  }

  /**
   * Renders a node for execution. Thread-safe.
   *
   * @throws io.epoxy.model.error.EpoxyException when a template fails, with the macro stack
   */
  public CompiledNode compile(Manifest manifest, UniqueId id, Warehouse warehouse) {
    throw new UnsupportedOperationException(manifest.projectName() + id + warehouse);
  }
}
