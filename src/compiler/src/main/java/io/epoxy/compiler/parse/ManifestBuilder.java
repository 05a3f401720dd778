package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.node.RefIndex;
import io.epoxy.compiler.parse.SourceParser.Parsed;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.DependencyGraph;
import io.epoxy.model.graph.DocBlock;
import io.epoxy.model.graph.Macro;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Links parsed nodes: unique names, refs and sources to ids, groups, cycles. */
final class ManifestBuilder {
  private final ParseInput input;
  private final Problems problems;
  private final Consumer<String> warnings;
  private final Map<UniqueId, NodeDraft> enabled = new LinkedHashMap<>();
  private final List<NodeDraft> disabled = new ArrayList<>();
  private final Map<UniqueId, SourceTable> sources = new LinkedHashMap<>();
  private final Set<String> disabledSources = new LinkedHashSet<>();
  private final Set<String> failed = new LinkedHashSet<>();

  ManifestBuilder(ParseInput input, Problems problems, Consumer<String> warnings) {
    this.input = input;
    this.problems = problems;
    this.warnings = warnings;
  }

  void add(NodeDraft draft) {
    if (!draft.isEnabled()) {
      disabled.add(draft);
      return;
    }
    NodeDraft before = enabled.putIfAbsent(draft.id(), draft);
    if (before != null) {
      problems.add(duplicate(before, draft));
    }
  }

  void add(Parsed source) {
    SourceTable table = source.table();
    if (!source.isEnabled()) {
      disabledSources.add(table.sourceName() + "." + table.info().name());
      return;
    }
    SourceTable before = sources.putIfAbsent(table.uniqueId(), table);
    if (before != null) {
      String name = table.sourceName() + "." + table.info().name();
      problems.add(
          new EpoxyException(
              ErrorCode.COMPILATION,
              Sentences.duplicate(
                  "two sources",
                  name,
                  "looking for source(\""
                      + table.sourceName()
                      + "\", \""
                      + table.info().name()
                      + "\")",
                  List.of(
                      table.uniqueId() + " (" + before.info().originalFilePath() + ")",
                      table.uniqueId() + " (" + table.info().originalFilePath() + ")")),
              table.info().location()));
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
    return disabled.stream().anyMatch(draft -> draft.id().equals(id));
  }

  Optional<NodeDraft> find(UniqueId id) {
    return Optional.ofNullable(enabled.get(id));
  }

  /** The manifest; problems that were found are in the list given to the constructor. */
  Manifest build(Map<UniqueId, Macro> macros, Map<UniqueId, DocBlock> docs) {
    checkNames();
    RefIndex index = index(enabled.values());
    RefIndex hidden = index(disabled);
    Map<UniqueId, Node> nodes = new TreeMap<>();
    List<Node> off = new ArrayList<>();
    for (NodeDraft draft : enabled.values()) {
      Optional<List<UniqueId>> parents = link(draft, index, hidden);
      if (parents.isPresent()) {
        nodes.put(draft.id(), draft.toNode(parents.get()));
      } else {
        off.add(draft.toNode(List.of()));
      }
    }
    disabled.forEach(draft -> off.add(draft.toNode(List.of())));
    checkGroups(nodes);
    checkCycles(nodes);
    return Manifest.builder(input.root().name(), input.contexts().target().type())
        .nodes(nodes)
        .sources(new TreeMap<>(sources))
        .macros(macros)
        .docs(docs)
        .disabled(off)
        .build();
  }

  private RefIndex index(Iterable<NodeDraft> drafts) {
    List<RefIndex.Entry> refs = new ArrayList<>();
    for (NodeDraft draft : drafts) {
      if (RefIndex.isRefable(draft.id().resourceType())) {
        refs.add(
            new RefIndex.Entry(
                draft.id(), draft.info().name(), draft.info().packageName(), draft.version()));
      }
    }
    List<RefIndex.Entry> tables = new ArrayList<>();
    sources.forEach(
        (id, table) ->
            tables.add(
                new RefIndex.Entry(
                    id,
                    table.sourceName() + "." + table.info().name(),
                    table.info().packageName(),
                    Optional.empty())));
    return RefIndex.of(input.root().name(), refs, tables);
  }

  /** The parents; empty for a test of something that is not there, which is switched off. */
  private Optional<List<UniqueId>> link(NodeDraft draft, RefIndex index, RefIndex hidden) {
    Set<UniqueId> parents = new LinkedHashSet<>();
    boolean complete = true;
    String packageName = draft.info().packageName();
    for (RefCall call : draft.code().refs()) {
      Optional<UniqueId> found = index.findRef(call, packageName);
      if (found.isPresent()) {
        parents.add(found.get());
      } else {
        complete = false;
        if (failed.contains(call.name())) {
          continue;
        }
        missing(
            draft,
            missingRef(call, hidden.findRef(call, packageName).isPresent())
                + suggestion(Sentences.suggestion(call.name(), index.refNames())),
            CallPlace.find(draft, "ref", call.name()));
      }
    }
    for (List<String> call : draft.code().sources()) {
      Optional<UniqueId> found = index.findSource(call.get(0), call.get(1), packageName);
      if (found.isPresent()) {
        parents.add(found.get());
      } else {
        complete = false;
        String name = call.get(0) + "." + call.get(1);
        String how = disabledSources.contains(name) ? "which is disabled" : "which was not found";
        missing(
            draft,
            "a source named '"
                + name
                + "' "
                + how
                + suggestion(Sentences.suggestion(name, index.sourceNames())),
            CallPlace.find(draft, "source", call.get(1)));
      }
    }
    boolean isTest = draft.id().resourceType() == ResourceType.TEST;
    return complete || !isTest ? Optional.of(new ArrayList<>(parents)) : Optional.empty();
  }

  private static String missingRef(RefCall call, boolean isDisabled) {
    return "a node named '"
        + call.name()
        + "'"
        + call.version().map(version -> " with version '" + version + "'").orElse("")
        + call.packageName().map(name -> " in package or project '" + name + "'").orElse("")
        + (isDisabled ? " which is disabled" : " which was not found");
  }

  private static String suggestion(String sentence) {
    return sentence.isEmpty() ? "" : "." + sentence;
  }

  private void missing(NodeDraft draft, String what, SourceLocation place) {
    String sentence = Sentences.subject(draft.info()) + " depends on " + what;
    if (draft.id().resourceType() == ResourceType.TEST) {
      warnings.accept(sentence);
      return;
    }
    problems.add(new EpoxyException(ErrorCode.COMPILATION, sentence, place));
  }

  private void checkNames() {
    Map<String, NodeDraft> names = new HashMap<>();
    Map<String, NodeDraft> relations = new HashMap<>();
    for (NodeDraft draft : enabled.values()) {
      if (!RefIndex.isRefable(draft.id().resourceType())) {
        continue;
      }
      String name = draft.info().packageName() + "." + draft.info().name();
      NodeDraft same = draft.version().isPresent() ? null : names.putIfAbsent(name, draft);
      if (same != null) {
        problems.add(duplicate(same, draft));
      }
      if (!draft.info().config().string("materialized").equals(Optional.of("ephemeral"))) {
        String relation = draft.relation().render();
        NodeDraft before = relations.putIfAbsent(relation, draft);
        if (before != null) {
          problems.add(ambiguous(relation, before, draft));
        }
      }
    }
  }

  private static EpoxyException duplicate(NodeDraft first, NodeDraft second) {
    ResourceType type = second.id().resourceType();
    String what =
        "two " + (type == first.id().resourceType() ? Sentences.plural(type) : "resources");
    String name = second.info().name();
    String action =
        RefIndex.isRefable(type) ? "looking for ref(\"" + name + "\")" : "running tests";
    List<String> resources =
        List.of(
            first.id() + " (" + first.info().originalFilePath() + ")",
            second.id() + " (" + second.info().originalFilePath() + ")");
    String sentence = Sentences.duplicate(what, name, action, resources);
    boolean generic = second.test().flatMap(NodeDraft.TestPart::generic).isPresent();
    if (generic) {
      String where =
          second
              .test()
              .flatMap(NodeDraft.TestPart::columnName)
              .map(column -> "column \"" + column + "\" in ")
              .orElse("");
      String key = second.test().flatMap(NodeDraft.TestPart::fileKeyName).orElse("");
      sentence =
          sentence.replaceFirst(
              "\"\\.\n",
              java.util.regex.Matcher.quoteReplacement(
                  "\" defined on " + where + "\"" + key + "\".\n"));
    }
    return new EpoxyException(ErrorCode.COMPILATION, sentence, second.info().location());
  }

  private static EpoxyException ambiguous(String relation, NodeDraft first, NodeDraft second) {
    return new EpoxyException(
        ErrorCode.COMPILATION,
        "dbt found two resources with the database representation \""
            + relation
            + "\".\ndbt cannot create two resources with identical database representations. To fix"
            + " this,\nchange the configuration of one of these resources:\n- "
            + first.id()
            + " ("
            + first.info().originalFilePath()
            + ")\n- "
            + second.id()
            + " ("
            + second.info().originalFilePath()
            + ")",
        second.info().location());
  }

  private void checkGroups(Map<UniqueId, Node> nodes) {
    for (Node node : nodes.values()) {
      if (node instanceof TestNode) {
        continue;
      }
      Optional<String> own = node.info().config().string("group");
      for (UniqueId id : node.code().dependsOnNodes()) {
        Node parent = nodes.get(id);
        if (parent == null
            || !parent.info().config().string("access").equals(Optional.of("private"))) {
          continue;
        }
        Optional<String> group = parent.info().config().string("group");
        if (!group.equals(own)) {
          problems.add(
              new EpoxyException(
                  ErrorCode.PARSING,
                  "Node "
                      + node.uniqueId()
                      + " attempted to reference node "
                      + id
                      + ", which is not allowed because the referenced node is private to the '"
                      + group.orElse("")
                      + "' group.",
                  node.info().location()));
        }
      }
    }
  }

  private void checkCycles(Map<UniqueId, Node> nodes) {
    Map<UniqueId, List<UniqueId>> parents = new LinkedHashMap<>();
    nodes.forEach((id, node) -> parents.put(id, node.code().dependsOnNodes()));
    DependencyGraph.of(parents)
        .findCycle()
        .ifPresent(
            cycle ->
                problems.add(
                    new EpoxyException(
                        ErrorCode.PROJECT,
                        "Found a cycle: "
                            + String.join(" --> ", cycle.stream().map(UniqueId::value).toList()),
                        nodes.get(cycle.get(0)).info().location())));
  }
}
