package io.epoxy.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.relation.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that died after a name changed hands: the next publication of the name cleans up. */
class IcebergRemainsTest {
  @TempDir private Path root;

  private final Configuration conf = new Configuration();
  private final IcebergRemains remains = new IcebergRemains(conf);
  private final VersionFolders folders = new VersionFolders(conf, remains);

  @BeforeEach
  void writeTable() throws IOException {
    write("table/metadata/v1.metadata.json");
    write("table/data/part-0.parquet");
    write("table/epoxy-20260101T000000000Z-0000000a/part-0.parquet");
  }

  @Test
  void whatWasNotedGoesWithTheNextCleanup() throws IOException {
    remains.note(at("table"), at("table"));
    cleanUp();
    assertThat(root.resolve("table/metadata")).doesNotExist();
    assertThat(root.resolve("table/data")).doesNotExist();
    assertThat(root.resolve("table/epoxy-20260101T000000000Z-0000000a/part-0.parquet")).exists();
    assertThat(root.resolve("table/_epoxy_iceberg")).doesNotExist();
  }

  @Test
  void soDoRowsWhoseMetadataIsGone() throws IOException {
    remains.note(at("table"), at("table"));
    Files.delete(root.resolve("table/metadata/v1.metadata.json"));
    Files.delete(root.resolve("table/metadata"));
    cleanUp();
    assertThat(root.resolve("table/data")).doesNotExist();
  }

  @Test
  void aTableThatWasWrittenToSinceStays() throws IOException {
    remains.note(at("table"), at("table"));
    write("table/metadata/v2.metadata.json");
    cleanUp();
    assertThat(root.resolve("table/metadata/v2.metadata.json")).exists();
    assertThat(root.resolve("table/data/part-0.parquet")).exists();
    assertThat(root.resolve("table/_epoxy_iceberg")).doesNotExist();
  }

  @Test
  void whatNobodyNotedStays() throws IOException {
    cleanUp();
    assertThat(root.resolve("table/metadata/v1.metadata.json")).exists();
    remains.note(at("table"), at("elsewhere")); // no Iceberg table is there
    cleanUp();
    assertThat(root.resolve("table/metadata/v1.metadata.json")).exists();
  }

  @Test
  void whatWasDeletedAtOnceIsNotedNoMore() throws IOException {
    remains.note(at("table"), at("table"));
    remains.delete(at("table"), at("table"));
    assertThat(root.resolve("table/_epoxy_iceberg")).doesNotExist();
    assertThat(root.resolve("table/data")).doesNotExist();
  }

  private void cleanUp() throws IOException {
    String current = at("table/epoxy-20260101T000000000Z-0000000a");
    folders.deleteOld(
        new VersionFolders.Cleanup(
            at("table"), Relation.of("shop", "orders"), current, Set.of(current), Set.of(), 0),
        Duration.ofMinutes(60),
        VersionFolders.Unpublished.PERHAPS_IN_USE,
        Optional.empty());
  }

  private String at(String place) {
    return root.resolve(place).toUri().toString();
  }

  private void write(String place) throws IOException {
    Path file = root.resolve(place);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
  }
}
