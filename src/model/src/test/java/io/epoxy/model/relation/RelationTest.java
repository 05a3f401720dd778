package io.epoxy.model.relation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RelationTest {
  @Test
  void bareNamesStayBare() {
    assertThat(Relation.of("shop", "orders").inCatalog("glue_catalog").render())
        .isEqualTo("glue_catalog.shop.orders");
  }

  @Test
  void namesThatSparkCannotReadBareAreQuoted() {
    assertThat(Relation.of("my-db", "a`b").render()).isEqualTo("`my-db`.`a``b`");
  }

  @Test
  void aPartInBackticksIsTheNameBetweenThem() {
    Relation relation = Relation.of("`my-db`", "`plain`").inCatalog("`c``d`");

    assertThat(relation.render()).isEqualTo("`c``d`.`my-db`.`plain`");
    assertThat(relation.schema()).isEqualTo("my-db");
    assertThat(relation.identifier()).isEqualTo("plain");
    assertThat(relation.catalog()).contains("c`d");
    assertThat(Relation.of("``", "a`b").render()).isEqualTo("``````.`a``b`");
  }

  @Test
  void namesThatStartWithADigitStayBareAsSparkReadsThem() {
    assertThat(Relation.of("s", "2015_trips").render()).isEqualTo("s.2015_trips");
    assertThat(Relation.of("s", "2015").render()).isEqualTo("s.`2015`");
  }

  @Test
  void anEmptyPartIsNotAPartThatIsMissing() {
    Relation empty = Relation.of("s", "");
    assertThat(empty.render()).isEqualTo("s.");
    assertThat(empty.quoted(new Relation.Quoting(false, true, true)).render()).isEqualTo("`s`.``");
    assertThat(Relation.of("", "a").render()).isEqualTo(".a");
    assertThat(Relation.of("None", "a").having(Relation.Parts.IDENTIFIER).render()).isEqualTo("a");
    assertThat(empty.having(new Relation.Parts(true, false)).render()).isEqualTo("s");

    assertThat(empty.isWhole()).isFalse();
    assertThat(Relation.of("", "a").isWhole()).isFalse();
    assertThat(Relation.of("s", "a").isWhole()).isTrue();
    assertThat(Relation.of("s", "a").having(Relation.Parts.IDENTIFIER).isWhole()).isFalse();
  }

  @Test
  void formatsAreFoundInAnyCase() {
    assertThat(TableFormat.find("Iceberg")).contains(TableFormat.ICEBERG);
    assertThat(TableFormat.find("avro")).isEmpty();
    assertThat(TableFormat.PARQUET.supports(FormatFeature.MERGE)).isFalse();
  }
}
