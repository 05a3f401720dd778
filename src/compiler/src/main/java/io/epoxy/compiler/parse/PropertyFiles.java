package io.epoxy.compiler.parse;

import com.google.common.collect.ImmutableList;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.compiler.shape.Complaint;
import io.epoxy.compiler.shape.Shape;
import io.epoxy.compiler.shape.Shapes;
import io.epoxy.compiler.shape.TextKeys;
import io.epoxy.compiler.yaml.YamlList;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.SourceLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All property files of all packages, by what they describe. */
final class PropertyFiles {
  private static final Set<String> KEYS =
      Set.of(
          "models",
          "seeds",
          "snapshots",
          "sources",
          "macros",
          "analyses",
          "exposures",
          "groups",
          "unit_tests",
          "metrics",
          "semantic_models",
          "saved_queries",
          "functions");

  /** Keys whose entries are resources themselves: two of one name are found when they are added. */
  private static final Set<String> UNDESCRIBING =
      Set.of(
          "sources",
          "unit_tests",
          "exposures",
          "groups",
          "metrics",
          "semantic_models",
          "saved_queries");

  private final PropertyScopes scopes;
  private final List<Patch> read = new ArrayList<>();
  private final Map<String, List<Patch>> byKey = new LinkedHashMap<>();
  private final Map<String, Patch> byResource = new LinkedHashMap<>();
  private final Map<String, Patch> versioned = new LinkedHashMap<>();

  PropertyFiles(PropertyScopes scopes) {
    this.scopes = scopes;
  }

  /** Adds the entries of files in their order. */
  void read(
      List<SourceFile> files, PropertyDocuments documents, Problems problems, Warnings warnings) {
    List<PropertyDocuments.Read> all = files.parallelStream().map(documents::read).toList();
    for (int i = 0; i < all.size(); i++) {
      add(files.get(i), all.get(i), problems, warnings);
    }
  }

  private void add(
      SourceFile file, PropertyDocuments.Read read, Problems problems, Warnings warnings) {
    read.warnings().forEach(text -> warnings.warn("DuplicateYAMLKeysDeprecation", text));
    try {
      read.orElseThrow()
          .entries()
          .forEach(
              (key, value) -> {
                if (key.equals("data_tests")) {
                  singularTests(value, file, warnings);
                } else if (KEYS.contains(key)) {
                  entries(key, value, file, problems);
                }
              });
    } catch (EpoxyException e) {
      problems.add(
          new EpoxyException(
              ErrorCode.PARSING,
              "Error reading "
                  + file.project().name()
                  + ": "
                  + file.path()
                  + " - Runtime Error\n"
                  + e.getMessage().indent(2).stripTrailing(),
              e.location().orElse(null),
              e));
    }
  }

  private void entries(String key, YamlNode value, SourceFile file, Problems problems) {
    if (!(value instanceof YamlList list)) {
      problems.add(invalid(file, "the value of '" + key + "' is not a list", value));
      return;
    }
    for (YamlNode entry : list.items()) {
      if (!(entry instanceof YamlMap map)) {
        problems.add(invalid(file, "a list element for '" + key + "' is not a dictionary", entry));
      } else if (map.find("name").isEmpty()) {
        problems.add(
            invalid(
                file, "a list element for '" + key + "' does not have a name attribute.", entry));
      } else {
        rendered(key, map, file).forEach(problems::add);
      }
    }
  }

  /**
   * What describes singular tests, up to the first entry that is wrong, of which dbt only warns
   * (dbt-core 1.12 {@code SchemaParser.parse_file}).
   */
  private void singularTests(YamlNode value, SourceFile file, Warnings warnings) {
    List<YamlNode> entries = value instanceof YamlList list ? list.items() : List.of(value);
    for (YamlNode entry : entries) {
      List<EpoxyException> wrong = singularTest(entry, file);
      if (!wrong.isEmpty()) {
        warnings.warn(
            "Note",
            "Unable to parse 'data_tests' section of file '"
                + file.originalPath()
                + "'\nParsing Error\n"
                + wrong.get(0).describe().indent(2).stripTrailing());
        return;
      }
    }
  }

  private List<EpoxyException> singularTest(YamlNode entry, SourceFile file) {
    if (!(entry instanceof YamlMap map)) {
      return List.of(invalid(file, "a list element for 'data_tests' is not a dictionary", entry));
    }
    if (map.find("name").isEmpty()) {
      return List.of(
          new EpoxyException(ErrorCode.PARSING, "Entry did not contain a name", entry.location()));
    }
    return rendered("data_tests", map, file);
  }

  /** Keeps an entry, or says what is wrong with it. */
  private List<EpoxyException> rendered(String key, YamlMap written, SourceFile file) {
    try {
      YamlMap yaml = new PropertyRenderer(key, scopes.of(file.project())).render(written);
      Patch patch = new Patch(key, yaml, written, file);
      List<EpoxyException> wrong = wrong(patch);
      if (wrong.isEmpty()) {
        read.add(patch);
      }
      return wrong;
    } catch (EpoxyException e) {
      return List.of(e);
    }
  }

  /** Gives each entry that was read to what it describes. */
  void assign(Describable known, Problems problems) {
    for (Patch patch : read) {
      try {
        add(known.assigned(patch), known, problems);
      } catch (EpoxyException e) {
        problems.add(e);
      }
    }
    read.clear();
  }

  private static List<EpoxyException> wrong(Patch patch) {
    List<EpoxyException> wrong = new ArrayList<>();
    for (Shape shape : Shapes.find(shape(patch)).stream().toList()) {
      List<Complaint> complaints = new ArrayList<>(shape.check(checked(patch)));
      complaints.addAll(TextKeys.check(shape, patch.yaml()));
      for (Complaint complaint : complaints) {
        SourceLocation place = complaint.place(patch.yaml());
        wrong.add(Entry.invalid(patch, complaint.sentence(), place));
      }
    }
    twoListsOfTests(patch, patch.yaml(), wrong);
    return wrong;
  }

  /** Some entries have a second form. */
  private static String shape(Patch patch) {
    return switch (patch.key()) {
      case "sources" -> SourceOverrides.is(patch) ? "sources-overriding" : "sources";
      case "metrics" -> patch.yaml().find("type_params").isPresent() ? "metrics" : "metrics-flat";
      default -> patch.key();
    };
  }

  /** A source without tables is one, as in dbt. */
  private static Map<String, Object> checked(Patch patch) {
    Map<String, Object> data = new LinkedHashMap<>(patch.yaml().data());
    if (patch.key().equals("sources")) {
      data.remove("tables", null);
    }
    return data;
  }

  /** Tests stand under one of their two keys, at the entry, its columns, tables and versions. */
  private static void twoListsOfTests(Patch patch, YamlMap part, List<EpoxyException> wrong) {
    if (!part.list("tests").isEmpty() && !part.list("data_tests").isEmpty()) {
      wrong.add(
          Entry.invalid(
              patch,
              "at path []: Invalid test config: cannot have both 'tests' and 'data_tests' defined",
              part.locationOf("tests")));
    }
    for (String key : List.of("columns", "tables", "versions")) {
      for (YamlNode below : part.list(key)) {
        if (below instanceof YamlMap map) {
          twoListsOfTests(patch, map, wrong);
        }
      }
    }
  }

  /** dbt-core 1.12 {@code validate_yaml} in parser/read_files.py. */
  private static EpoxyException invalid(SourceFile file, String what, YamlNode at) {
    return new EpoxyException(
        ErrorCode.PARSING,
        "The schema file at " + file.originalPath() + " is invalid because " + what,
        at.location());
  }

  private void add(Patch patch, Describable known, Problems problems) {
    byKey.computeIfAbsent(patch.key(), key -> new ArrayList<>()).add(patch);
    if (UNDESCRIBING.contains(patch.key())) {
      return;
    }
    String id = id(patch.key(), patch.packageName(), patch.name());
    boolean lastOneCounts = patch.key().equals("data_tests"); // of singular tests
    Patch before = lastOneCounts ? byResource.put(id, patch) : byResource.putIfAbsent(id, patch);
    if (before != null && !lastOneCounts) {
      problems.add(describedTwice(before, patch));
    }
    if (patch.key().equals("models")) {
      for (ModelVersion version : ModelVersion.all(patch)) {
        String stem = version.stem(patch.name());
        versioned.put(id("models", patch.packageName(), stem), patch);
        if (version.version().isLatest() && !known.hasModel(patch.packageName(), stem)) {
          versioned.putIfAbsent(id("models", patch.packageName(), patch.name()), patch);
        }
      }
    }
  }

  private static EpoxyException describedTwice(Patch first, Patch second) {
    boolean macro = second.key().equals("macros");
    String what =
        macro
            ? "macro in package "
                + second.packageName()
                + " named "
                + second.name()
                + ". Macros may only be described a single time."
            : "resource named "
                + second.name()
                + ". Resources and their associated columns may only be described a single time.";
    String type = macro ? "macros" : "resource";
    String path = second.file().originalPath();
    String before = first.file().originalPath();
    String fix =
        path.equals(before)
            ? "one of the " + type + " entries for " + second.name() + " in this file:\n - " + path
            : "the "
                + type
                + " entry for "
                + second.name()
                + " in one of these files:\n - "
                + path
                + "\n"
                + before;
    return new EpoxyException(
        ErrorCode.COMPILATION,
        "dbt found two schema.yml entries for the same "
            + what
            + " To fix this, remove "
            + fix
            + "\nFirst described at "
            + first.location(),
        second.location());
  }

  /** The entry of a resource. */
  Optional<Patch> find(String key, String packageName, String name) {
    return Optional.ofNullable(byResource.get(id(key, packageName, name)));
  }

  /** The entry of the versioned model that has a version in the file with this stem. */
  Optional<Patch> findVersioned(String packageName, String stem) {
    return Optional.ofNullable(versioned.get(id("models", packageName, stem)));
  }

  List<Patch> all(String key) {
    return ImmutableList.copyOf(byKey.getOrDefault(key, List.of()));
  }

  /** Whether an entry changes what others say of a package's sources. */
  boolean overrides(String packageName) {
    return all("sources").stream()
        .anyMatch(patch -> patch.yaml().text("overrides").filter(packageName::equals).isPresent());
  }

  /** The files, as patch_path names them, that have an entry which is not {@link Patch#isPlain}. */
  Set<String> filesWithMore() {
    Set<String> names = new HashSet<>();
    for (List<Patch> patches : byKey.values()) {
      patches.stream()
          .filter(patch -> !patch.isPlain())
          .forEach(patch -> names.add(patch.patchPath()));
    }
    return names;
  }

  private static String id(String key, String packageName, String name) {
    return key + "\n" + packageName + "\n" + name;
  }
}
