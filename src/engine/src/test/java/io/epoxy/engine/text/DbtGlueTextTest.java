package io.epoxy.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.engine.Fixtures;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Expected texts are what CPython 3.11 makes of the same string literals. */
class DbtGlueTextTest {
  private static CompiledNode model(String sql, Map<String, Object> config) {
    return Fixtures.model(Relation.of("shop", "m"), sql, config, List.of(sql), List.of());
  }

  @Test
  void oneLevelOfPythonsEscapesGoes() {
    String sql =
        "'\\\\.' '\\\\|' '\\d' '\\n' '\\t' 'a\\'b' \\x41 \\101 \\u00e9 \\U0001F600 \\xZZ a\\\nb \\q \\07";

    CompiledNode sent = DbtGlueText.sent(model(sql, Map.of("sql_compat", "dbt-glue")));

    String expected = "'\\.' '\\|' '\\d' '\n' '\t' 'a'b' A A \u00e9 \ud83d\ude00 \\xZZ ab \\q \007";
    assertThat(sent.sql()).isEqualTo(expected);
    assertThat(sent.preHooks())
        .extracting(hook -> hook.statement().get())
        .containsExactly(expected);
  }

  @Test
  void statementsAreSentAsWrittenUnlessAskedFor() {
    CompiledNode ready = model("select '\\\\.'", Map.of());

    assertThat(DbtGlueText.sent(ready)).isSameAs(ready);
    assertThatThrownBy(() -> DbtGlueText.sent(model("select 1", Map.of("sql_compat", "spark"))))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            "Invalid value for config 'sql_compat': 'spark'. It can be 'dbt-glue', or be left out.");
  }
}
