package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.node.RefIndex;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.config.Project;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.Access;
import io.epoxy.model.graph.DependencyGraph;
import io.epoxy.model.graph.Exposure;
import io.epoxy.model.graph.FunctionNode;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Group;
import io.epoxy.model.graph.Language;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.SnapshotNode;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.graph.UnitTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must hold of a linked project as a whole (dbt-core 1.12 {@code parser/manifest.py}). */
final class ManifestChecks {
  private final Manifest manifest;
  private final ParseInput input;
  private final Problems problems;
  private final Warnings warnings;

  ManifestChecks(Manifest manifest, ParseInput input, Problems problems, Warnings warnings) {
    this.manifest = manifest;
    this.input = input;
    this.problems = problems;
    this.warnings = warnings;
  }

  void run() {
    relations();
    versionedAndNot();
    manifest.members().values().forEach(this::member);
    manifest.functions().values().forEach(this::language);
    if (!input.contexts().settings().command().equals("parse")) {
      cycles(); // dbt looks for them when it compiles; parse writes a manifest that has some
    }
  }

  private void member(GraphMember member) {
    group(member);
    if (!(member instanceof UnitTest)) {
      member.dependsOn().forEach(id -> access(member, id));
    }
    if (member instanceof ModelNode model
        && model.access() == Access.PUBLIC
        && model.materialization().equals("ephemeral")) {
      add(
          ErrorCode.PARSING,
          "Node "
              + model.uniqueId()
              + " with 'ephemeral' materialization has an invalid value (public) for the access"
              + " field",
          model);
    }
    if (member instanceof SnapshotNode snapshot) {
      try {
        ConfigChecks.snapshot(
            snapshot.name(), snapshot.info().originalFilePath(), snapshot.info().config().values());
      } catch (EpoxyException e) {
        add(e.code(), e.getMessage(), snapshot);
      }
    }
  }

  private void language(FunctionNode function) {
    if (function.info().language() == Language.JAVASCRIPT) {
      add(
          ErrorCode.PARSING,
          "Function '"
              + function.name()
              + "' uses JavaScript, which is not supported on '"
              + manifest.adapterType()
              + "'. ",
          function);
    }
  }

  private void group(GraphMember member) {
    Optional<String> group = member.info().group();
    boolean known =
        group.isEmpty()
            || member instanceof TestNode // it has its model's
            || manifest.groups().values().stream().map(Group::name).anyMatch(group.get()::equals);
    if (!known) {
      TreeSet<String> names = new TreeSet<>();
      manifest.groups().values().forEach(found -> names.add(found.name()));
      problems.add(
          NodeError.parsing(
              member.info(),
              "Invalid group '"
                  + group.get()
                  + "', expected one of "
                  + Python.repr(new ArrayList<Object>(names))));
    }
  }

  /** dbt-core 1.12 {@code is_invalid_private_ref} and {@code is_invalid_protected_ref}. */
  private void access(GraphMember from, UniqueId to) {
    if (!(manifest.nodes().get(to) instanceof ModelNode model)) {
      return;
    }
    String own = from.info().packageName();
    String other = model.info().packageName();
    boolean foreign = !own.equals(other) && restricts(other);
    Optional<String> group = from instanceof Exposure ? Optional.empty() : from.info().group();
    boolean outside = group.isEmpty() || !group.equals(model.info().group());
    if (model.access() == Access.PRIVATE && (outside || foreign)) {
      refuse(from, model, model.info().group().orElse(""), "group");
    } else if (model.access() == Access.PROTECTED && foreign) {
      refuse(from, model, other, "package");
    }
  }

  private boolean restricts(String packageName) {
    Project project = input.packages().get(packageName);
    return project != null && Boolean.TRUE.equals(project.other().get("restrict-access"));
  }

  private void refuse(GraphMember from, ModelNode to, String scope, String kind) {
    add(
        ErrorCode.PARSING,
        "Node "
            + from.uniqueId()
            + " attempted to reference node "
            + to.uniqueId()
            + ", which is not allowed because the referenced node is "
            + to.access().dbtName()
            + " to the '"
            + scope
            + "' "
            + kind
            + ".",
        from);
  }

  private void relations() {
    Map<String, Node> relations = new HashMap<>();
    for (Node node : manifest.nodes().values()) {
      if (!RefIndex.isRefable(node.resourceType()) && !storesFailures(node)) {
        continue;
      }
      String relation = node.relation().plain();
      Node before = relations.putIfAbsent(relation, node);
      if (before != null) {
        add(
            ErrorCode.COMPILATION,
            "dbt found two resources with the database representation \""
                + relation
                + "\".\ndbt cannot create two resources with identical database representations. To"
                + " fix this,\nchange the configuration of one of these resources:\n- "
                + shown(before)
                + "\n- "
                + shown(node),
            node);
      }
    }
  }

  private static boolean storesFailures(Node node) {
    return node instanceof TestNode && node.info().config().flag("store_failures", false);
  }

  private void versionedAndNot() {
    Map<String, ModelNode> versioned = new HashMap<>();
    Map<String, Node> plain = new HashMap<>();
    for (Node node : manifest.nodes().values()) {
      if (!RefIndex.isRefable(node.resourceType())) {
        continue;
      }
      String name = node.info().packageName() + "." + node.name();
      if (node instanceof ModelNode model && model.version().isPresent()) {
        versioned.put(name, model);
      } else {
        Node before = plain.put(name, node);
        if (before != null) {
          sameName(before, node);
        }
      }
    }
    versioned.forEach(
        (name, model) -> {
          Node other = plain.get(name);
          if (other != null) {
            add(
                ErrorCode.PARSING,
                "dbt found versioned and unversioned models with the name \""
                    + model.name()
                    + "\".\n\nSince these resources have the same name, dbt will be unable to find"
                    + " the correct resource\nwhen looking for ref('"
                    + model.name()
                    + "').\n\nTo fix this, change the name of the unversioned resource\n"
                    + shown(other)
                    + "\nor add the unversioned model to the versions in "
                    + model.info().patchPath().orElse(""),
                other);
          }
        });
  }

  /** Two kinds of resources may share a name as long as a behaviour flag is off. */
  private void sameName(Node first, Node second) {
    if (BehaviourFlags.isOn(input.root().flags(), "require_unique_project_resource_names")) {
      problems.add(Duplicates.of(first, second));
      return;
    }
    warnings.warn(
        "DuplicateNameDistinctNodeTypesDeprecation",
        "Found resources with the same name '"
            + second.name()
            + "' in package '"
            + second.info().packageName()
            + "': '"
            + first.uniqueId()
            + "' and '"
            + second.uniqueId()
            + "'. Please update one of the resources to have a unique name.");
  }

  private static String shown(Node node) {
    return node.uniqueId() + " (" + node.info().originalFilePath() + ")";
  }

  /** Ids that depend on each other, the first one repeated at the end. */
  static Optional<List<UniqueId>> findCycle(Manifest manifest) {
    Map<UniqueId, List<UniqueId>> parents = new LinkedHashMap<>();
    manifest
        .members()
        .forEach(
            (id, member) -> {
              if (!(member instanceof TestNode)) { // nothing depends on a test
                parents.put(id, member.dependsOn());
              }
            });
    return DependencyGraph.of(parents).findCycle();
  }

  private void cycles() {
    findCycle(manifest)
        .ifPresent(
            cycle ->
                add(
                    ErrorCode.COMPILATION,
                    "Found a cycle: "
                        + cycle.stream()
                            .limit(cycle.size() - 1L)
                            .map(UniqueId::value)
                            .collect(Collectors.joining(" --> ")),
                    manifest.find(cycle.get(0)).orElseThrow()));
  }

  private void add(ErrorCode code, String sentence, GraphMember at) {
    problems.add(new EpoxyException(code, sentence, at.info().location()));
  }
}
