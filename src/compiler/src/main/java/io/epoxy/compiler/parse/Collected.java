package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.Exposure;
import io.epoxy.model.graph.FunctionNode;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Group;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SemanticLayerNode;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.graph.UnitTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every parsed resource by kind, before it is linked. Two of one id are a problem. */
final class Collected {
  private final Problems problems;
  private final Map<UniqueId, GraphMember> enabled = new LinkedHashMap<>();
  private final List<GraphMember> disabled = new ArrayList<>();
  private final Map<UniqueId, GraphMember> disabledById = new HashMap<>();
  private final Map<UniqueId, Group> groups = new LinkedHashMap<>();
  private final Set<String> failed = new LinkedHashSet<>();

  Collected(Problems problems) {
    this.problems = problems;
  }

  void add(GraphMember member) {
    if (!hasValidEnabled(member)) {
      return;
    }
    if (!member.info().config().flag("enabled", true)) {
      disabled.add(member);
      disabledById.putIfAbsent(member.uniqueId(), member);
      return;
    }
    GraphMember before = enabled.putIfAbsent(member.uniqueId(), member);
    if (before != null) {
      problems.add(Duplicates.of(before, member));
    }
  }

  /** Only a boolean is valid, the text True is none (dbt-core 1.12 config classes' JSON schema). */
  private boolean hasValidEnabled(GraphMember member) {
    Map<String, Object> config = member.info().config().values();
    Object enabled = config.get("enabled");
    if (!config.containsKey("enabled") || enabled instanceof Boolean) {
      return true;
    }
    problems.add(
        new EpoxyException(
            ErrorCode.PARSING,
            "Invalid config of "
                + Sentences.subject(member.info())
                + ": at path ['enabled']: "
                + TemplateValues.repr(enabled)
                + " is not of type 'boolean'",
            member.info().location()));
    return false;
  }

  void add(Group group) {
    Group before = groups.putIfAbsent(group.uniqueId(), group);
    if (before != null) {
      problems.add(Duplicates.of(before, group));
    }
  }

  /** A resource whose own problem is reported: what refers to it is not reported as well. */
  void addFailed(String name) {
    failed.add(name);
  }

  boolean hasFailed(String name) {
    return failed.contains(name);
  }

  boolean isDisabled(UniqueId id) {
    return disabledById.containsKey(id);
  }

  Optional<GraphMember> find(UniqueId id) {
    return Optional.ofNullable(enabled.get(id));
  }

  /** The enabled resource of an id, else a disabled one. */
  Optional<GraphMember> findAny(UniqueId id) {
    return find(id).or(() -> Optional.ofNullable(disabledById.get(id)));
  }

  /** Whether there is a model to which an entry of {@code models:} belongs. */
  boolean describesModel(Patch patch) {
    UniqueId id = UniqueId.of(ResourceType.MODEL, patch.packageName(), patch.name());
    return !ModelVersion.all(patch).isEmpty() || hasFailed(patch.name()) || findAny(id).isPresent();
  }

  /** Takes a resource out, to put others in its place. */
  void remove(UniqueId id) {
    enabled.remove(id);
  }

  List<GraphMember> enabled() {
    return new ArrayList<>(enabled.values());
  }

  List<GraphMember> disabled() {
    return disabled;
  }

  Map<UniqueId, Group> groups() {
    return groups;
  }

  /** Nodes other than functions, which dbt keeps apart. */
  List<Node> nodes() {
    return of(Node.class).stream().filter(node -> !(node instanceof FunctionNode)).toList();
  }

  List<FunctionNode> functions() {
    return of(FunctionNode.class);
  }

  List<SourceTable> sources() {
    return of(SourceTable.class);
  }

  List<Exposure> exposures() {
    return of(Exposure.class);
  }

  List<UnitTest> unitTests() {
    return of(UnitTest.class);
  }

  List<SemanticLayerNode> semanticLayer() {
    return of(SemanticLayerNode.class);
  }

  private <T> List<T> of(Class<T> kind) {
    List<T> found = new ArrayList<>();
    for (GraphMember member : enabled.values()) {
      if (kind.isInstance(member)) {
        found.add(kind.cast(member));
      }
    }
    return found;
  }
}
