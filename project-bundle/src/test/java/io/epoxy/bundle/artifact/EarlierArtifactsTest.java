package io.epoxy.bundle.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlierArtifactsTest {
  @TempDir private Path folder;

  @Test
  void manifestGivesWhatIsComparedOfEverythingInTheGraph() throws IOException {
    EarlierManifest manifest =
        EarlierManifest.read(
            write(
                "{'metadata': {'dbt_schema_version': '"
                    + "https://schemas.getdbt.com/dbt/manifest/v12.json'},"
                    + " 'nodes': {'model.p.m': {'raw_code': 'select 1', 'compiled_code': 'x',"
                    + " 'config': {'a': [1, 2.5, null, true]}}},"
                    + " 'sources': {'source.p.s.t': {'identifier': 't'}},"
                    + " 'macros': {'macro.p.m': {'name': 'm', 'macro_sql': 'text'}},"
                    + " 'docs': {'doc.p.d': {}}, 'disabled': {'model.p.off': [{}]},"
                    + " 'exposures': {'exposure.p.e': {'type': 'ml'}}, 'parent_map': {'x': []}}"));

    assertThat(manifest.resources())
        .containsOnlyKeys("model.p.m", "source.p.s.t", "exposure.p.e")
        .containsEntry("source.p.s.t", Map.of("identifier", "t"));
    assertThat(manifest.resources().get("model.p.m")).containsOnlyKeys("raw_code", "config");
    assertThat(manifest.macros()).isEqualTo(Map.of("macro.p.m", "text"));
  }

  @Test
  void oldVersionsAreReadAsDbtUpgradesThem() throws IOException {
    EarlierManifest manifest =
        EarlierManifest.read(
            write(
                version("manifest/v7")
                    + " 'nodes': {'model.p.m': {'resource_type': 'model', 'raw_sql': 'select 1'},"
                    + " 'model.p.n': {'resource_type': 'model', 'access': 'public'},"
                    + " 'seed.p.s': {'resource_type': 'seed'}}}"));

    assertThat(manifest.resources().get("model.p.m"))
        .isEqualTo(Map.of("resource_type", "model", "raw_code", "select 1", "access", "protected"));
    assertThat(manifest.resources().get("model.p.n")).containsEntry("access", "public");
    assertThat(manifest.resources().get("seed.p.s")).isEqualTo(Map.of("resource_type", "seed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'nodes': {}}", "{'metadata': {}}", "{'metadata': 3}"})
  void aFileWithoutVersionIsNoArtifact(String text) throws IOException {
    Path file = write(text);

    assertThatThrownBy(() -> EarlierManifest.read(file))
        .isInstanceOf(EpoxyException.class)
        .hasMessageStartingWith("Artifact is missing schema version: " + file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"manifest/v3.json", "manifest/v13.json", "manifest/next"})
  void otherVersionIsRefusedInDbtsWords(String version) throws IOException {
    String found = "https://schemas.getdbt.com/dbt/" + version;
    Path file = write("{'metadata': {'dbt_schema_version': '" + found + "'}}");

    assertThatThrownBy(() -> EarlierManifest.read(file))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            "Expected a schema version of \"https://schemas.getdbt.com/dbt/manifest/v12.json\" in "
                + file
                + ", but found \""
                + found
                + "\". Are you running with a different version of dbt?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tea", "[]", "{'nodes': 3}", "{'nodes': {'a': {", "{'nodes'"})
  void whatIsNoManifestIsToldWithItsPlace(String text) throws IOException {
    Path file = write(text);

    assertThatThrownBy(() -> EarlierManifest.read(file))
        .isInstanceOf(EpoxyException.class)
        .hasMessageStartingWith("Could not read WritableManifest at \"" + file + "\" as JSON: ");
  }

  @Test
  void statusesAreReadAsTheyAreWritten() throws IOException {
    assertThat(
            EarlierResults.statuses(
                write(
                    version("run-results/v6")
                        + "'results': [{'unique_id': 'model.p.m', 'status': 'partial success'},"
                        + " {'unique_id': 'test.p.t', 'status': 'fail'}, {'status': 'x'}]}")))
        .containsExactly(
            new EarlierResults.Status("model.p.m", "partial success"),
            new EarlierResults.Status("test.p.t", "fail"));
  }

  @Test
  void freshnessIsATimeWithOrWithoutAZone() throws IOException {
    assertThat(
            EarlierResults.maxLoadedAt(
                write(
                    version("sources/v3")
                        + "'results': ["
                        + "{'unique_id': 'source.p.s.a', 'max_loaded_at': '2026-01-01T00:00:00Z'},"
                        + "{'unique_id': 'source.p.s.b', 'max_loaded_at':"
                        + " '2026-01-01T02:00:00.5+02:00'},"
                        + "{'unique_id': 'source.p.s.c', 'max_loaded_at': '2026-01-01T00:00:00'},"
                        + "{'unique_id': 'source.p.s.d', 'error': 'x'}]}")))
        .isEqualTo(
            Map.of(
                "source.p.s.a", Instant.parse("2026-01-01T00:00:00Z"),
                "source.p.s.b", Instant.parse("2026-01-01T00:00:00.5Z"),
                "source.p.s.c", Instant.parse("2026-01-01T00:00:00Z")));
    assertThat(EarlierResults.statuses(write(version("run-results/v6") + "'results': null}")))
        .isEqualTo(List.of());
  }

  /** How an artifact begins. */
  private static String version(String path) {
    String schema = "https://schemas.getdbt.com/dbt/" + path + ".json";
    return "{'metadata': {'dbt_schema_version': '" + schema + "'}, ";
  }

  /** Apostrophes stand for quotation marks. */
  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("artifact.json"), text.replace('\'', '"'));
  }
}
