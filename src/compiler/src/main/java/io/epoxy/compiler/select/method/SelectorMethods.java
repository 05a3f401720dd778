package io.epoxy.compiler.select.method;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.epoxy.compiler.select.spec.Criterion;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.ResourceType;
import java.util.List;
import java.util.Set;

/** The list of all methods. To add one: a class, a line here, rows in the table test. */
public final class SelectorMethods {
  /** Names another selection, so it has no test of its own: the evaluator knows it. */
  public static final String SELECTOR = "selector";

  private static final ImmutableMap<String, SelectorMethod> BY_NAME =
      ImmutableMap.<String, SelectorMethod>builder()
          .put("fqn", new FqnMethod())
          .put("tag", InfoMethods::tag)
          .put("group", InfoMethods::group)
          .put("access", InfoMethods::access)
          .put("source", new SourceMethod())
          .put("path", new PathMethod())
          .put("file", new FileMethod())
          .put("package", InfoMethods::inPackage)
          .put("config", new ConfigMethod())
          .put("test_name", TestMethods::name)
          .put("test_type", TestMethods::type)
          .put("resource_type", InfoMethods::resourceType)
          .put("state", StateMethods::state)
          .put("exposure", new NamedMethod(ResourceType.EXPOSURE))
          .put("metric", new NamedMethod(ResourceType.METRIC))
          .put("result", StateMethods::result)
          .put("source_status", StateMethods::sourceStatus)
          .put("version", new VersionMethod())
          .put("semantic_model", new NamedMethod(ResourceType.SEMANTIC_MODEL))
          .put("saved_query", new NamedMethod(ResourceType.SAVED_QUERY))
          .put("unit_test", new NamedMethod(ResourceType.UNIT_TEST))
          .buildOrThrow();

  private static final Set<String> NAMES =
      ImmutableSet.<String>builder().addAll(BY_NAME.keySet()).add(SELECTOR).build();

  private SelectorMethods() {}

  /**
   * The method of a criterion.
   *
   * @throws EpoxyException SELECTION when there is none of that name
   */
  public static SelectorMethod load(Criterion criterion) {
    requireKnown(criterion);
    return BY_NAME.get(criterion.method());
  }

  /**
   * The named selections that a {@code selector:} criterion stands for, in order.
   *
   * @throws EpoxyException SELECTION when there is none
   */
  public static List<String> selectorNames(Criterion criterion, Set<String> known) {
    List<String> names = known.stream().filter(Wildcard.of(criterion.text())).sorted().toList();
    if (names.isEmpty()) {
      throw criterion.error(
          "Selector '" + criterion.text() + "' did not match any selector in selectors.yml");
    }
    return names;
  }

  /**
   * Refuses a criterion whose method does not exist.
   *
   * @throws EpoxyException SELECTION, with the methods that do
   */
  public static void requireKnown(Criterion criterion) {
    if (!NAMES.contains(criterion.method())) {
      throw criterion.error(
          "'"
              + criterion.method()
              + "' is not a valid method name (in '"
              + criterion.raw()
              + "'). Known are: "
              + String.join(", ", NAMES));
    }
  }
}
