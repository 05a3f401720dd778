package io.epoxy.launcher.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.port.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactDownloadTest {
  private final Map<String, String> objects = new TreeMap<>();

  @TempDir Path folder;

  @Test
  void writesEveryArtifactBelowTheTargetFolder() {
    objects.put("p/artifacts/manifest.json", "{}");
    objects.put("p/artifacts/run/shop/a.sql", "select 1");
    objects.put("p/artifacts/run/", "");
    objects.put("p/other", "x");
    download();
    assertThat(folder.resolve("target/manifest.json")).hasContent("{}");
    assertThat(folder.resolve("target/run/shop/a.sql")).hasContent("select 1");
    assertThat(folder.resolve("target/other")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "a/../../evil", "/etc/evil", "..\\evil", "a/.."})
  void refusesNamesThatLeadOut(String name) {
    objects.put("p/artifacts/" + name, "x");
    assertThatThrownBy(this::download)
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            "The artifact 'p/artifacts/"
                + name
                + "' would be written outside of "
                + folder.resolve("target")
                + "; it was refused.");
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  @Test
  void refusesToFollowALinkOutOfTheTargetFolder() throws IOException {
    Files.createDirectories(folder.resolve("target"));
    Files.createDirectories(folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("target/run"), folder.resolve("elsewhere"));
    objects.put("p/artifacts/run/x/a.sql", "x");
    assertThatThrownBy(this::download).hasMessageContaining("it was refused");
    assertThat(folder.resolve("elsewhere")).isEmptyDirectory();
  }

  private void download() {
    new ArtifactDownload(new MapStore(), folder.resolve("target")).run("p/artifacts/");
  }

  private final class MapStore implements ObjectStore {
    @Override
    public void put(String key, byte[] content) {
      objects.put(key, new String(content, StandardCharsets.UTF_8));
    }

    @Override
    public boolean putIfAbsent(String key, Path file) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> replace(String key, byte[] content, Optional<String> seen) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Version> findVersion(String key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean exists(String key) {
      return objects.containsKey(key);
    }

    @Override
    public Optional<byte[]> find(String key) {
      return Optional.ofNullable(objects.get(key))
          .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void download(String key, Path file) {
      try {
        Files.createDirectories(file.getParent());
        Files.writeString(file, objects.get(key));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public List<String> list(String prefix) {
      return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }
  }
}
