package io.epoxy.launcher.deps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.run.Deprecations;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.PackageReader.Entry;
import io.epoxy.bundle.run.WarnErrors;
import io.epoxy.model.error.EpoxyException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageEntriesTest {
  /** Hashes that dbt-core 1.12.3 made of these entries. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[{'local': '../x'}]|2eb88687c82ae2cd966a476e338919651d83079e",
        "[{'package': 'a/b', 'version': ['>=1.0.0', '<2.0.0']}]"
            + "|3fb81c1ba79cf8f4ae304803deaa6a9f1b48f61d",
        "[{'package': 'a/b', 'version': 1.5, 'install_prerelease': true}]"
            + "|3abfb4da4775d5fcd1767aa22e95ef04f5b748c9",
        "[{'git': 'https://x/y.git', 'revision': 1.5, 'warn-unpinned': false},"
            + " {'git': 'https://x/z.git'}]|340a91fca61c4e78d3e704462b0caf33f315f9a2",
        "[{'tarball': 'http://x/é.tar.gz', 'name': 'n'}]|bb0e765edde2d6f14408d0cc607e4006de084d42",
        "[{'private': 'o/r', 'provider': 'github'}]|27f0b1965fc1d27329bdeddb29ba82c9e6455fde"
      })
  void theHashIsDbts(String entries, String hash) {
    assertThat(PackageEntries.hash(entries(entries))).isEqualTo(hash);
  }

  @Test
  void boundsMayStandInOneText() {
    WantedPackage.Hub hub =
        (WantedPackage.Hub)
            PackageEntries.read(entries("[{'package': 'a/b', 'version': '>=1.0.0, <2.0.0'}]"))
                .get(0);
    assertThat(hub.versions()).hasToString("[>=1.0.0, <2.0.0]");
  }

  @ParameterizedTest
  @CsvSource({
    "o/r,,git@github.com:o/r.git",
    "o/r,github,git@github.com:o/r.git",
    "o/g/r,gitlab,git@gitlab.com:o/g/r.git",
    "o/p/r,ado,git@ssh.dev.azure.com:v3/o/p/r",
    "o/p/r,azure_devops,git@ssh.dev.azure.com:v3/o/p/r"
  })
  void privatePackagesLieAtTheirProvider(String name, String provider, String url) {
    String given = provider == null ? "" : ", 'provider': '" + provider + "'";
    WantedPackage.Git git =
        (WantedPackage.Git)
            PackageEntries.read(
                    entries("[{'private': '" + name + "', 'revision': '1.0'" + given + "}]"))
                .get(0);
    assertThat(git.url()).isEqualTo(url);
    assertThat(git.written()).isEqualTo(name);
    assertThat(git.kind()).isEqualTo("PrivateUnpinnedPackage");
    assertThat(git.revisions()).containsExactly("1.0");
  }

  @Test
  void privatePackagesAreLockedByTheirName() {
    DepsLog log =
        new DepsLog(
            event -> {},
            WarnErrors.of(FlagValues.NONE),
            new Deprecations(FlagValues.NONE),
            Map.of(),
            Clock.systemUTC());
    WantedPackage.Git git =
        (WantedPackage.Git)
            PackageEntries.read(
                    entries("[{'private': 'o/r', 'provider': 'gitlab', 'revision': '1.0'}]"))
                .get(0);
    GitPackage pinned =
        new GitPackage(
            git, new GitRepositories(Path.of("unused"), log), new JsonPackageReader(""), log);
    assertThat(pinned.lockEntry())
        .isEqualTo(Map.of("private", "o/r", "revision", "1.0", "provider", "gitlab"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "o/r|ado|The 'ado' provider requires org/project/repo format (3 parts), got: 'o/r'",
        "o/r|svn|Invalid private package configuration: 'o/r' provider: 'svn'. Valid providers"
            + " are: github, gitlab, ado, azure_devops"
      })
  void privatePackagesNeedAProviderThatIsKnown(String name, String provider, String sentence) {
    assertThatThrownBy(() -> PrivateUrl.of(name, Optional.of(provider)))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(sentence);
  }

  @Test
  void whatIsNoVersionIsNamed() {
    assertThatThrownBy(() -> PackageEntries.read(entries("[{'package': 'a/b', 'version': 'new'}]")))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("\"new\" is not a valid semantic version.");
  }

  private static List<Entry> entries(String json) {
    List<Entry> entries = new ArrayList<>();
    for (Object item : (List<?>) PlainJson.read(json.replace('\'', '"'))) {
      Map<String, Object> fields = new LinkedHashMap<>();
      ((Map<?, ?>) item).forEach((key, value) -> fields.put((String) key, value));
      entries.add(new Entry(fields, fields));
    }
    return entries;
  }
}
