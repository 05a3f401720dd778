package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.node.RefIndex;
import io.epoxy.compiler.context.node.StaticCall;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what each property entry describes and has its tests parsed. An entry that describes
 * nothing has its tests all the same, as in dbt: linking switches them off.
 */
final class TestSubjects {
  private static final Map<String, ResourceType> TYPES =
      Map.of(
          "models", ResourceType.MODEL,
          "seeds", ResourceType.SEED,
          "snapshots", ResourceType.SNAPSHOT);

  private final Collected found;
  private final GenericTestParser tests;

  TestSubjects(Collected found, GenericTestParser tests) {
    this.found = found;
    this.tests = tests;
  }

  /** The tests of a model, seed or snapshot. */
  List<TestNode> node(Patch patch, Findings findings) {
    if (found.hasFailed(patch.name())) {
      return List.of();
    }
    List<ModelVersion> versions = ModelVersion.all(patch);
    if (versions.isEmpty() || !patch.key().equals("models")) {
      UniqueId id = UniqueId.of(TYPES.get(patch.key()), patch.packageName(), patch.name());
      RefCall call = new RefCall(patch.name(), Optional.empty(), Optional.empty());
      GenericTestParser.Subject subject =
          subject(patch, id, patch.name(), "ref('" + patch.name() + "')", call);
      return tests.parse(subject, patch.yaml(), Properties.columnEntries(patch.yaml()), findings);
    }
    List<TestNode> all = new ArrayList<>();
    for (ModelVersion version : versions) {
      all.addAll(version(patch, version, findings));
    }
    return all;
  }

  private List<TestNode> version(Patch patch, ModelVersion version, Findings findings) {
    String number = String.valueOf(version.version().value());
    UniqueId id = UniqueId.of(ResourceType.MODEL, patch.packageName(), patch.name(), "v" + number);
    RefCall call =
        new RefCall(patch.name(), Optional.empty(), Optional.of(version.version().value()));
    GenericTestParser.Subject subject =
        subject(
            patch,
            id,
            patch.name() + "_v" + number,
            "ref('" + patch.name() + "', version='" + number + "')",
            call);
    YamlMap whole = hasTests(version.yaml()) ? version.yaml() : patch.yaml();
    return tests.parse(subject, whole, version.columnEntries(patch.yaml()), findings);
  }

  private static boolean hasTests(YamlMap yaml) {
    return yaml.value("data_tests").isPresent() || yaml.value("tests").isPresent();
  }

  /** The tests of a source's table. */
  List<TestNode> source(SourceParser.Parsed parsed, Findings findings) {
    String source = parsed.table().sourceName();
    String table = parsed.table().name();
    GenericTestParser.Subject subject =
        new GenericTestParser.Subject(
            parsed.file(),
            source + "_" + table,
            "source('" + source + "', '" + table + "')",
            new StaticCall(Optional.empty(), Optional.of(List.of(source, table))),
            "source_",
            Optional.empty(),
            Optional.empty(),
            parsed.tags(),
            Boolean.TRUE.equals(parsed.table().quoting().get("column")),
            "sources." + source);
    return tests.parse(subject, parsed.yaml(), Properties.columnEntries(parsed.yaml()), findings);
  }

  private GenericTestParser.Subject subject(
      Patch patch, UniqueId id, String targetName, String reference, RefCall call) {
    Optional<GraphMember> node =
        patch.isOfOtherPackage()
            ? Optional.empty() // dbt looks for it at home only
            : found.findAny(id).or(() -> otherKind(patch));
    return new GenericTestParser.Subject(
        patch.file(),
        targetName,
        reference,
        new StaticCall(Optional.of(call), Optional.empty()),
        "",
        node.map(GraphMember::uniqueId),
        node.flatMap(member -> member.info().group()),
        List.of(),
        patch.yaml().value("quote_columns").filter(Boolean.TRUE::equals).isPresent(),
        patch.key() + "." + patch.name());
  }

  /** What has the name although it is of another kind than the entry's key says. */
  private Optional<GraphMember> otherKind(Patch patch) {
    return TYPES.values().stream()
        .filter(RefIndex::isRefable)
        .map(type -> UniqueId.of(type, patch.packageName(), patch.name()))
        .flatMap(id -> found.find(id).stream())
        .filter(member -> !(member instanceof ModelNode model && model.version().isPresent()))
        .findFirst();
  }
}
