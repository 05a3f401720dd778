package io.epoxy.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import io.epoxy.model.relation.TableFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RelationCacheTest {
  private final Counted warehouse = new Counted();
  private final RelationCache cache = new RelationCache(warehouse);

  @Test
  void oneListingAnswersForAllRelationsOfASchema() {
    for (int i = 0; i < 100; i += 2) {
      warehouse.add(table("s", "t" + i));
    }
    for (int i = 0; i < 100; i++) {
      assertThat(cache.findRelation(Relation.of("s", "t" + i)).isPresent()).isEqualTo(i % 2 == 0);
    }
    assertThat(warehouse.asked).containsExactly("list s");
  }

  /** Whether it waits for its first rows, no listing tells. */
  @Test
  void anIcebergTableIsAskedForOnceUntilItChanges() {
    Relation iceberg = table("s", "t").inCatalog("glue_catalog").storedAs(TableFormat.ICEBERG);
    warehouse.add(iceberg);
    assertThat(cache.findRelation(Relation.of("s", "t"))).contains(iceberg);
    assertThat(cache.findRelation(Relation.of("s", "t"))).contains(iceberg);
    assertThat(warehouse.asked).containsExactly("list s", "find t");
    cache.forget(iceberg);
    assertThat(cache.findRelation(Relation.of("s", "t"))).contains(iceberg);
    assertThat(warehouse.asked).containsExactly("list s", "find t", "find t");
  }

  @Test
  void eachSchemaIsListedWhenItIsFirstAskedFor() {
    warehouse.add(table("a", "t"));
    assertThat(cache.findRelation(Relation.of("a", "t"))).contains(table("a", "t"));
    assertThat(cache.findRelation(Relation.of("b", "t"))).isEmpty();
    assertThat(warehouse.asked).containsExactly("list a", "list b");
  }

  @Test
  void whatWasMadeOrDroppedIsAskedForAgainAndTheRestIsNot() {
    warehouse.add(table("s", "old"));
    warehouse.add(table("s", "kept"));
    assertThat(cache.findRelation(Relation.of("s", "made"))).isEmpty();
    warehouse.add(table("s", "made"));
    cache.forget(Relation.of("s", "MADE"));
    cache.dropRelation(Relation.of("s", "old"));

    assertThat(cache.findRelation(Relation.of("s", "made"))).isPresent();
    assertThat(cache.findRelation(Relation.of("s", "old"))).isEmpty();
    assertThat(cache.findRelation(Relation.of("s", "kept"))).isPresent();
    assertThat(warehouse.asked).containsExactly("list s", "drop old", "find made", "find old");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table s.made as select 1",
        "-- a remark\n alter table s.x rename to s.made",
        "/* select */ drop table s.made",
        "call system.register_table('s.made')",
        "from a insert into s.made select *",
        ""
      })
  void afterAStatementThatMayChangeRelationsAllAreListedAgain(String sql) {
    assertThat(cache.findRelation(Relation.of("s", "made"))).isEmpty();
    warehouse.add(table("s", "made"));
    cache.query(sql);
    assertThat(cache.findRelation(Relation.of("s", "made"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "with a as (select 1) insert into s.made select * from a",
        "\n  -- why\n(SELECT 1)",
        "with a as (select 1) select * from a",
        "/* made by\n a macro */ show tables in s",
        "describe s.t"
      })
  void aStatementThatReadsChangesNothing(String sql) {
    cache.findRelation(Relation.of("s", "t"));
    cache.query(sql);
    cache.findRelation(Relation.of("s", "t"));
    assertThat(warehouse.asked).containsOnlyOnce("list s");
  }

  @Test
  void aNameInAnotherCatalogOrCaseIsAskedForByItself() {
    warehouse.add(table("s", "t"));
    assertThat(cache.findRelation(Relation.of("s", "t").inCatalog("ice"))).isPresent();
    assertThat(cache.findRelation(Relation.of("s", "T"))).isEmpty();
    assertThat(warehouse.asked).containsExactly("list s", "find t", "find T");
  }

  @Test
  void aSchemaThatMayNotBeListedIsAskedForEachRelation() {
    warehouse.mayList = false;
    warehouse.add(table("s", "t"));
    assertThat(cache.findRelation(Relation.of("s", "t"))).isPresent();
    assertThat(cache.findRelation(Relation.of("s", "u"))).isEmpty();
    assertThat(warehouse.asked).containsExactly("list s", "find t", "find u");
  }

  @Test
  void aSchemaThatIsNewIsToldOfAndOneThatIsThereIsNot() {
    List<String> made = new ArrayList<>();
    cache.whenSchemaIsNew(made::add);
    cache.createSchema("s");
    cache.createSchema("s");
    assertThat(made).containsExactly("s");
  }

  @Test
  void aDroppedSchemaHasNoRelations() {
    warehouse.add(table("s", "t"));
    assertThat(cache.findRelation(Relation.of("s", "t"))).isPresent();
    cache.dropSchema("s");
    assertThat(cache.findRelation(Relation.of("s", "t"))).isEmpty();
  }

  private static Relation table(String schema, String name) {
    return Relation.of(schema, name).ofType(RelationType.TABLE);
  }

  /** A warehouse that notes what it is asked. */
  private static final class Counted implements Warehouse {
    private final Map<String, Relation> tables = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Set<String> schemas = new HashSet<>();
    private boolean mayList = true;

    void add(Relation table) {
      tables.put(table.schema() + "." + table.identifier(), table);
    }

    @Override
    public Optional<Relation> findRelation(Relation name) {
      asked.add("find " + name.identifier());
      return Optional.ofNullable(tables.get(name.schema() + "." + name.identifier()));
    }

    @Override
    public List<Relation> listRelations(String schema) {
      asked.add("list " + schema);
      if (!mayList) {
        throw new EpoxyException(ErrorCode.DATABASE, "denied");
      }
      return tables.values().stream().filter(table -> table.schema().equals(schema)).toList();
    }

    @Override
    public List<Column> columns(Relation relation) {
      return List.of();
    }

    @Override
    public QueryResult query(String sql) {
      return new QueryResult(List.of(), List.of());
    }

    @Override
    public boolean schemaExists(String schema) {
      return schemas.contains(schema);
    }

    @Override
    public void createSchema(String schema) {
      schemas.add(schema);
    }

    @Override
    public void dropSchema(String schema) {
      tables.clear();
    }

    @Override
    public void dropRelation(Relation relation) {
      asked.add("drop " + relation.identifier());
      tables.remove(relation.schema() + "." + relation.identifier());
    }
  }
}
