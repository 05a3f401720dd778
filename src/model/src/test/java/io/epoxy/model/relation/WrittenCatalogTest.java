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

  @ParameterizedTest
  @CsvSource({
    "from glue_catalog.s.t, from s.t",
    "from `GLUE_CATALOG` . s.t where a > 1, from s.t where a > 1",
    "from glue_catalog.s.t2, from glue_catalog.s.t2",
    "from glue_catalog.s.t.snapshots, from glue_catalog.s.t.snapshots",
    "from other.glue_catalog.s.t, from other.glue_catalog.s.t",
    "from s.t, from s.t"
  })
  void aViewHasNone(String written, String meant) {
    assertThat(WrittenCatalog.absent(written, "glue_catalog", Relation.of("s", "t")))
        .isEqualTo(meant);
  }
}
