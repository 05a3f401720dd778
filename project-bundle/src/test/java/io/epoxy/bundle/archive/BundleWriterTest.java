package io.epoxy.bundle.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.config.Project;
import io.epoxy.model.config.ProjectPaths;
import io.epoxy.model.error.EpoxyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleWriterTest {
  @TempDir Path temp;
  private Path root;
  private ProjectTree project;

  @BeforeEach
  void writeProject() throws IOException {
    root = Files.createDirectories(temp.resolve("project"));
    project = new ProjectTree(root).with("models/b/z.sql", "select 1").with("models/y.sql", "");
  }

  /** The hash was computed once and is the same wherever and whenever this runs. */
  @Test
  void sameTreeGivesTheSameBytesEverywhere() throws IOException {
    String known = "1e97661f8a5839690c878203f9cc48107bf83d84ea5706290f7dba7fe56007ff";
    assertThat(write().sha256()).isEqualTo(known);

    Files.setLastModifiedTime(
        root.resolve("models/b/z.sql"), FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
    Files.setPosixFilePermissions(
        root.resolve("models/b/z.sql"), PosixFilePermissions.fromString("rwxrwxrwx"));
    TimeZone zone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
    try {
      assertThat(write().sha256()).isEqualTo(known);
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void anotherByteOrNameGivesAnotherHash() {
    String before = write().sha256();
    project.with("models/b/z.sql", "select 2");
    String after = write().sha256();

    assertThat(after).isNotEqualTo(before);
    project.with("models/b/z.sql", "select 1").with("models/b/empty.sql", "");
    assertThat(write().sha256()).isNotIn(before, after);
  }

  @Test
  void manifestTellsWhatWasWritten() throws IOException {
    BundleManifest manifest = write();

    assertThat(manifest.files())
        .containsExactly("dbt_project.yml", "models/b/z.sql", "models/y.sql");
    assertThat(manifest.size()).isEqualTo(Files.size(zip()));
    assertThat(manifest.sha256())
        .isEqualTo(Sha256.of(zip()))
        .isEqualTo(Sha256.of(Files.readAllBytes(zip())));
    assertThat(zip().getParent()).isDirectoryNotContaining("glob:**.zip.*");
  }

  @Test
  void onlyWhatDbtReadsGoesIn() {
    List<String> rootFiles =
        List.of(
            ".dbtignore",
            "catalogs.yml",
            "dependencies.yml",
            "package-lock.yml",
            "packages.yml",
            "selectors.yml",
            "vars.yml");
    rootFiles.forEach(name -> project.with(name, ""));
    project.with("README.md", "").with("data/trips.parquet", "PAR1").with("macros/m.sql", "");

    assertThat(write().files())
        .containsAll(rootFiles)
        .contains("macros/m.sql")
        .doesNotContain("README.md", "data/trips.parquet")
        .hasSize(rootFiles.size() + 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "profiles.yml",
        "models/profiles.yml",
        "models/deep/PROFILES.YML",
        "dbt_packages/p/integration_tests/profiles.yml",
        "models/.env",
        "models/.env.prod",
        "models/.git/config",
        "models/.epoxy/warehouse/a.parquet",
        "models/__pycache__/m.py",
        "models/m.pyc",
        "models/.venv/lib/a.py",
        "models/.DS_Store",
        "models/target/manifest.json",
        "models/build/out/manifest.json",
        "dbt_packages/p/target/manifest.json",
        "dbt_packages/p/logs/dbt.log",
      })
  void theseStayOut(String name) {
    project.with(name, "").with("dbt_packages/p/dbt_project.yml", "");
    BundleContents contents =
        new BundleContents(
            root,
            List.of("models", "dbt_packages"),
            name.startsWith("models/target") ? "models/target" : "./models/build/out");

    assertThat(BundleWriter.write(contents, zip()).files()).hasSize(4).doesNotContain(name);
  }

  @Test
  void virtualEnvironmentsOfAnyNameStayOut() {
    project.with("models/tools/pyvenv.cfg", "").with("models/tools/bin/activate.sql", "");

    assertThat(write().files()).hasSize(3);
  }

  @Test
  void foldersOfModelsMayBeNamedAsDbtsOutputs() {
    project.with("models/target/a.sql", "").with("models/logs/b.sql", "");

    assertThat(write().files()).contains("models/target/a.sql", "models/logs/b.sql");
  }

  @Test
  void rootItselfMayBeAFolderOfModels() {
    project.with("profiles.yml", "").with("target/run.sql", "").with("a.sql", "");

    assertThat(BundleWriter.write(project.contents(".", "models"), zip()).files())
        .containsExactly("a.sql", "dbt_project.yml", "models/b/z.sql", "models/y.sql");
  }

  @Test
  void linksAreFollowedInsideTheProject() {
    project
        .with("shared/s.sql", "select 3")
        .link("models/s.sql", Path.of("../shared/s.sql"))
        .link("models/linked", root.resolve("shared"));

    assertThat(write().files()).contains("models/s.sql", "models/linked/s.sql");
  }

  @Test
  void linksToWhatStaysOutStayOut() {
    project
        .with("profiles.yml", "password: x")
        .with("target/run/a.sql", "")
        .link("models/creds.yml", root.resolve("profiles.yml"))
        .link("models/ran", root.resolve("target/run"));

    assertThat(write().files()).hasSize(3);
  }

  @Test
  void linkOutOfTheProjectIsRefused() throws IOException {
    Path outside = Files.writeString(temp.resolve("outside.sql"), "secret");
    project.link("models/x.sql", outside);
    assertRefused(
        "symbolic link 'models/x.sql' leads out of the project, to "
            + outside.toRealPath()
            + ". Copy what it leads to into the project");

    Files.delete(root.resolve("models/x.sql"));
    project.link("dbt_packages/local", temp);
    assertRefused(
        "symbolic link 'dbt_packages/local' leads out of the project, to "
            + temp.toRealPath()
            + ". Copy what it leads to into the project");
  }

  @Test
  void linkedFolderOfAPathKeyIsCheckedToo() throws IOException {
    Path outside = Files.createDirectories(temp.resolve("outside/macros"));
    project.link("shared", outside.getParent());

    assertThatThrownBy(() -> BundleWriter.write(project.contents("shared/macros"), zip()))
        .isInstanceOf(EpoxyException.class)
        .hasMessageStartingWith("symbolic link 'shared' leads out of the project");
  }

  @Test
  void brokenAndCircularLinksAreNamed() throws IOException {
    project.link("models/gone.sql", root.resolve("nowhere"));
    assertRefused("symbolic link 'models/gone.sql' leads to nothing. Remove or mend it");

    Files.delete(root.resolve("models/gone.sql"));
    project.link("models/b/again", root.resolve("models"));
    assertRefused("symbolic link 'models/b/again' leads to a folder that it lies in");
  }

  @Test
  void namesThatTheReaderWouldRefuseAreRefused() {
    project.with("models/a\\b.sql", "");

    assertRefused("'models/a\\b.sql' cannot go into a bundle: a name with a backslash. Rename it");
  }

  @Test
  void folderOutsideTheProjectIsRefused() {
    assertThatThrownBy(() -> BundleWriter.write(project.contents("../shared"), zip()))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            "folder '../shared' of dbt_project.yml lies outside the project; a bundle holds the"
                + " project's own files only. Move the folder into the project");
  }

  @Test
  void noProjectIsNoBundle() {
    Path empty = temp.resolve("empty");

    assertThatThrownBy(
            () -> BundleWriter.write(new BundleContents(empty, List.of(), "target"), zip()))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("No dbt_project.yml found at expected path " + empty);
  }

  @Test
  void limitsNameTheFileAndLeaveTheOldBundle() {
    String old = write().sha256();
    project.with("models/seed.csv", "x".repeat(100));

    assertThatThrownBy(
            () -> BundleWriter.write(project.contents(), zip(), new BundleLimits(9, 99, 999, 9)))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            "'models/seed.csv' has 100 bytes; a file in a bundle has at most 99. Data belongs into a"
                + " source, not into the project");
    assertThatThrownBy(
            () -> BundleWriter.write(project.contents(), zip(), new BundleLimits(9, 999, 99, 9)))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            "the project's files are larger than the 99 bytes that a bundle holds;"
                + " 'models/seed.csv' is the first too many");
    assertThatThrownBy(
            () -> BundleWriter.write(project.contents(), zip(), new BundleLimits(3, 999, 999, 9)))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("the project has 4 files; a bundle holds 3");
    assertThat(Sha256.of(zip())).isEqualTo(old);
    assertThat(zip().getParent()).isDirectoryContaining("glob:**/out.zip");
  }

  @Test
  void everyPathKeyOfAProjectIsAFolder() {
    Project model =
        new Project(
            "shop",
            Optional.empty(),
            Optional.empty(),
            root,
            new ProjectPaths(
                List.of("models", "more"),
                List.of("seeds"),
                List.of(),
                List.of("tests"),
                List.of(),
                List.of("macros"),
                List.of("udf"),
                List.of("docs"),
                "vendor"),
            "out",
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            Map.of("asset-paths", List.of("assets"), "other", "x"));

    BundleContents contents = BundleContents.of(model);

    assertThat(contents.folders())
        .containsExactlyInAnyOrder(
            "models", "more", "seeds", "macros", "tests", "docs", "assets", "udf", "vendor");
    assertThat(contents.targetPath()).isEqualTo("out");
  }

  private BundleManifest write() {
    return BundleWriter.write(project.contents(), zip());
  }

  private Path zip() {
    return temp.resolve("bundles/out.zip");
  }

  private void assertRefused(String why) {
    assertThatThrownBy(this::write).isInstanceOf(EpoxyException.class).hasMessage(why);
  }
}
