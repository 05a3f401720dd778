package io.epoxy.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.engine.Fixtures;
import io.epoxy.engine.SharedEngine;
import io.epoxy.engine.SparkEngine;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.relation.Relation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class ExternalSourcesTest {
  private final SparkEngine engine = SharedEngine.get();

  @Test
  void aMissingSourceIsMadeFromItsFilesOnce() {
    SparkSession.active()
        .sql("select * from values (1, 'yellow', '07'), (2, 'green', '08') as t(n, type, month)")
        .write()
        .mode("overwrite")
        .partitionBy("type", "month")
        .parquet(SharedEngine.projectDir().resolve("data/trips").toString());
    SourceTable trips =
        Fixtures.source(
            Relation.of("landing", "trips"),
            Map.of(
                "location", "data/trips",
                "file_format", "parquet",
                "partitions", List.of("type", Map.of("name", "month", "data_type", "string"))));
    assertThat(engine.registerSources(List.of(trips)))
        .extracting(Relation::render)
        .containsExactly("landing.trips");
    assertThat(rows("select n, type, month from landing.trips order by n"))
        .containsExactly(List.of(1L, "yellow", "07"), List.of(2L, "green", "08"));
    assertThat(engine.registerSources(List.of(trips))).isEmpty();
    SharedEngine.reopened();
    assertThat(rows("select n from landing.trips where type = 'green'"))
        .containsExactly(List.of(2L));
    partitionFoldersThatCameLaterAreSeen(trips);
  }

  private static void partitionFoldersThatCameLaterAreSeen(SourceTable trips) {
    SparkSession.active()
        .sql("select 3 as n, 'green' as type, '09' as month")
        .write()
        .mode("append")
        .partitionBy("type", "month")
        .parquet(SharedEngine.projectDir().resolve("data/trips").toString());
    assertThat(SharedEngine.get().registerSources(List.of(trips))).isEmpty();
    assertThat(rows("select n from landing.trips where month = '09'")).containsExactly(List.of(3L));
  }

  @Test
  void csvFilesTakeOptionsAndDeclaredPartitionsMustExist() throws Exception {
    Path folder = Files.createDirectories(SharedEngine.projectDir().resolve("data/zones"));
    Files.writeString(folder.resolve("zones.csv"), "id,name\n1,Bronx\n");
    Map<String, Object> csv =
        Map.of(
            "location", "data/zones",
            "file_format", "csv",
            "options", Map.of("header", true));
    engine.registerSources(List.of(Fixtures.source(Relation.of("landing", "zones"), csv)));
    assertThat(rows("select name from landing.zones")).containsExactly(List.of("Bronx"));
    Map<String, Object> wrong =
        Map.of("location", "data/zones", "file_format", "csv", "partitions", List.of("year"));
    assertThatThrownBy(
            () ->
                engine.registerSources(
                    List.of(Fixtures.source(Relation.of("landing", "bad"), wrong))))
        .hasMessageStartingWith(
            "Source 'raw.bad': external partition 'year' is neither a folder (name=value) nor a"
                + " column; found ");
  }

  @Test
  void aWrongFolderIsNamedWithTheSourcesPlace() {
    SourceTable nowhere =
        Fixtures.source(Relation.of("landing", "nowhere"), Map.of("location", "data/none"));
    assertThatThrownBy(() -> engine.registerSources(List.of(nowhere)))
        .isInstanceOfSatisfying(
            EpoxyException.class,
            e -> assertThat(e.location().orElseThrow()).hasToString("models/sources.yml:1:1"))
        .hasMessage(
            "Source 'raw.nowhere': external location 'data/none' was not found: there is no "
                + SharedEngine.projectDir().resolve("data/none")
                + ".");
    assertThat(engine.warehouse().findRelation(Relation.of("landing", "nowhere"))).isEmpty();
  }

  private static List<List<Object>> rows(String sql) {
    return SharedEngine.get().warehouse().query(sql).rows();
  }
}
