package io.epoxy.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.ProjectPlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TouchedPlacesTest {
  @TempDir Path folder;

  @Test
  void whatIsBuiltIsWrittenAndWhatIsOnlyNamedIsRead() throws IOException {
    write("models/a.sql", "{{ config(schema='Marts') }} select * from {{ source('raw', 't') }}");
    write("models/e.sql", "{{ config(materialized='ephemeral', schema='nowhere') }} select 1 as x");
    write(
        "models/b.sql",
        "{{ config(materialized='table', custom_location='s3://other/b',"
            + " lf_tags_config={'enabled': true, 'tags_table': {'k': 'v'}}) }} select 1 as x");
    write(
        "models/_.yml",
        """
        version: 2
        sources:
          - name: raw
            schema: Landing
            tables:
              - name: t
                external: {location: 's3://landing/t'}
          - name: own
            schema: shop
            tables: [{name: u}]
        models:
          - name: a
            columns:
              - name: x
                data_tests: [{not_null: {config: {store_failures: true}}}]
        """);
    ProjectPlaces places = places();
    assertThat(places.written()).containsExactly("shop", "shop_dbt_test__audit", "shop_marts");
    assertThat(places.read()).containsExactly("landing");
    assertThat(places.writtenLocations()).containsExactly("s3://other/b");
    assertThat(places.readLocations()).containsExactly("s3://landing/t");
    assertThat(places.governed()).isTrue();
  }

  @Test
  void aProjectWithoutGovernanceHasNone() throws IOException {
    write("models/a.sql", "{{ config(grants={}) }} select 1 as x");
    assertThat(places())
        .isEqualTo(new ProjectPlaces(Set.of("shop"), Set.of(), Set.of(), Set.of(), false));
  }

  private ProjectPlaces places() throws IOException {
    write("dbt_project.yml", "name: shop\nprofile: shop\n");
    write(
        "profiles.yml",
        "shop: {target: dev, outputs: {dev: {type: glue, schema: shop, threads: 1}}}\n");
    return new EngineRunner(Map.of(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
        .findPlaces(new Invocation("", Command.PARSE, FlagValues.NONE, ""), Folders.of(folder));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
