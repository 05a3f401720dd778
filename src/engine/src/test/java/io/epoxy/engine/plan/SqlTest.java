package io.epoxy.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import org.junit.jupiter.api.Test;

final class SqlTest {
  @Test
  void textOfDbtGlueIsSplitAtItsMark() {
    assertThat(Sql.statements("set a = 1 dbt_next_query select 2 dbt_next_query "))
        .containsExactly("set a = 1 ", " select 2 ");
    assertThat(Sql.statements("select 1")).containsExactly("select 1");
  }

  /** dbt-glue sends such a text to its Python session as it is. */
  @Test
  void textMarkedAsPythonIsRefusedInWordsOfItsOwn() {
    assertThatThrownBy(
            () -> Sql.statements("custom_glue_code_for_dbt_adapter\nspark.sql('select 1')"))
        .isInstanceOfSatisfying(
            EpoxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED))
        .hasMessageContaining("no Python session");
  }
}
