package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import io.epoxy.engine.plan.RelationState.Existing;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.port.SeedRows;
import io.epoxy.model.relation.Column;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Plans a seed: its rows replace its table, whatever types that one has, as in dbt-spark, or are
 * added to it. Pure.
 */
public final class SeedPlanner {
  /** The temporary view that holds the file's rows. */
  private static final String VIEW = "epoxy_seed";

  private SeedPlanner() {}

  /**
   * dbt-glue's {@code seed_format} and {@code seed_mode}.
   *
   * @param format empty for the default
   */
  public record Setting(Optional<String> format, Mode mode) {}

  /** What becomes of rows that are there. */
  public enum Mode {
    OVERWRITE,
    APPEND;

    /**
     * A mode by dbt-glue's word.
     *
     * @throws EpoxyException COMPILATION when there is none of that name
     */
    public static Mode of(String word) {
      for (Mode mode : values()) {
        if (mode.name().toLowerCase(Locale.ROOT).equals(word)) {
          return mode;
        }
      }
      throw new EpoxyException(
          ErrorCode.COMPILATION, "seed_mode must be 'overwrite' or 'append', not '" + word + "'");
    }
  }

  /**
   * The plan, hooks included.
   *
   * @throws EpoxyException COMPILATION or NOT_SUPPORTED for a config that cannot be carried out,
   *     and for a view of the seed's name
   */
  public static MaterializationPlan plan(
      CompiledNode node, SeedRows rows, Setting setting, RelationState state, PlanContext context) {
    ModelSpec seed =
        sized(ModelSpecReader.table(node, setting.format(), "select * from " + VIEW), rows);
    if (rows.columns().isEmpty()) {
      throw seed.error(
          ErrorCode.COMPILATION, "The seed's file has no columns; its first line names them.");
    }
    refuseTwoOfOneName(seed, rows);
    QueryChecks.check(seed, query -> rows.columns());
    Optional<Existing> existing = state.finished();
    if (existing.filter(old -> !old.isTable()).isPresent()) {
      throw seed.error(
          ErrorCode.COMPILATION, "Cannot seed to '" + seed.relation() + "', it is a view");
    }
    ImmutableList.Builder<PlanStep> steps = ImmutableList.builder();
    node.preHooks().forEach(hook -> steps.add(new PlanStep.RunHook(hook)));
    if (!state.schemaExists()) {
      steps.add(new PlanStep.CreateSchema(seed.relation().schema()));
    }
    String version =
        context.freshFolder(context.locations().tableRoot(seed.relation(), seed.customLocation()));
    steps.add(new PlanStep.LoadRows(VIEW, seed.relation(), rows, version));
    if (setting.mode() == Mode.APPEND && existing.isPresent()) {
      steps.addAll(
          context.strategies().strategy(StrategyName.APPEND).plan(seed, existing.get(), context));
    } else {
      steps.addAll(TablePlanner.plan(seed, state, context.knowing(query -> unsized(rows))));
    }
    ApplyGrants.of(node.node(), state).ifPresent(steps::add);
    node.postHooks().forEach(hook -> steps.add(new PlanStep.RunHook(hook)));
    return new MaterializationPlan(seed.id(), steps.build(), List.of());
  }

  /** As an analysis of the rows gives them. */
  private static List<Column> unsized(SeedRows rows) {
    return rows.columns().stream()
        .map(column -> Column.of(column.name(), Sql.unsized(column.dataType())))
        .toList();
  }

  /** Spark's names are the same in any case; the file's own were made unique before, in theirs. */
  private static void refuseTwoOfOneName(ModelSpec seed, SeedRows rows) {
    Set<String> names = new HashSet<>();
    for (Column column : rows.columns()) {
      if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
        throw seed.error(
            ErrorCode.COMPILATION,
            "[COLUMN_ALREADY_EXISTS] The column `"
                + column.name().toLowerCase(Locale.ROOT)
                + "` already exists. Consider to choose another name or rename the existing"
                + " column.");
      }
    }
  }

  /** Only a column of a declared size is more than the rows themselves tell. */
  private static ModelSpec sized(ModelSpec seed, SeedRows rows) {
    boolean sized =
        rows.columns().stream()
            .anyMatch(column -> !Sql.unsized(column.dataType()).equals(column.dataType()));
    return sized ? seed.promising(Contract.of(rows.columns())) : seed;
  }
}
