package io.epoxy.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.port.QueryResult;
import io.epoxy.model.relation.Column;
import io.epoxy.model.result.RunStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitCheckTest {
  private final List<List<Object>> rows = new ArrayList<>();

  @Test
  void rowsAreTheSameInWhateverOrder() {
    expected(1L, "a").expected(2L, null).actual(2L, null).actual(1L, "a");

    assertThat(judged().status()).isEqualTo(RunStatus.PASS);
    assertThat(judged().failures()).isZero();
    assertThat(judged().message()).isEmpty();
  }

  @Test
  void howOftenARowIsThereCounts() {
    expected(1L, "a").expected(1L, "a").actual(1L, "a");

    assertThat(judged().status()).isEqualTo(RunStatus.FAIL);
    assertThat(judged().failures()).isEqualTo(1);
    assertThat(judged().message().orElseThrow())
        .isEqualTo(
            """


            actual differs from expected:

            @@ ,id,name
               ,1 ,a
            ---,1 ,a
            """);
  }

  @Test
  void aRowWithAnotherValueIsShownAsOneLine() {
    expected(1L, "a").expected(2L, null).expected(3L, "c").expected(4L, "d").expected(9L, "z");
    actual(1L, "a").actual(2L, true).actual(3L, "c").actual(4L, "d").actual(10L, "y");

    assertThat(judged().message().orElseThrow())
        .endsWith(
            """
            @@ ,id,name
               ,1 ,a
            →  ,2 ,NULL→True
               ,3 ,c
               ,4 ,d
            ---,9 ,z
            +++,10,y
            """);
  }

  @Test
  void rowsThatAgreeAreLeftOut() {
    for (long id = 1; id < 9; id++) {
      expected(id, "a").actual(id, "a");
    }
    expected(0L, "b");

    assertThat(judged().message().orElseThrow())
        .endsWith("@@ ,id ,name\n---,0  ,b\n   ,1  ,a\n...,...,...\n");
  }

  private DataTest.Verdict judged() {
    return UnitCheck.judge(
        new QueryResult(
            List.of(
                Column.of("id", "bigint"),
                Column.of("name", "string"),
                Column.of("actual_or_expected", "string")),
            rows));
  }

  private UnitCheckTest expected(Object id, Object name) {
    rows.add(Arrays.asList(id, name, "expected"));
    return this;
  }

  private UnitCheckTest actual(Object id, Object name) {
    rows.add(Arrays.asList(id, name, "actual"));
    return this;
  }
}
