package io.epoxy.compiler.select.yaml;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.select.spec.ProjectSelectors;
import io.epoxy.compiler.select.spec.SelectionSpec;
import io.epoxy.compiler.yaml.PythonYaml;
import io.epoxy.compiler.yaml.YamlList;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlReader;
import io.epoxy.compiler.yaml.YamlScalar;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.SourceLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads a project's selectors.yml; every wrong selector of the file is told at once. */
public final class SelectorsFile {
  private static final String NAME = "selectors.yml";
  private static final Set<String> KEYS = Set.of("name", "definition", "description", "default");
  private static final String VALID =
      "\nValid root-level selector definitions: union, intersection, string, dictionary. No lists. "
          + "\nhttps://docs.getdbt.com/reference/node-selection/yaml-selectors";

  private final Map<String, SelectionSpec> specs = new LinkedHashMap<>();
  private final Map<String, Object> shown = new LinkedHashMap<>();
  private final Problems problems = new Problems();
  private Optional<String> defaultName = Optional.empty();

  private SelectorsFile() {}

  /**
   * The project's selectors; none when there is no such file.
   *
   * @param scope renders the Jinja in it
   * @param warnings told about repeated keys
   * @throws EpoxyException in dbt's words, with the place
   */
  public static ProjectSelectors read(Path projectDir, YamlScope scope, Consumer<String> warnings) {
    Path file = projectDir.resolve(NAME);
    if (!Files.exists(file)) {
      return ProjectSelectors.NONE;
    }
    try {
      return parse(Files.readString(file), scope, warnings);
    } catch (IOException e) {
      throw new EpoxyException(
          ErrorCode.SELECTION,
          "Could not read selector file: " + e,
          SourceLocation.ofFile(NAME),
          e);
    }
  }

  /** As {@link #read}, of the file's text. */
  static ProjectSelectors parse(String text, YamlScope scope, Consumer<String> warnings) {
    Optional<YamlNode> root = YamlReader.read(NAME, text, warnings);
    if (root.isEmpty() || root.get().data() == null) {
      return ProjectSelectors.NONE;
    }
    SelectorsFile file = new SelectorsFile();
    file.addAll(RenderedYaml.of(root.get(), scope));
    file.problems.throwIfAny();
    return new ProjectSelectors(file.specs, file.defaultName, file.shown);
  }

  private void addAll(YamlNode root) {
    if (!(root instanceof YamlMap map)) {
      throw malformed(
          "the top level must be a dictionary, not " + root.typeName(), root, root.location());
    }
    for (String key : map.entries().keySet()) {
      if (!key.equals("selectors") && !key.equals("version")) {
        throw malformed(
            "'" + key + "' was unexpected beside 'selectors'", map, map.locationOf(key));
      }
    }
    if (!(map.entries().get("selectors") instanceof YamlList list)) {
      throw malformed(
          "'selectors' must be a list",
          map.entries().getOrDefault("selectors", map),
          map.locationOf("selectors"));
    }
    for (YamlNode item : list.items()) {
      try {
        add(item);
      } catch (EpoxyException e) {
        problems.add(e);
      }
    }
  }

  private void add(YamlNode item) {
    if (!(item instanceof YamlMap selector)) {
      throw malformed(
          "a selector must be a dictionary, not " + item.typeName(), item, item.location());
    }
    for (String key : selector.entries().keySet()) {
      if (!KEYS.contains(key)) {
        throw malformed(
            "'" + key + "' is no key of a selector", selector, selector.locationOf(key));
      }
    }
    String name =
        selector
            .text("name")
            .orElseThrow(
                () ->
                    malformed(
                        "a selector must have a 'name' that is text",
                        selector.entries().getOrDefault("name", selector),
                        selector.location()));
    if (selector.find("description").isPresent() && selector.text("description").isEmpty()) {
      throw malformed(
          "'description' must be text",
          selector.entries().get("description"),
          selector.locationOf("description"));
    }
    YamlNode definition =
        selector
            .find("definition")
            .filter(SelectorsFile::isTextOrMap)
            .orElseThrow(
                () ->
                    malformed(
                        "the 'definition' of '" + name + "' must be text or a dictionary",
                        selector.entries().getOrDefault("definition", selector),
                        selector.locationOf("definition")));
    addDefault(name, selector);
    specs.put(name, DefinitionParser.parse(definition));
    Map<String, Object> form = selector.data();
    form.put("definition", ShownDefinition.of(form.get("definition")));
    shown.put(name, form);
  }

  private void addDefault(String name, YamlMap selector) {
    Object isDefault = selector.value("default").orElse(false);
    if (!(isDefault instanceof Boolean flag)) {
      throw malformed(
          "'default' of '" + name + "' must be true or false",
          selector.entries().get("default"),
          selector.locationOf("default"));
    }
    if (flag && defaultName.isPresent()) {
      throw wrong(
          "Error when parsing the selector file. Found multiple selectors with `default: true`:"
              + defaultName.get()
              + " and "
              + name,
          selector.locationOf("default"));
    }
    defaultName = flag ? Optional.of(name) : defaultName;
  }

  private static boolean isTextOrMap(YamlNode node) {
    return node instanceof YamlMap
        || node instanceof YamlScalar scalar && scalar.value() instanceof String;
  }

  /** dbt shows what its validator refused; why it did so, and where, stands below. */
  private static EpoxyException malformed(String why, YamlNode refused, SourceLocation place) {
    return new EpoxyException(
        ErrorCode.SELECTION,
        "Could not parse selector file data: \n"
            + PythonYaml.write(refused.data(), true)
            + VALID
            + "\n"
            + why
            + " ("
            + place
            + ")",
        place);
  }

  static EpoxyException wrong(String why, SourceLocation place) {
    return new EpoxyException(
        ErrorCode.SELECTION,
        "Could not read selector file data: Runtime Error\n  " + why.replace("\n", "\n  "),
        place);
  }
}
