package io.epoxy.bundle.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlainJsonTest {
  @Test
  void numbersThatAreNoneAreWrittenAsPythonDoes() {
    List<Object> values =
        Arrays.asList(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.5, null);

    assertThat(PlainJson.text(values)).isEqualTo("[NaN,Infinity,-Infinity,1.5,null]");
    assertThat(PythonJson.text(values)).isEqualTo("[NaN, Infinity, -Infinity, 1.5, null]");
    assertThat(PlainJson.read(PlainJson.text(values))).isEqualTo(values);
  }
}
