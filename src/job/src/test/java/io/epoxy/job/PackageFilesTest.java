package io.epoxy.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.bundle.run.PackageReader;
import io.epoxy.model.error.EpoxyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageFilesTest {
  @TempDir Path folder;

  @Test
  void packagesAreRenderedWithSecretsAndVars() throws IOException {
    file("dbt_project.yml", "name: shop\npackages-install-path: \"{{ var('where') }}\"\n");
    file(
        "packages.yml",
        "packages:\n  - git: \"https://{{ env_var('DBT_ENV_SECRET_T') }}@example.org/a.git\"\n"
            + "    revision: 1.5\n");
    PackageReader.Request request = reader().read(folder);
    assertThat(request.project()).isEqualTo("shop");
    assertThat(request.installPath()).isEqualTo("libs");
    assertThat(request.file()).isEqualTo("packages.yml");
    assertThat(request.entries().get(0).rendered())
        .isEqualTo(Map.of("git", "https://hunter2@example.org/a.git", "revision", 1.5));
    assertThat(request.entries().get(0).written().get("git").toString())
        .contains("env_var('DBT_ENV_SECRET_T')");
  }

  @Test
  void aFolderWithoutAProjectIsToldInDbtsWords() {
    assertThatThrownBy(() -> reader().read(folder))
        .isInstanceOf(EpoxyException.class)
        .hasMessageStartingWith(
            "No dbt_project.yml found at expected path " + folder.resolve("dbt_project.yml"));
  }

  /** As dbt-core 1.12.3 wrote it. */
  @Test
  void theLockFileHasDbtsLayout() throws IOException {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("package", "acme/tools");
    one.put("version", List.of(">=1.0.0", "<2.0.0"));
    one.put("name", "tools");
    Map<String, Object> lock = new LinkedHashMap<>();
    lock.put("sha1_hash", "ada45acdc3d2f1a31d64559c6e6308c04186eabd");
    lock.put("packages", List.of(Map.of("local", "../loc"), one));
    String text = reader().writeYaml(lock);
    assertThat(text)
        .isEqualTo(
            """
            packages:
              - local: ../loc
              - name: tools
                package: acme/tools
                version:
                  - '>=1.0.0'
                  - <2.0.0
            sha1_hash: ada45acdc3d2f1a31d64559c6e6308c04186eabd
            """);
    file("package-lock.yml", text);
    assertThat(reader().readYaml(folder.resolve("package-lock.yml"))).isEqualTo(lock);
    assertThat(reader().readLock(folder))
        .extracting(PackageReader.Entry::rendered)
        .containsExactly(Map.of("local", "../loc"), one);
    assertThat(reader().readLock(folder.resolve("none"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "packages: [{foo: bar}] => {'foo': 'bar'} is not valid under any of the given schemas.",
        "packages: [abc] => 'abc' is not valid under any of the given schemas.",
        "package: [] => Additional properties are not allowed ('package' was unexpected)",
      })
  void aLockFileIsCheckedAsPackagesAre(String text, String complaint) throws IOException {
    file("package-lock.yml", text);
    assertThatThrownBy(() -> reader().readLock(folder))
        .isInstanceOf(EpoxyException.class)
        .hasMessageStartingWith("The package-lock.yml file in this project is malformed.")
        .hasMessageContaining("Validator Error:\n" + complaint);
  }

  private PackageFiles reader() {
    return new PackageFiles(
        Map.of("where", "libs"), Map.of("DBT_ENV_SECRET_T", "hunter2"), Instant.EPOCH);
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
