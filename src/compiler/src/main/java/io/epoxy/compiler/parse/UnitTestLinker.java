package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.node.RefIndex;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.graph.UnitTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the model of each unit test; a versioned model has one test for each version that is meant
 * (dbt-core 1.12 {@code process_models_for_unit_test}).
 */
final class UnitTestLinker {
  private static final UniqueId IS_INCREMENTAL = new UniqueId("macro.dbt.is_incremental");

  private final Map<UniqueId, Node> nodes;
  private final Linker linker;
  private final Collected found;
  private final Problems problems;
  private final Map<UniqueId, UnitTest> linked = new LinkedHashMap<>();
  private final List<GraphMember> disabled = new ArrayList<>();

  UnitTestLinker(Map<UniqueId, Node> nodes, Linker linker, Collected found, Problems problems) {
    this.nodes = nodes;
    this.linker = linker;
    this.found = found;
    this.problems = problems;
  }

  void link() {
    for (UnitTest test : found.unitTests()) {
      try {
        link(test);
      } catch (EpoxyException e) {
        problems.add(e);
      }
    }
  }

  Map<UniqueId, UnitTest> linked() {
    return linked;
  }

  /** Unit tests of disabled models. */
  List<GraphMember> disabled() {
    return disabled;
  }

  private void link(UnitTest test) {
    RefCall call = call(test);
    if (found.hasFailed(call.name())) {
      return;
    }
    String home = test.info().packageName();
    Optional<UniqueId> id = linker.refs().findRef(call, home);
    if (id.isEmpty() || !(nodes.get(id.get()) instanceof ModelNode model)) {
      if (disabledModel(linker.disabledRefs(), call, home)) {
        disabled.add(switchedOff(test));
        return;
      }
      throw invalid(
          test,
          "Unable to find model '"
              + home
              + "."
              + test.model()
              + "' for unit test '"
              + test.name()
              + "' in "
              + test.info().originalFilePath());
    }
    checkIncremental(test, model);
    if (model.version().isEmpty()) {
      if (test.versions().isPresent() && namesVersions(test.versions().get())) {
        throw invalid(
            test,
            "Unit test '"
                + test.name()
                + "' should not have a versions include or exclude when referencing non-versioned"
                + " model '"
                + model.name()
                + "'");
      }
      linked.put(test.uniqueId(), of(test, test.info(), model, model));
      return;
    }
    linkVersions(test, model);
  }

  /** {@code model: name}, or {@code model: name version}. */
  private static RefCall call(UnitTest test) {
    List<String> parts = List.of(test.model().strip().split("\\s+"));
    Optional<Object> version = parts.size() == 2 ? Optional.of(parts.get(1)) : Optional.empty();
    return new RefCall(parts.get(0), Optional.of(test.info().packageName()), version);
  }

  private static boolean disabledModel(RefIndex hidden, RefCall call, String home) {
    return hidden
        .findRef(call, home)
        .filter(id -> id.resourceType() == ResourceType.MODEL)
        .isPresent();
  }

  private static UnitTest switchedOff(UnitTest test) {
    Map<String, Object> config = new LinkedHashMap<>(test.info().config().values());
    config.put("enabled", false);
    NodeInfo info = test.info().toBuilder().config(new NodeConfig(config)).build();
    return new UnitTest(
        info,
        test.model(),
        test.given(),
        test.expect(),
        test.overrides(),
        test.versions(),
        test.version(),
        test.checksum(),
        Optional.empty(),
        List.of());
  }

  private static void checkIncremental(UnitTest test, ModelNode model) {
    if (!model.code().dependsOnMacros().contains(IS_INCREMENTAL)) {
      return;
    }
    Object override =
        test.overrides().map(found -> found.macros().get("is_incremental")).orElse(null);
    if (!(override instanceof Boolean incremental)) {
      throw invalid(
          test,
          "Boolean override for 'is_incremental' must be provided for unit test '"
              + test.name()
              + "' in model '"
              + model.name()
              + "'");
    }
    boolean hasThis = test.given().stream().anyMatch(input -> input.input().equals("this"));
    if (incremental && !hasThis) {
      throw invalid(
          test,
          "Unit test '"
              + test.name()
              + "' for incremental model '"
              + model.name()
              + "' must have a 'this' input");
    }
  }

  private static boolean namesVersions(UnitTest.Versions versions) {
    return Stream.of(versions.include(), versions.exclude())
        .anyMatch(list -> list.filter(all -> !all.isEmpty()).isPresent());
  }

  private void linkVersions(UnitTest test, ModelNode model) {
    List<ModelNode> meant = new ArrayList<>();
    for (Node node : nodes.values()) {
      if (node instanceof ModelNode version
          && version.version().isPresent()
          && version.name().equals(model.name())
          && version.info().packageName().equals(model.info().packageName())
          && isMeant(test, version.version().get().value())) {
        meant.add(version);
      }
    }
    if (meant.isEmpty()) {
      throw invalid(
          test,
          "Unit test '"
              + test.name()
              + "' referenced a version of '"
              + model.name()
              + "' which was not found.");
    }
    for (ModelNode version : meant) {
      Object number = version.version().orElseThrow().value();
      UniqueId id =
          UniqueId.of(
              ResourceType.UNIT_TEST,
              test.info().packageName(),
              test.model(),
              test.name() + "_v" + number);
      linked.put(id, of(test, test.info().withId(id), version, model));
    }
  }

  private static boolean isMeant(UnitTest test, Object version) {
    if (test.versions().isEmpty()) {
      return true;
    }
    UnitTest.Versions versions = test.versions().get();
    if (versions.exclude().filter(list -> !list.isEmpty()).isPresent()) {
      return !versions.exclude().get().contains(version);
    }
    return versions.include().filter(list -> list.contains(version)).isPresent();
  }

  private static UnitTest of(UnitTest test, NodeInfo info, ModelNode version, ModelNode found) {
    return new UnitTest(
        info,
        test.model(),
        test.given(),
        test.expect(),
        test.overrides(),
        test.versions(),
        version.version().map(ModelNode.Version::value),
        test.checksum(),
        Optional.of(found.relation().schema()),
        List.of(version.uniqueId()));
  }

  private static EpoxyException invalid(UnitTest test, String sentence) {
    return new EpoxyException(ErrorCode.PARSING, sentence, test.info().location());
  }
}
