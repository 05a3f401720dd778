package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.epoxy.engine.format.Ddl;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.ColumnInfo;
import io.epoxy.model.graph.Constraint;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.FormatFeature;
import io.epoxy.model.relation.TableFormat;
import io.epoxy.model.text.ContractMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A model's enforced contract (dbt-core 1.12, {@code assert_columns_equivalent}): names as written,
 * types as Spark understands them, in any order. As in dbt, sizes of types are not compared.
 *
 * @param types declared types by column name, in the contract's order
 * @param checks predicates by constraint name, of the constraints that a predicate can say
 * @param constraints all of them
 */
record Contract(
    Map<String, String> types, Map<String, String> checks, List<Constraint> constraints) {
  Contract {
    types = ImmutableMap.copyOf(types);
    checks = ImmutableMap.copyOf(checks);
    constraints = ImmutableList.copyOf(constraints);
  }

  static Contract of(ModelNode model) {
    Map<String, String> types = new LinkedHashMap<>();
    Map<String, String> checks = new LinkedHashMap<>();
    List<Constraint> constraints = new ArrayList<>();
    for (ColumnInfo column : model.info().columns().values()) {
      types.put(column.name(), column.dataType().orElse("string"));
      for (Constraint constraint : column.constraints()) {
        constraints.add(constraint);
        check(constraint, List.of(column.name()), checks);
      }
    }
    for (Constraint constraint : model.promises().constraints()) {
      constraints.add(constraint);
      check(constraint, constraint.columns(), checks);
    }
    return new Contract(types, checks, constraints);
  }

  private static void check(
      Constraint constraint, List<String> columns, Map<String, String> checks) {
    switch (constraint.type()) {
      case CHECK ->
          constraint
              .expression()
              .filter(text -> !text.isBlank())
              .ifPresent(
                  text ->
                      checks.put(constraint.name().orElse("check_" + (checks.size() + 1)), text));
      case NOT_NULL ->
          columns.forEach(
              column -> checks.put(column + "_not_null", Sql.quote(column) + " is not null"));
      default -> {}
    }
  }

  /** The columns of a seed's table. */
  static Contract of(List<Column> columns) {
    Map<String, String> types = new LinkedHashMap<>();
    columns.forEach(column -> types.put(column.name(), column.dataType()));
    return new Contract(types, Map.of(), List.of());
  }

  /**
   * The promised columns, their types spelled as Spark's catalog spells them. Those with the size
   * of a text, which Spark's queries do not know, are as they were declared.
   *
   * @throws io.epoxy.model.error.EpoxyException DATABASE for a type that Spark does not know
   */
  List<Column> columns(QueryColumns analysis) {
    return analysis
        .of(
            "select "
                + types.entrySet().stream()
                    .map(
                        column ->
                            "cast(null as "
                                + column.getValue()
                                + ") as "
                                + Sql.quote(column.getKey()))
                    .collect(Collectors.joining(", ")))
        .stream()
        .map(column -> declared(column, types.getOrDefault(column.name(), column.dataType())))
        .toList();
  }

  /** The same for tables that have no sizes of texts. */
  Contract unsized() {
    Map<String, String> unsized = new LinkedHashMap<>();
    types.forEach((name, type) -> unsized.put(name, Sql.unsized(type)));
    return new Contract(unsized, checks, constraints);
  }

  private static Column declared(Column column, String type) {
    return Sql.unsized(type).equals(type)
        ? column
        : new Column(column.name(), type, column.comment());
  }

  /**
   * Holds a model's query against the contract; nothing is run.
   *
   * @throws io.epoxy.model.error.EpoxyException COMPILATION with dbt's table of the differences
   */
  void verify(ModelSpec model, QueryColumns analysis) {
    Map<String, String> promised = types.isEmpty() ? Map.of() : comparable(columns(analysis));
    Map<String, String> found = comparable(analysis.of(model.sql()));
    if (promised.isEmpty() || !promised.equals(found)) {
      throw model.error(ErrorCode.COMPILATION, ContractMessage.of(promised, found));
    }
  }

  /** The query, made to fail at a row that breaks a check. */
  String guarded(String query) {
    if (checks.isEmpty()) {
      return query;
    }
    return "select *\nfrom (\n"
        + query
        + "\n)\nwhere "
        + checks.entrySet().stream()
            .map(
                check ->
                    "assert_true(coalesce(("
                        + check.getValue()
                        + "), true), "
                        + Ddl.literal(
                            "A row breaks the constraint '"
                                + check.getKey()
                                + "' of the contract: "
                                + check.getValue())
                        + ") is null")
            .collect(Collectors.joining("\n  and "));
  }

  /** What a table of this format does not hold. */
  List<Notice> notices(TableFormat format) {
    boolean holdsChecks = format.supports(FormatFeature.CHECKS);
    Set<String> ignored = new LinkedHashSet<>();
    for (Constraint constraint : constraints) {
      boolean check =
          constraint.type() == Constraint.Type.CHECK
              || constraint.type() == Constraint.Type.NOT_NULL;
      if (constraint.warnUnsupported() && !(check && holdsChecks)) {
        ignored.add(constraint.type().dbtName());
      }
    }
    return ignored.stream().map(Contract::ignored).toList();
  }

  private static Notice ignored(String type) {
    return new Notice(
        "ConstraintNotSupported",
        "The constraint type "
            + type
            + " is not supported by glue, and will be ignored. Set 'warn_unsupported: false' on"
            + " this constraint to ignore this warning.",
        Notice.Frequency.EACH_NODE);
  }

  private static Map<String, String> comparable(List<Column> columns) {
    Map<String, String> types = new LinkedHashMap<>();
    columns.forEach(
        column ->
            types.put(
                column.name(),
                Sql.unsized(column.dataType()).replaceAll("decimal\\(\\d+,\\d+\\)", "decimal")));
    return types;
  }
}
