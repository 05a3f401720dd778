package io.epoxy.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.ProjectPaths;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.result.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanCommandTest {
  private final List<String> told = new ArrayList<>();

  @TempDir Path folder;
  private Path root;

  @BeforeEach
  void makeProject() throws IOException {
    root = Files.createDirectories(folder.toRealPath().resolve("shop"));
    Files.createDirectories(root.resolve("target/compiled"));
    Files.writeString(root.resolve("target/compiled/a.sql"), "x");
    Files.createDirectories(root.resolve("models/core"));
    Files.createDirectories(folder.resolve("outside"));
  }

  @Test
  void theTargetFolderIsCleanedByDefault() {
    clean(Map.of(), true);
    assertThat(root.resolve("target")).doesNotExist();
    assertThat(told)
        .containsExactly(
            "Checking " + root.resolve("target") + "/*",
            "Cleaned " + root.resolve("target") + "/*",
            "Finished cleaning all paths.");
  }

  @Test
  void aTargetThatIsNotThereIsNoError() {
    clean(Map.of("clean-targets", List.of("dbt_packages")), true);
    assertThat(told).contains("Cleaned " + root.resolve("dbt_packages") + "/*");
    assertThat(root.resolve("target")).exists();
  }

  @Test
  void sourcesAreNeverCleanedNorWhatHoldsThem() {
    assertRefused("models", true, "dbt will not clean the following source paths: ['");
    assertRefused(".", true, "dbt will not clean the following source paths: ['");
    assertRefused(".", false, "dbt will not clean the following source paths: ['");
    assertThat(root.resolve("models/core")).exists();
  }

  @Test
  void whatLiesOutsideIsCleanedOnRequestOnly() throws IOException {
    assertRefused(
        "../outside",
        true,
        "dbt will not clean the following directories outside the project: ['"
            + folder.toRealPath().resolve("outside")
            + "']");
    clean(Map.of("clean-targets", List.of("../outside")), false);
    assertThat(folder.resolve("outside")).doesNotExist();
  }

  @Test
  void aLinkThatLeadsOutIsOutside() throws IOException {
    Files.createSymbolicLink(root.resolve("link"), folder.resolve("outside"));
    assertRefused(
        "link", true, "dbt will not clean the following directories outside the project: ['");
    assertThat(folder.resolve("outside")).exists();
  }

  private void assertRefused(String target, boolean projectOnly, String sentence) {
    assertThatThrownBy(() -> clean(Map.of("clean-targets", List.of(target)), projectOnly))
        .isInstanceOf(EpoxyException.class)
        .hasMessageStartingWith(sentence);
  }

  private void clean(Map<String, Object> other, boolean projectOnly) {
    ProjectPaths paths =
        new ProjectPaths(
            List.of("models"),
            List.of("seeds"),
            List.of("snapshots"),
            List.of("tests"),
            List.of("analyses"),
            List.of("macros"),
            List.of("functions"),
            List.of(),
            "dbt_packages");
    Project project =
        new Project(
            "shop",
            Optional.empty(),
            Optional.empty(),
            root,
            paths,
            "target",
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            other);
    Told teller = new Told(event -> told.add(((RunEvent.Message) event).text()), Clock.systemUTC());
    FlagValues flags = FlagValues.NONE.with(Flag.CLEAN_PROJECT_FILES_ONLY, projectOnly);
    new CleanCommand(project, flags, teller).run();
  }
}
