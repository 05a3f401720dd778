package io.epoxy.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.engine.Fixtures;
import io.epoxy.model.graph.ColumnInfo;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Constraint;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.TableFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Contracts, the analysis of queries given by hand. */
class ContractTest {
  private static final Map<String, Object> VIEW =
      Map.of("materialized", "view", "contract", Map.of("enforced", true));

  @Test
  void orderAndSizesOfTypesAreNotCompared() {
    QueryColumns analysis =
        query ->
            query.startsWith("select cast(null as INT) as `id`, cast(null as numeric(9,2)) as `p`")
                ? List.of(Column.of("id", "int"), Column.of("p", "decimal(9,2)"))
                : List.of(Column.of("p", "decimal(5,1)"), Column.of("id", "int"));
    CompiledNode model =
        model(List.of(Fixtures.column("id", "INT"), Fixtures.column("p", "numeric(9,2)")));
    assertThatCode(() -> verify(model, analysis)).doesNotThrowAnyException();
    CompiledNode upper =
        model(List.of(Fixtures.column("ID", "INT"), Fixtures.column("p", "numeric(9,2)")));
    assertThatThrownBy(() -> verify(upper, query -> List.of(Column.of("id", query))))
        .hasMessageContaining("This model has an enforced contract that failed.");
  }

  @Test
  void aContractWithoutColumnsIsAnError() {
    assertThatThrownBy(() -> verify(model(List.of()), query -> List.of(Column.of("a", "int"))))
        .hasMessage(
            "This model has an enforced contract, and its 'columns' specification is missing");
  }

  @Test
  void aQueryIsGuardedByWhatARowCanBeAskedFor() {
    Contract contract =
        contract(
            Fixtures.column("id", "int", Fixtures.constraint(Constraint.Type.NOT_NULL, "")),
            Fixtures.column("n", "int", Fixtures.constraint(Constraint.Type.CHECK, "n > 'a'")),
            Fixtures.column("k", "int", Fixtures.constraint(Constraint.Type.PRIMARY_KEY, "")));
    assertThat(contract.guarded("select 1"))
        .isEqualTo(
            """
            select *
            from (
            select 1
            )
            where assert_true(coalesce((`id` is not null), true), 'A row breaks the constraint \\'id_not_null\\' of the contract: `id` is not null') is null
              and assert_true(coalesce((n > 'a'), true), 'A row breaks the constraint \\'check_2\\' of the contract: n > \\'a\\'') is null""");
    assertThat(contract.notices(TableFormat.DELTA))
        .extracting(Notice::text)
        .containsExactly(
            "The constraint type primary_key is not supported by glue, and will be ignored. Set"
                + " 'warn_unsupported: false' on this constraint to ignore this warning.");
    assertThat(contract.notices(TableFormat.ORC)).hasSize(3);
  }

  private static Contract contract(ColumnInfo... columns) {
    return Contract.of((ModelNode) model(List.of(columns)).node());
  }

  private static CompiledNode model(List<ColumnInfo> columns) {
    return Fixtures.promising(
        Fixtures.model(Relation.of("shop", "orders"), "select 1", VIEW), columns, List.of());
  }

  private static void verify(CompiledNode model, QueryColumns analysis) {
    ModelSpec spec = ModelSpecReader.read(model, RefreshMode.NORMAL);
    spec.contract().orElseThrow().verify(spec, analysis);
  }
}
