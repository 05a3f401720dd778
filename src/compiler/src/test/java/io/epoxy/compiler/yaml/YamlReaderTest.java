package io.epoxy.compiler.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.SourceLocation;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class YamlReaderTest {
  private final List<String> warnings = new ArrayList<>();

  static Stream<Arguments> scalars() {
    return Stream.of(
        Arguments.of("yes", true),
        Arguments.of("Off", false),
        Arguments.of("oFF", "oFF"),
        Arguments.of("y", "y"),
        Arguments.of("~", null),
        Arguments.of("Null", null),
        Arguments.of("010", 8L),
        Arguments.of("0x1F", 31L),
        Arguments.of("0b11", 3L),
        Arguments.of("1_000", 1000L),
        Arguments.of("12:30", 750L),
        Arguments.of("08", "08"),
        Arguments.of("9007199254740993", 9007199254740993L),
        Arguments.of("18446744073709551616", new BigInteger("18446744073709551616")),
        Arguments.of("1.0e-7", 1.0e-7),
        Arguments.of("1.5e10", "1.5e10"),
        Arguments.of("1e3", "1e3"),
        Arguments.of(".5", 0.5),
        Arguments.of("-.inf", Double.NEGATIVE_INFINITY),
        Arguments.of("2024-01-02", LocalDate.of(2024, 1, 2)),
        Arguments.of("2024-01-02 03:04:05", LocalDateTime.of(2024, 1, 2, 3, 4, 5)),
        Arguments.of("2024-01-02T03:04:05Z", OffsetDateTime.parse("2024-01-02T03:04:05Z")),
        Arguments.of("'yes'", "yes"),
        Arguments.of("!!str 5", "5"),
        Arguments.of("1.2.3", "1.2.3"),
        Arguments.of("2024-1", "2024-1"));
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void readsScalarsAsPyYamlDoes(String text, Object expected) {
    assertThat(read("v: " + text).value("v").orElse(null)).isEqualTo(expected);
  }

  @Test
  void keepsPlaces() {
    YamlMap map = read("models:\n  - name: a\n    tags: [x, y]\n");
    YamlMap model = (YamlMap) map.list("models").get(0);

    assertThat(model.locationOf("tags")).isEqualTo(new SourceLocation("s.yml", 3, 5));
    assertThat(model.list("tags").get(1).location()).isEqualTo(new SourceLocation("s.yml", 3, 15));
  }

  @Test
  void flattensMergeKeysAndShowsDuplicates() {
    YamlMap map = read("a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}\na2: 1\na2: 2\n");

    assertThat(map.value("b")).contains(Map.of("p", 1L, "q", 3L));
    assertThat(map.value("a2")).contains(2L);
    assertThat(warnings)
        .containsExactly(
            "Duplicate key 'a2' in \"s.yml\", line 4, column 1 in file `s.yml`, first seen in line 3; the last one counts");
  }

  @Test
  void spellsKeysThatAreNotTextAsPythonDoes() {
    assertThat(read("{1: a, no: b, 2): }").data())
        .isEqualTo(mapOf("1", "a", "False", "b", "2)", null));
  }

  @Test
  void keysThatAreEqualInPythonAreOneAndKeepTheFirstSpelling() {
    assertThat(read("{true: a, 1: b, 1.0: c, 0.0: d, no: e, 1.5: f, '1': g}").data())
        .isEqualTo(mapOf("True", "c", "0.0", "e", "1.5", "f", "1", "g"));
    assertThat(warnings)
        .hasSize(3)
        .first(STRING)
        .startsWith("Duplicate key '1' in \"s.yml\", line 1, column 11 in file");
  }

  @Test
  void saysWhereTheSyntaxIsWrong() {
    assertThatThrownBy(() -> read("models:\n  - name: a\n   description: x\n"))
        .isInstanceOf(EpoxyException.class)
        .hasMessageContaining("Syntax error near line 3 (s.yml:3:")
        .hasMessageContaining("3  |    description: x")
        .hasMessageContaining("in \"s.yml\", line 3, column");
  }

  @Test
  void refusesTagsThatNameATypeAndAliasesThatExplode() {
    assertThatThrownBy(() -> read("a: !!java.io.File [x]"))
        .hasMessageContaining(
            "could not determine a constructor for the tag 'tag:yaml.org,2002:java.io.File'");
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String item = "*a" + (i - 1);
      bomb.append(
          "a"
              + i
              + ": &a"
              + i
              + " ["
              + String.join(
                  ", ", Arrays.asList(item, item, item, item, item, item, item, item, item, item))
              + "]\n");
    }
    assertThatThrownBy(() -> read(bomb.toString()))
        .hasMessageContaining("too large once its aliases are written out");
    assertThatThrownBy(() -> read("a: &a [*a]"))
        .hasMessageContaining("found an alias to a value that contains it");
  }

  @Test
  void refusesATopLevelThatIsNoMapping() {
    assertThatThrownBy(() -> read("- a"))
        .hasMessage("Contents of file 's.yml' are not valid. Dictionary expected. It is a list");
    assertThat(read("").entries()).isEmpty();
  }

  private YamlMap read(String text) {
    return YamlReader.readMap("s.yml", text, warnings::add);
  }

  private static Map<String, Object> mapOf(Object... pairs) {
    Map<String, Object> map = new java.util.LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
