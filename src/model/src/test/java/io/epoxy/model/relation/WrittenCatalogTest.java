package io.epoxy.model.relation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenCatalogTest {
  @ParameterizedTest
  @CsvSource({
    "select * from glue_catalog.glue_catalog.s.t, select * from glue_catalog.s.t",
    "join `GLUE_CATALOG` . `glue_catalog`.`s`.t, join `glue_catalog`.`s`.t",
    "from glue_catalog.s.t, from glue_catalog.s.t",
    "from my_glue_catalog.glue_catalog.t, from my_glue_catalog.glue_catalog.t",
    "from glue_catalog.glue_catalog, from glue_catalog.glue_catalog",
    "from s.t, from s.t"
  })
  void oneOfBothCounts(String written, String meant) {
    assertThat(WrittenCatalog.once(written, "glue_catalog")).isEqualTo(meant);
  }
}
