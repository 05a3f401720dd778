package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.node.RefIndex;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.config.Project;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.error.Suggestion;
import io.epoxy.model.graph.Exposure;
import io.epoxy.model.graph.FunctionNode;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Resolves ref(), source(), metric() and function() to ids. What leads nowhere is an error; in a
 * data test it is a warning and switches the test off (dbt-core 1.12 {@code _process_refs}).
 */
final class Linker {
  private static final String NOT_FOUND = "NodeNotFoundOrDisabled";
  private static final String SWITCHED_OFF = "InvalidDisabledTargetInTestNode";

  private final Collected found;
  private final Problems problems;
  private final Warnings warnings;
  private final Lookup enabled;
  private final Lookup hidden;
  private final Project root;

  /** For everything that a project has. */
  Linker(Project root, Collected found, Problems problems, Warnings warnings) {
    this(
        root,
        found,
        new Targets(LinkNames.of(found.enabled()), LinkNames.of(found.disabled())),
        problems,
        warnings);
  }

  /** For some resources of a project. */
  Linker(Project root, Collected found, Targets targets, Problems problems, Warnings warnings) {
    this.root = root;
    this.found = found;
    this.problems = problems;
    this.warnings = warnings;
    this.enabled = Lookup.of(root, targets.enabled());
    this.hidden = Lookup.of(root, targets.disabled());
  }

  /** What is there to be referred to. */
  record Targets(LinkNames enabled, LinkNames disabled) {}

  /** What can be referred to: by ref() and source(), by function(), by metric(). */
  record Lookup(RefIndex tables, RefIndex functions, RefIndex metrics) {
    static Lookup of(Project root, LinkNames names) {
      RefIndex.Order order = RefIndex.Order.of(root.flags());
      return new Lookup(
          RefIndex.of(root.name(), order, names.refs(), names.sources()),
          RefIndex.of(root.name(), order, names.functions(), List.of()),
          RefIndex.of(root.name(), order, names.metrics(), List.of()));
    }
  }

  /** Whether a test was switched off for what was not there, or not enabled. */
  static boolean hasMissed(List<Object> warnings) {
    return warnings.stream()
        .map(warning -> ((Map<?, ?>) warning).get("event"))
        .anyMatch(event -> event.equals(NOT_FOUND) || event.equals(SWITCHED_OFF));
  }

  RefIndex refs() {
    return enabled.tables();
  }

  RefIndex disabledRefs() {
    return hidden.tables();
  }

  RefIndex metrics() {
    return enabled.metrics();
  }

  Map<UniqueId, Node> nodes() {
    Map<UniqueId, Node> linked = new LinkedHashMap<>();
    for (Node node : found.nodes()) {
      linked.put(node.uniqueId(), link(node));
    }
    return linked;
  }

  Map<UniqueId, FunctionNode> functions() {
    Map<UniqueId, FunctionNode> linked = new LinkedHashMap<>();
    for (FunctionNode node : found.functions()) {
      linked.put(node.uniqueId(), (FunctionNode) link(node));
    }
    return linked;
  }

  private Node link(Node node) {
    Calls calls = new Calls(node, node.code().rawCode());
    NodeCode code = node.code();
    code.sources().forEach(calls::source);
    code.refs().forEach(calls::ref);
    code.metrics().forEach(calls::metric);
    code.functions().forEach(calls::function);
    NodeInfo info = calls.complete ? node.info() : switchedOff(node.info());
    return node.with(info, code.withDependsOnNodes(calls.ids()));
  }

  private static NodeInfo switchedOff(NodeInfo info) {
    Map<String, Object> config = new LinkedHashMap<>(info.config().values());
    config.put("enabled", false);
    return info.toBuilder().config(new NodeConfig(config)).group(info.group()).build();
  }

  Map<UniqueId, Exposure> exposures() {
    Map<UniqueId, Exposure> linked = new LinkedHashMap<>();
    for (Exposure exposure : found.exposures()) {
      Calls calls = new Calls(exposure, "");
      exposure.sources().forEach(calls::source);
      exposure.refs().forEach(calls::ref);
      exposure.metrics().forEach(calls::metric);
      linked.put(exposure.uniqueId(), exposure.withDependsOn(calls.ids()));
    }
    return linked;
  }

  /** The ids of a semantic model's or saved query's calls. */
  List<UniqueId> ids(GraphMember from, List<RefCall> refs, List<List<String>> metrics) {
    Calls calls = new Calls(from, "");
    refs.forEach(calls::ref);
    metrics.forEach(calls::metric);
    return calls.ids();
  }

  /**
   * A call that leads nowhere.
   *
   * @param literal its last argument, which the code is searched for
   * @param target what it names, as in dbt's sentence
   */
  private record Miss(
      String function,
      String literal,
      String target,
      Optional<String> version,
      Optional<String> inPackage,
      boolean disabled) {
    Miss(String function, String literal, String target, boolean disabled) {
      this(function, literal, target, Optional.empty(), Optional.empty(), disabled);
    }

    String sentence() {
      return target
          + version.map(number -> " with version '" + number + "'").orElse("")
          + inPackage.map(name -> " in package or project '" + name + "'").orElse("")
          + (disabled ? " which is disabled" : " which was not found");
    }

    /** As dbt warns of it (dbt-core 1.12 {@code events/types.py}): no package has an empty name. */
    String warning() {
      return disabled
          ? target
              + inPackage.map(name -> " in package '" + name + "'").orElse("")
              + " which is disabled"
          : target + " in package '" + inPackage.orElse("") + "' which was not found";
    }
  }

  /** The calls of one resource, resolved one after the other. */
  private final class Calls {
    private final GraphMember from;
    private final String code;
    private final Set<UniqueId> parents = new LinkedHashSet<>();
    private boolean complete = true;

    private Calls(GraphMember from, String code) {
      this.from = from;
      this.code = code;
    }

    private List<UniqueId> ids() {
      return new ArrayList<>(parents);
    }

    private String home() {
      return from.info().packageName();
    }

    private void ref(RefCall call) {
      Optional<String> ambiguity = enabled.tables().ambiguity(call, home());
      if (ambiguity.isPresent()) {
        complete = false;
        SourceLocation place = CallPlace.find(from.info().location(), code, "ref", call.name());
        problems.add(NodeError.compilation(from.info(), ambiguity.get(), place));
        return;
      }
      Optional<UniqueId> id = enabled.tables().findRef(call, home());
      if (id.isPresent() || found.hasFailed(call.name())) {
        id.ifPresent(target -> warnOfRoot(call, target));
        add(id);
        return;
      }
      boolean disabled = hidden.tables().findRef(call, home()).isPresent();
      Miss miss =
          new Miss(
              "ref",
              call.name(),
              "a node named '" + call.name() + "'",
              call.version().map(String::valueOf),
              call.packageName(),
              disabled);
      report(miss, call.name(), enabled.tables().refNames());
    }

    /** A package that reads the project which reads it (dbt-core 1.12 parser/manifest.py). */
    private void warnOfRoot(RefCall call, UniqueId target) {
      boolean outOfPackage =
          !home().equals(root.name())
              && target.packageName().equals(root.name())
              && !call.packageName().equals(Optional.of(root.name()));
      if (outOfPackage && RefIndex.Order.of(root.flags()) == RefIndex.Order.ROOT_FIRST) {
        warnings.warn(
            "PackageNodeDependsOnRootProjectNode",
            "The node '"
                + from.name()
                + "'in package '"
                + home()
                + "' depends on the root project node '"
                + target
                + "'.This may lead to unexpected cycles downstream. Please set the"
                + " 'require_ref_searches_node_package_before_root' behavior change flag to True to"
                + " avoid this issue.For more information, see the documentation at"
                + " https://docs.getdbt.com/reference/global-configs/behavior-changes"
                + "#package-ref-search-order",
            Map.of(
                "node_name",
                from.name(),
                "package_name",
                home(),
                "root_project_unique_id",
                target.value()));
      }
    }

    private void source(List<String> call) {
      Optional<UniqueId> id = enabled.tables().findSource(call.get(0), call.get(1), home());
      if (id.isPresent()) {
        add(id);
        return;
      }
      String name = call.get(0) + "." + call.get(1);
      boolean disabled = hidden.tables().findSource(call.get(0), call.get(1), home()).isPresent();
      report(
          new Miss("source", call.get(1), "a source named '" + name + "'", disabled),
          name,
          enabled.tables().sourceNames());
    }

    private void metric(List<String> call) {
      byName("metric", call, enabled.metrics(), hidden.metrics());
    }

    private void function(List<String> call) {
      byName("function", call, enabled.functions(), hidden.functions());
    }

    private void byName(String kind, List<String> call, RefIndex on, RefIndex off) {
      String name = call.get(call.size() - 1);
      Optional<String> inPackage = call.size() == 2 ? Optional.of(call.get(0)) : Optional.empty();
      RefCall asRef = new RefCall(name, inPackage, Optional.empty());
      Optional<UniqueId> id = on.findRef(asRef, home());
      if (id.isPresent()) {
        add(id);
        return;
      }
      String target = "a " + kind + " named '" + name + "'";
      boolean disabled = off.findRef(asRef, home()).isPresent();
      report(
          new Miss(kind, name, target, Optional.empty(), inPackage, disabled), name, on.refNames());
    }

    private void add(Optional<UniqueId> id) {
      id.ifPresent(parents::add);
      complete &= id.isPresent();
    }

    private Map<String, Object> fields(Miss miss, String wanted) {
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("resource_type_title", "Test");
      data.put("unique_id", from.uniqueId().value());
      data.put("original_file_path", from.info().originalFilePath());
      data.put("target_kind", miss.function().equals("ref") ? "node" : miss.function());
      data.put("target_name", wanted);
      data.put("target_package", miss.inPackage().orElse(""));
      return data;
    }

    private void report(Miss miss, String wanted, Set<String> names) {
      complete = false;
      String depends = Sentences.subject(from.info()) + " depends on ";
      if (from instanceof TestNode) {
        String sentence = depends + miss.warning();
        if (miss.disabled() && !miss.function().equals("source")) {
          warnings.debug(SWITCHED_OFF, sentence);
        } else if (miss.disabled()) {
          warnings.warn(SWITCHED_OFF, sentence, fields(miss, wanted));
        } else {
          Map<String, Object> data = fields(miss, wanted);
          data.put("disabled", "False");
          warnings.warn(NOT_FOUND, sentence, data);
        }
        return;
      }
      String sentence = depends + miss.sentence();
      String near = Suggestion.of(wanted, names);
      SourceLocation place =
          CallPlace.find(from.info().location(), code, miss.function(), miss.literal());
      problems.add(
          new EpoxyException(
              ErrorCode.COMPILATION, near.isEmpty() ? sentence : sentence + "." + near, place));
    }
  }
}
