package io.epoxy.compiler.load;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.shape.Complaint;
import io.epoxy.compiler.shape.Shape;
import io.epoxy.compiler.shape.Shapes;
import io.epoxy.compiler.yaml.YamlList;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlReader;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.config.Project;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.error.Suggestion;
import io.epoxy.model.port.MessageSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks catalogs.yml (dbt-core 1.12 {@code config/catalogs.py}). A catalog in it is a wish to an
 * adapter, and those of Spark and Glue know no type of catalog: after the checks every one is
 * refused, as dbt does there.
 */
public final class CatalogsFile {
  static final String NAME = "catalogs.yml";

  private final YamlScope scope;
  private final Problems problems = new Problems();

  private CatalogsFile(YamlScope scope) {
    this.scope = scope;
  }

  /**
   * Checks the file of the root project, if there is one.
   *
   * @param scope of profiles: secrets may be used
   * @throws EpoxyException with everything that is wrong
   */
  public static void check(Project project, String adapter, YamlScope scope, MessageSink messages) {
    Path file = project.root().resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return;
    }
    Optional<YamlNode> read = read(file, project.name(), messages);
    CatalogsFile catalogs = new CatalogsFile(scope);
    if (BehaviourFlags.isOn(project.flags(), "use_catalogs_v2")) {
      new CatalogsVersion2(scope, catalogs.problems, messages).check(read.orElseThrow(), adapter);
    } else {
      catalogs.check(read.orElseThrow());
    }
    catalogs.problems.throwIfAny();
  }

  private static Optional<YamlNode> read(Path file, String project, MessageSink messages) {
    Optional<YamlNode> yaml;
    try {
      yaml = YamlReader.read(NAME, FileFinder.read(file, NAME), YamlReader.warnings(messages));
    } catch (EpoxyException e) {
      throw unreadable(project, e.getMessage(), e.location().orElse(SourceLocation.ofFile(NAME)));
    }
    if (yaml.isEmpty() || yaml.get().data() == null) {
      throw unreadable(project, "The file at " + NAME + " is empty", SourceLocation.ofFile(NAME));
    }
    return yaml;
  }

  private static EpoxyException unreadable(String project, String why, SourceLocation place) {
    return new EpoxyException(
        ErrorCode.PARSING,
        "Error reading "
            + project
            + ": "
            + NAME
            + " - Runtime Error\n"
            + why.indent(2).stripTrailing(),
        place);
  }

  private void check(YamlNode root) {
    for (YamlNode entry : entries(root, problems)) {
      check(entry, scope.render(entry.data(), NAME, entry.location()));
    }
  }

  /** The entries under {@code catalogs}. */
  static List<YamlNode> entries(YamlNode root, Problems problems) {
    if (!(root instanceof YamlMap map)) {
      problems.add(
          error(
              "catalogs.yml must be a mapping at the top level, got " + root.typeName(),
              root.location()));
      return List.of();
    }
    Optional<YamlNode> catalogs = map.find("catalogs");
    if (catalogs.isPresent() && !(catalogs.get() instanceof YamlList)) {
      problems.add(
          error(
              "'catalogs' in catalogs.yml must be a list, got " + catalogs.get().typeName(),
              map.locationOf("catalogs")));
    }
    return map.list("catalogs");
  }

  private void check(YamlNode entry, Object rendered) {
    Shape shape = Shapes.find("catalogs").orElseThrow();
    List<Complaint> complaints = shape.check(rendered);
    for (Complaint complaint : complaints) {
      problems.add(error(complaint.sentence(), complaint.place(entry)));
    }
    if (!complaints.isEmpty() || !(rendered instanceof Map<?, ?> catalog)) {
      return;
    }
    String name = String.valueOf(catalog.get("name"));
    List<String> names = new ArrayList<>();
    List<?> integrations =
        catalog.get("write_integrations") instanceof List<?> list ? list : List.of();
    for (Object integration : integrations) {
      String own = String.valueOf(((Map<?, ?>) integration).get("name"));
      if (names.contains(own)) {
        problems.add(
            error(
                "Catalog '"
                    + name
                    + "' cannot have multiple 'write_integrations' with the same name: '"
                    + own
                    + "'.",
                entry.location()));
        return;
      }
      names.add(own);
    }
    active(name, names, catalog.get("active_write_integration"), entry)
        .ifPresent(index -> unsupported((Map<?, ?>) integrations.get(index), entry));
  }

  /** The position of the integration that is to be used. */
  private Optional<Integer> active(
      String catalog, List<String> names, Object active, YamlNode entry) {
    if (active == null || active.equals("")) {
      if (names.size() == 1) {
        return Optional.of(0);
      }
      problems.add(
          error(
              "Catalog '"
                  + catalog
                  + "' must specify an 'active_write_integration' when multiple"
                  + " 'write_integrations' are provided.",
              entry.location()));
      return Optional.empty();
    }
    int index = names.indexOf(active.toString());
    if (index < 0) {
      problems.add(
          error(
              "Catalog '"
                  + catalog
                  + "' must specify an 'active_write_integration' from its set of defined"
                  + " 'write_integrations': "
                  + Python.repr(names)
                  + ". Got: '"
                  + active
                  + "'."
                  + Suggestion.of(active.toString(), names),
              entry.location()));
      return Optional.empty();
    }
    return Optional.of(index);
  }

  private void unsupported(Map<?, ?> integration, YamlNode entry) {
    problems.add(
        error(
            "Catalog type is not supported.\nReceived: "
                + integration.get("catalog_type")
                + "\nExpected one of: \nOn Spark and Glue a model's file_format says where it lies;"
                + " take the catalog out of "
                + NAME
                + ".",
            entry.location()));
  }

  static EpoxyException error(String sentence, SourceLocation place) {
    return new EpoxyException(ErrorCode.PROJECT, sentence, place);
  }
}
