package io.epoxy.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class CsvRowsTest {
  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() {
    assertThat(CsvRows.read("\uFEFFa,b\r\n1,\r\n", CsvRows.Empty.TEXT))
        .containsExactly(Map.of("a", "1", "b", ""));
  }
}
