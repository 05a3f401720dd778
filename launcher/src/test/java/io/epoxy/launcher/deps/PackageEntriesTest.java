package io.epoxy.launcher.deps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.run.PackageReader.Entry;
import io.epoxy.model.error.EpoxyException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
