package io.epoxy.bundle.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlierFilesTest {
  private static final String HASH = "0f".repeat(32);

  @TempDir private Path folder;

  @Test
  void artifactsOfBothFoldersAndTodaysFreshnessAreFound() throws IOException {
    Path state = write("s", "manifest.json", "run_results.json", "catalog.json");
    Path deferState = write("d", "manifest.json");
    Path target = write("t", "manifest.json", "sources.json");

    assertThat(
            EarlierFiles.find(
                Command.RUN, folders(Optional.of(state), Optional.of(deferState)), target))
        .isEqualTo(
            Map.of(
                "state/manifest.json", state.resolve("manifest.json"),
                "state/run_results.json", state.resolve("run_results.json"),
                "defer-state/manifest.json", deferState.resolve("manifest.json"),
                "target/sources.json", target.resolve("sources.json")));
    assertThat(EarlierFiles.find(Command.RUN, folders(Optional.empty(), Optional.empty()), target))
        .isEmpty();
  }

  @Test
  void folderWithoutArtifactsIsToldBeforeAnythingIsSent() throws IOException {
    Path state = write("s", "catalog.json");

    assertThatThrownBy(
            () ->
                EarlierFiles.find(
                    Command.RUN, folders(Optional.of(state), Optional.empty()), folder))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            "There is none of manifest.json, run_results.json, sources.json in --state path: \""
                + state
                + "\"")
        .extracting(e -> ((EpoxyException) e).code())
        .isEqualTo(ErrorCode.USAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../manifest.json",
        "state/../../x.json",
        "/state/manifest.json",
        "state/other.json",
        "target/manifest.json",
        "state/manifest.json\n"
      })
  void requestCannotWriteAnywhereElse(String place) {
    assertThatThrownBy(() -> new EarlierFiles(Map.of(place, HASH)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no artifact of an earlier run: " + place);
  }

  @Test
  void onlyAHashNamesAFile() {
    assertThatThrownBy(() -> new EarlierFiles(Map.of("state/manifest.json", "../x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no artifact of an earlier run: state/manifest.json");
  }

  @Test
  void jobKnowsWhichFoldersWereGiven() {
    EarlierFiles files = new EarlierFiles(Map.of("defer-state/manifest.json", HASH));

    assertThat(files.folder("defer-state", folder)).hasValue(folder.resolve("defer-state"));
    assertThat(files.folder("state", folder)).isEmpty();
  }

  private Folders folders(Optional<Path> state, Optional<Path> deferState) {
    return new Folders(folder, folder, Optional.empty(), state, deferState);
  }

  private Path write(String name, String... files) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    for (String file : files) {
      Files.writeString(place.resolve(file), "{}");
    }
    return place;
  }
}
