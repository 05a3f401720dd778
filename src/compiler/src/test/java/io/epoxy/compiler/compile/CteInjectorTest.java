package io.epoxy.compiler.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.graph.CompiledNode.ExtraCte;
import io.epoxy.model.graph.UniqueId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CteInjectorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select 1 | with __dbt__cte__a as (\\nA\\n),  __dbt__cte__b as (\\nB\\n) select 1",
        "with x as (select 1) select 2"
            + " | with  __dbt__cte__a as (\\nA\\n),  __dbt__cte__b as (\\nB\\n), x as (select 1)"
            + " select 2",
        "\\nWith\\n  x as (select 1) select 2"
            + " | \\nWith\\n   __dbt__cte__a as (\\nA\\n),  __dbt__cte__b as (\\nB\\n), x as"
            + " (select 1) select 2",
        "WITH RECURSIVE x as (select 1) select 2"
            + " | WITH RECURSIVE  __dbt__cte__a as (\\nA\\n),  __dbt__cte__b as (\\nB\\n), x as"
            + " (select 1) select 2",
        "-- with\\nselect 1"
            + " | with __dbt__cte__a as (\\nA\\n),  __dbt__cte__b as (\\nB\\n) -- with\\nselect 1",
        "/* c */ with x as (select 1) select 2"
            + " | /* c */ with  __dbt__cte__a as (\\nA\\n),  __dbt__cte__b as (\\nB\\n), x as"
            + " (select 1) select 2",
        "without_it | with __dbt__cte__a as (\\nA\\n),  __dbt__cte__b as (\\nB\\n) without_it",
      })
  void injectsInDbtsForm(String sql, String expected) {
    List<ExtraCte> ctes =
        List.of(
            new ExtraCte(new UniqueId("model.p.a"), CteInjector.cte("a", "A")),
            new ExtraCte(new UniqueId("model.p.b"), CteInjector.cte("b", "B")));

    assertThat(CteInjector.inject(lines(sql), ctes)).isEqualTo(lines(expected));
  }

  private static String lines(String text) {
    return text.replace("\\n", "\n");
  }
}
