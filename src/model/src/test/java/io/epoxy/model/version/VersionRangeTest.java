package io.epoxy.model.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every expectation was asked of dbt_common.semver. */
final class VersionRangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ">=1.0.0,<2.0.0 | 1.12.3 | true",
        ">=1.0.0,<1.12.3 | 1.12.3 | false",
        ">=1.0.0,<=1.12.3 | 1.12.3 | true",
        ">1.12.3 | 1.12.3 | false",
        "1.12.3 | 1.12.3 | true",
        "=1.12.2 | 1.12.3 | false",
        ">=1.12.0b1 | 1.12.3 | true",
        ">=1.0.0,<1.1.0 | 1.1.0-b1 | false",
        "<1.1.0-b2 | 1.1.0-b1 | true",
        "<1.1.0-a.10 | 1.1.0-a.9 | true",
        ">1.0.0-1 | 1.0.0-a | true",
      })
  void containsWhatDbtTakes(String bounds, String version, boolean expected) {
    VersionRange range = VersionRange.of(specifiers(bounds)).orElseThrow();

    assertThat(range.contains(VersionSpecifier.parse(version).orElseThrow())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {">2.0.0,<1.0.0", "=1.0.0,=1.0.1", ">1.0.0,<1.0.0", "=1.0.0,<1.0.0"})
  void nothingSatisfies(String bounds) {
    assertThat(VersionRange.of(specifiers(bounds))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", ">= 1.0.0", "latest", "!=1.0.0", "1.0.0 ", "01.0.0", "~1.0.0"})
  void isNoVersion(String text) {
    assertThat(VersionSpecifier.parse(text)).isEmpty();
  }

  @Test
  void writesTheSign() {
    assertThat(specifiers("1.12.3,>=1.0.0-rc1+x")).asString().isEqualTo("[=1.12.3, >=1.0.0-rc1+x]");
    assertThat(VersionRange.of(List.of())).isEqualTo(Optional.of(VersionRange.ANY));
  }

  private static List<VersionSpecifier> specifiers(String bounds) {
    return Arrays.stream(bounds.split(","))
        .map(text -> VersionSpecifier.parse(text).orElseThrow())
        .toList();
  }
}
