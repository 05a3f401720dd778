package io.epoxy.compiler.context.node;

import com.google.common.collect.ImmutableMap;
import io.epoxy.compiler.context.relation.RelationClass;
import io.epoxy.compiler.context.relation.RelationObject;
import io.epoxy.compiler.context.relation.Scan;
import io.epoxy.compiler.context.template.CallError;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.graph.UnitTest;
import io.epoxy.model.graph.UnitTestNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code ref}, {@code source} and {@code this} are in a unit test: CTEs of the given rows and
 * nothing else. Remembers which were asked for.
 */
public final class UnitTestInputs {
  private final UnitTestNode node;
  private final RefIndex index;
  private final Map<UniqueId, String> names;
  private final Set<UniqueId> used = new LinkedHashSet<>();

  /**
   * The inputs of one rendering.
   *
   * @param names the CTEs' names without their prefix, by what they stand in for
   */
  public UnitTestInputs(UnitTestNode node, RefIndex index, Map<UniqueId, String> names) {
    this.node = node;
    this.index = index;
    this.names = ImmutableMap.copyOf(names);
  }

  /** In order of first call. */
  public List<UniqueId> used() {
    return new ArrayList<>(used);
  }

  public Optional<UnitTest.Overrides> overrides() {
    return node.test().overrides();
  }

  public JinjaCallable refFunction() {
    return arguments -> {
      RefCall call = ParseRecord.readRef(arguments);
      String named =
          call.name()
              + "' "
              + call.version().map(version -> "with version '" + version + "' ").orElse("")
              + call.packageName().map(name -> "in package or project '" + name + "' ").orElse("");
      return cte(index.findRef(call, node.info().packageName()), "node named '" + named);
    };
  }

  public JinjaCallable sourceFunction() {
    return arguments -> {
      List<String> call = ParseRecord.readSource(arguments);
      return cte(
          index.findSource(call.get(0), call.get(1), node.info().packageName()),
          "source named '" + String.join(".", call) + "' ");
    };
  }

  /** {@code this}: the name of the rows that are there before the model runs; None without them. */
  public Object self() {
    String name = names.get(node.tested().uniqueId());
    if (name == null) {
      return null;
    }
    used.add(node.tested().uniqueId());
    return RelationClass.EPHEMERAL_PREFIX + name;
  }

  private Object cte(Optional<UniqueId> found, String what) {
    UniqueId id =
        found
            .filter(names::containsKey)
            .orElseThrow(
                () ->
                    CallError.compilation(
                        "Unit_Test '"
                            + node.uniqueId()
                            + "' ("
                            + node.info().originalFilePath()
                            + ") depends on a "
                            + what
                            + "which was not found. Give its rows, or an empty list of rows, under"
                            + " 'given'."));
    used.add(id);
    return RelationObject.cte(names.get(id), Scan.WHOLE);
  }
}
