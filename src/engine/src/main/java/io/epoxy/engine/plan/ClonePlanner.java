package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.TableFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code clone} materialization (dbt-spark's, which asks for Delta): a Delta table that shares
 * the files of the other state's, a view on everything else. Pure.
 */
public final class ClonePlanner {
  private ClonePlanner() {}

  /**
   * The plan.
   *
   * @param source the node's relation in the other state
   * @param there what that relation is now
   * @param here what the node's own relation is now
   * @throws EpoxyException COMPILATION for an Iceberg table, of which no clone can be read
   */
  public static MaterializationPlan plan(
      Node node, Relation source, RelationState there, RelationState here, PlanContext context) {
    Relation target = node.relation();
    ImmutableList.Builder<PlanStep> steps = ImmutableList.builder();
    if (!here.schemaExists()) {
      steps.add(new PlanStep.CreateSchema(target.schema()));
    }
    Optional<TableFormat> format =
        there
            .existing()
            .filter(RelationState.Existing::isTable)
            .flatMap(RelationState.Existing::format);
    if (target.catalog().isPresent() || source.catalog().isPresent()) {
      throw new EpoxyException(
          ErrorCode.COMPILATION,
          "Invalid file format: iceberg\n    shallow clone requires file_format be set to 'delta'."
              + " Iceberg's catalog holds neither clones nor views: use --defer, or build the model.",
          node.info().location());
    }
    steps.addAll(
        format.filter(TableFormat.DELTA::equals).isPresent()
            ? table(target, source, here, context)
            : view(target, source, here, context));
    return new MaterializationPlan(node.uniqueId(), steps.build(), List.of());
  }

  private static List<PlanStep> table(
      Relation target, Relation source, RelationState here, PlanContext context) {
    String root = context.locations().tableRoot(target, Optional.empty());
    if (here.existing().isEmpty()) {
      return List.of(new CloneTable(target, source, root));
    }
    Relation passing = context.passing(target);
    return List.of(
        new CloneTable(passing, source, context.freshFolder(root)),
        new NameStep.TakeName(passing, target, Map.of()),
        new NameStep.DeleteOldFiles(target, root, ModelSpecReader.DEFAULT_GRACE));
  }

  private static List<PlanStep> view(
      Relation target, Relation source, RelationState here, PlanContext context) {
    Optional<String> leftBehind =
        here.existing()
            .filter(RelationState.Existing::isTable)
            .map(old -> context.locations().tableRoot(target, Optional.empty()));
    Map<String, String> properties = new LinkedHashMap<>(context.marks());
    leftBehind.ifPresent(root -> properties.put(RelationState.LEFT_BEHIND, root));
    ImmutableList.Builder<PlanStep> steps = ImmutableList.builder();
    steps.add(
        new PlanStep.CreateView(
            target,
            context.passing(target),
            Optional.empty(),
            List.of(),
            properties,
            "select * from " + source + (context.isEmpty() ? " where false" : "")));
    leftBehind.ifPresent(
        root ->
            steps.add(new NameStep.DeleteOldFiles(target, root, ModelSpecReader.DEFAULT_GRACE)));
    return steps.build();
  }
}
