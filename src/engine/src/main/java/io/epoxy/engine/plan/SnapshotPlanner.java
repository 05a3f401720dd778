package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import io.epoxy.engine.format.Ddl;
import io.epoxy.engine.plan.RelationState.Existing;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.SnapshotRows;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.FormatFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plans a snapshot: the first run makes its table; later ones end versions and add new ones, by one
 * MERGE where the format can, else by a replacement of the table. Pure.
 */
public final class SnapshotPlanner {
  private static final String CHANGE = "dbt_change_type";

  private SnapshotPlanner() {}

  /**
   * The plan, hooks included.
   *
   * @throws EpoxyException COMPILATION or NOT_SUPPORTED for a config that cannot be carried out,
   *     and for a relation of the name that is no such table
   */
  public static MaterializationPlan plan(
      CompiledNode node, SnapshotRows.Source source, RelationState state, PlanContext context) {
    Optional<Existing> existing = state.finished();
    ModelSpec checked = ModelSpecReader.table(node, format(node), node.sql());
    existing.ifPresent(old -> requireTable(checked, old));
    SnapshotRows written = source.rows(existing.isPresent());
    List<Column> columns = context.queryColumns().of(written.query());
    SnapshotRows rows = unambiguous(written, columns, checked, existing);
    ImmutableList.Builder<PlanStep> steps = ImmutableList.builder();
    node.preHooks().forEach(hook -> steps.add(new PlanStep.RunHook(hook)));
    if (!state.schemaExists()) {
      steps.add(new PlanStep.CreateSchema(checked.relation().schema()));
    }
    if (existing.isEmpty()) {
      ModelSpec first = ModelSpecReader.table(node, format(node), rows.query());
      steps.addAll(TablePlanner.plan(first, state, context));
    } else {
      steps.addAll(change(node, checked, rows, given(rows, columns), state, context));
    }
    ApplyGrants.of(node.node(), state).ifPresent(steps::add);
    node.postHooks().forEach(hook -> steps.add(new PlanStep.RunHook(hook)));
    return new MaterializationPlan(checked.id(), steps.build(), List.of());
  }

  private static Optional<String> format(CompiledNode node) {
    return node.node().info().config().string("file_format");
  }

  private static void requireTable(ModelSpec snapshot, Existing existing) {
    if (!existing.isTable()) {
      // dbt-core 1.12, exceptions.relation_wrong_type
      throw snapshot.error(
          ErrorCode.COMPILATION,
          "Trying to create table "
              + snapshot.relation()
              + ", but it currently exists as a view. Either drop "
              + snapshot.relation()
              + " manually, or run dbt with `--full-refresh` and dbt will drop it for you.");
    }
    if (!existing.isStoredAs(snapshot.format())) {
      throw snapshot.error(
          ErrorCode.COMPILATION,
          "The existing table "
              + snapshot.relation()
              + " is in another format than '"
              + snapshot.format().format().dbtName()
              + "': it is "
              + TablePlanner.describe(existing)
              + ". Its history would be lost; set file_format to that, or copy the table by hand.");
    }
  }

  private static List<PlanStep> change(
      CompiledNode node,
      ModelSpec snapshot,
      SnapshotRows rows,
      List<Column> given,
      RelationState state,
      PlanContext context) {
    Existing table = state.existing().orElseThrow();
    Set<String> known =
        table.columnNames().stream().map(SnapshotPlanner::lower).collect(Collectors.toSet());
    List<Column> missing =
        given.stream().filter(column -> !known.contains(lower(column.name()))).toList();
    List<String> columns = new ArrayList<>(table.columnNames());
    missing.forEach(column -> columns.add(column.name()));
    Set<String> changed =
        given.stream().map(column -> lower(column.name())).collect(Collectors.toSet());
    List<String> both = columns.stream().filter(column -> changed.contains(lower(column))).toList();
    if (!snapshot.format().format().supports(FormatFeature.PARTIAL_MERGE)) {
      String all = replacement(snapshot, rows, columns, both, known);
      ModelSpec whole = ModelSpecReader.table(node, format(node), all);
      return unlessReplaced(table, whole, TablePlanner.plan(whole, state, context), context);
    }
    ImmutableList.Builder<PlanStep> steps = ImmutableList.builder();
    if (!missing.isEmpty()) {
      steps.add(SchemaChange.addColumns(snapshot, missing));
    }
    SnapshotRows changes = rows;
    if (StagedRows.areNeeded(snapshot, rows.query(), context)) {
      String view = snapshot.relation().identifier() + "__dbt_tmp";
      steps.addAll(StagedRows.steps(snapshot, view, rows.query(), table.columns(), context));
      changes = rows.from("select * from " + Sql.quote(view));
    }
    steps.add(new RowStep.ChangeSnapshot(snapshot.relation(), changes, columns, both));
    if (snapshot.comment().isPresent() || !snapshot.columnComments().isEmpty()) {
      steps.add(
          new PlanStep.Document(
              snapshot.relation(), snapshot.comment(), snapshot.columnComments()));
    }
    return steps.build();
  }

  /** No catalog of these formats compares before it replaces, so it is asked right before. */
  private static List<PlanStep> unlessReplaced(
      Existing table, ModelSpec snapshot, List<PlanStep> steps, PlanContext context) {
    String root = context.locations().tableRoot(snapshot.relation(), snapshot.customLocation());
    ImmutableList.Builder<PlanStep> guarded = ImmutableList.builder();
    for (PlanStep step : steps) {
      if (step instanceof TableStep.PublishTable || step instanceof NameStep.RegisterTable) {
        table
            .files()
            .location()
            .ifPresent(
                read ->
                    guarded.add(
                        new NameStep.RequireUnchanged(
                            snapshot.relation(), read, context.freshFolder(root))));
      }
      guarded.add(step);
    }
    return guarded.build();
  }

  /** What of the changes belongs into the table. */
  private static List<Column> given(SnapshotRows rows, List<Column> columns) {
    return columns.stream()
        .filter(
            column ->
                !column.name().equalsIgnoreCase(CHANGE) && !rows.key().contains(column.name()))
        .toList();
  }

  /** All versions of the table after the change. */
  private static String replacement(
      ModelSpec snapshot,
      SnapshotRows rows,
      List<String> columns,
      List<String> given,
      Set<String> known) {
    String kept =
        columns.stream().map(column -> kept(column, rows, known)).collect(Collectors.joining(", "));
    String added =
        columns.stream()
            .map(
                column ->
                    given.contains(column)
                        ? "dbt_changes." + Sql.quote(column)
                        : "null as " + Sql.quote(column))
            .collect(Collectors.joining(", "));
    return "with dbt_changes as (\n"
        + rows.query()
        + "\n)\nselect "
        + kept
        + "\nfrom "
        + snapshot.relation()
        + " as DBT_INTERNAL_DEST\nleft join (\n  select "
        + rows.scdId()
        + " as dbt_ended, "
        + rows.validTo()
        + " as dbt_ended_at from dbt_changes where "
        + CHANGE
        + " in ('update', 'delete')\n) as dbt_ends\n  on dbt_ends.dbt_ended = DBT_INTERNAL_DEST."
        + rows.scdId()
        + " and "
        + rows.isCurrent()
        + "\nunion all\nselect "
        + added
        + "\nfrom dbt_changes\nleft anti join "
        + snapshot.relation()
        + " as DBT_INTERNAL_DEST\n  on dbt_changes."
        + rows.scdId()
        + " = DBT_INTERNAL_DEST."
        + rows.scdId()
        + "\nwhere "
        + CHANGE
        + " = 'insert'";
  }

  private static String kept(String column, SnapshotRows rows, Set<String> known) {
    String name = Sql.quote(column);
    if (!known.contains(lower(column))) {
      return "null as " + name;
    }
    String own = "DBT_INTERNAL_DEST." + name;
    return column.equalsIgnoreCase(rows.validTo())
        ? "case when dbt_ended is null then " + own + " else dbt_ended_at end as " + name
        : own;
  }

  /**
   * The rows, none if a key has two of a kind: dbt would keep both as current, and no later run
   * could tell them apart. Keys that are gone from the source are null, however many there are.
   */
  private static SnapshotRows unambiguous(
      SnapshotRows rows, List<Column> columns, ModelSpec snapshot, Optional<Existing> existing) {
    List<String> parts = new ArrayList<>(rows.key());
    existing.ifPresent(table -> parts.add(CHANGE));
    String message =
        "Snapshot "
            + snapshot.id().value()
            + ": its query has more than one row for the unique_key ";
    String query =
        "select "
            + columns.stream().map(c -> value(c, rows, existing)).collect(Collectors.joining(", "))
            + "\nfrom (\nselect *, count(*) over (partition by "
            + String.join(", ", parts)
            + ") as dbt_rows_of_key\nfrom (\n"
            + rows.query()
            + "\n)\n)\nwhere if("
            + existing.map(table -> CHANGE + " <> 'delete' and ").orElse("")
            + "dbt_rows_of_key > 1, raise_error(concat("
            + Ddl.literal(message)
            + ", to_json(struct("
            + String.join(", ", rows.key())
            + "), map('ignoreNullFields', 'false')))), true)";
    return rows.from(query);
  }

  /**
   * A version that is replaced ends now where its successor has no time: dbt would leave it open,
   * beside the successor.
   */
  private static String value(Column column, SnapshotRows rows, Optional<Existing> existing) {
    String name = Sql.quote(column.name());
    if (existing.isEmpty() || !column.name().equalsIgnoreCase(rows.validTo())) {
      return name;
    }
    return "if("
        + CHANGE
        + " = 'update', coalesce("
        + name
        + ", cast(current_timestamp() as "
        + column.dataType()
        + ")), "
        + name
        + ") as "
        + name;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
