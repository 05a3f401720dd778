package io.epoxy.launcher.deps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivesTest {
  @TempDir Path folder;

  @Test
  void filesAndFoldersAreUnpacked() throws IOException {
    unpack(Tarballs.of(Map.of("p/dbt_project.yml", "x", "p/models/a.sql", "select 1")), 1000);
    assertThat(folder.resolve("in/p/models/a.sql")).content().isEqualTo("select 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "p/../../evil", "p/..\\..\\evil"})
  void nothingIsWrittenOutside(String name) {
    assertThatThrownBy(() -> unpack(Tarballs.of(Map.of(name, "x")), 1000))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("Attempted Path Traversal in Tar File: '" + name + "' of the archive");
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  @Test
  void linksAreLeftOut() throws IOException {
    unpack(Tarballs.withLink("p/link", "/etc"), 1000);
    assertThat(folder.resolve("in/p/link")).doesNotExist();
  }

  @Test
  void anArchiveMayNotGrowWithoutEnd() {
    assertThatThrownBy(() -> unpack(Tarballs.of(Map.of("p/big", "x".repeat(2000))), 1000))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("the archive unpacks to more than is allowed");
  }

  private void unpack(byte[] archive, long maximum) throws IOException {
    Archives.unpack(
        new ByteArrayInputStream(archive), folder.resolve("in"), "the archive", maximum);
  }
}
