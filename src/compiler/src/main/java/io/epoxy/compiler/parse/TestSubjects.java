package io.epoxy.compiler.parse;

import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds what each property entry describes and has its tests parsed. */
final class TestSubjects {
  private static final Map<String, ResourceType> TYPES =
      Map.of(
          "models", ResourceType.MODEL,
          "seeds", ResourceType.SEED,
          "snapshots", ResourceType.SNAPSHOT);

  private final ManifestBuilder builder;
  private final Problems problems;
  private final Consumer<String> warnings;
  private final GenericTestParser tests;

  TestSubjects(
      ParseInput input,
      ResourceParsers resources,
      ManifestBuilder builder,
      Problems problems,
      Consumer<String> warnings) {
    this.builder = builder;
    this.problems = problems;
    this.warnings = warnings;
    this.tests = new GenericTestParser(input, resources);
  }

  /** The tests of a model, seed or snapshot; none when there is no such enabled node. */
  List<NodeDraft> node(Patch patch) {
    List<ModelVersion> versions = ModelVersion.all(patch);
    if (versions.isEmpty()) {
      UniqueId id = UniqueId.of(TYPES.get(patch.key()), patch.packageName(), patch.name());
      if (!isThere(id, patch)) {
        return List.of();
      }
      GenericTestParser.Subject subject =
          subject(patch, id, patch.name(), "ref('" + patch.name() + "')");
      return tests.parse(subject, patch.yaml(), Properties.columnEntries(patch.yaml()), problems);
    }
    List<NodeDraft> all = new ArrayList<>();
    for (ModelVersion version : versions) {
      String number = String.valueOf(version.version().value());
      UniqueId id =
          UniqueId.of(ResourceType.MODEL, patch.packageName(), patch.name(), "v" + number);
      if (isThere(id, patch)) {
        GenericTestParser.Subject subject =
            subject(
                patch,
                id,
                patch.name() + "_v" + number,
                "ref('" + patch.name() + "', version='" + number + "')");
        all.addAll(
            tests.parse(
                subject,
                hasTests(version.yaml()) ? version.yaml() : patch.yaml(),
                columns(patch.yaml(), version),
                problems));
      }
    }
    return all;
  }

  private static boolean hasTests(YamlMap yaml) {
    return yaml.find("data_tests").isPresent() || yaml.find("tests").isPresent();
  }

  private static List<YamlMap> columns(YamlMap model, ModelVersion version) {
    List<YamlMap> columns = new ArrayList<>();
    List<YamlMap> all = Properties.columnEntries(model);
    List<String> kept =
        VersionColumns.of(version.yaml())
            .kept(all.stream().map(column -> column.text("name").orElseThrow()).toList());
    all.stream()
        .filter(column -> kept.contains(column.text("name").orElseThrow()))
        .forEach(columns::add);
    columns.addAll(Properties.columnEntries(version.yaml()));
    return columns;
  }

  private boolean isThere(UniqueId id, Patch patch) {
    if (builder.find(id).isPresent()) {
      return true;
    }
    if (!builder.isDisabled(id) && !builder.hasFailed(patch.name())) {
      warnings.accept(
          "Did not find matching node for patch with name '"
              + patch.name()
              + "' in the '"
              + patch.key()
              + "' section of file '"
              + patch.file().originalPath()
              + "'");
    }
    return false;
  }

  /** The tests of a source's table. */
  List<NodeDraft> source(SourceParser.Parsed parsed) {
    if (!parsed.isEnabled()) {
      return List.of();
    }
    String source = parsed.source().name();
    String table = parsed.table().info().name();
    GenericTestParser.Subject subject =
        new GenericTestParser.Subject(
            parsed.table().uniqueId(),
            parsed.source().file(),
            source + "_" + table,
            "source('" + source + "', '" + table + "')",
            "source_",
            parsed.tags(),
            "sources." + source);
    return tests.parse(subject, parsed.yaml(), Properties.columnEntries(parsed.yaml()), problems);
  }

  private static GenericTestParser.Subject subject(
      Patch patch, UniqueId id, String targetName, String reference) {
    return new GenericTestParser.Subject(
        id, patch.file(), targetName, reference, "", List.of(), patch.key() + "." + patch.name());
  }

  /** A unit test must name a model that is there. */
  void checkUnitTest(Patch patch, PropertyFiles properties) {
    Optional<String> model = patch.yaml().text("model");
    if (model.isEmpty()) {
      return;
    }
    UniqueId id = UniqueId.of(ResourceType.MODEL, patch.packageName(), model.get());
    boolean versioned =
        properties
            .find("models", patch.packageName(), model.get())
            .filter(found -> !ModelVersion.all(found).isEmpty())
            .isPresent();
    if (!versioned && builder.find(id).isEmpty() && !builder.isDisabled(id)) {
      problems.add(
          new EpoxyException(
              ErrorCode.PARSING,
              "Unable to find model '"
                  + patch.packageName()
                  + "."
                  + model.get()
                  + "' for unit test '"
                  + patch.name()
                  + "' in "
                  + patch.file().originalPath(),
              patch.yaml().locationOf("model")));
    }
  }
}
