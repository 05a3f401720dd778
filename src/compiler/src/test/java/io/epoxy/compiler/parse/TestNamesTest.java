package io.epoxy.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names and hashes as dbt-core 1.12.3 made them for the same arguments. */
final class TestNamesTest {
  static Stream<Arguments> rows() {
    return Stream.of(
        Arguments.of(map(), "any_args_loads_kg", "486de8d78d"),
        Arguments.of(map("a", "it's"), "any_args_loads_it_s__kg", "5a992e1373"),
        Arguments.of(map("a", "say \"x\""), "any_args_loads_say_x___kg", "fb012a1069"),
        Arguments.of(
            map("a", true, "b", false, "c", null),
            "any_args_loads_True__False__None__kg",
            "9b83bd494c"),
        Arguments.of(
            map("a", 1.0, "b", "1.5e10", "c", 1.0e-7),
            "any_args_loads_1_0__1_5e10__1e_07__kg",
            "9daa97bde3"),
        Arguments.of(
            map("a", 0.1, "b", -3L, "c", 9007199254740993L),
            "any_args_loads_0_1___3__9007199254740993__kg",
            "b4492fd79a"),
        Arguments.of(
            map("a", List.of(), "b", Map.of(), "c", ""), "any_args_loads___kg", "88a35e6e58"),
        Arguments.of(
            map("a", "line\nbreak", "b", "tab\tin", "c", "back\\slash"),
            "any_args_loads_line_break__tab_in__back_slash__kg",
            "df2d10f518"),
        Arguments.of(
            map("a", java.time.LocalDate.of(2024, 1, 2), "b", "2024-01-02", "c", 750L),
            "any_args_loads_2024_01_02__2024_01_02__750__kg",
            "110596484f"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void namesAndHashesAreDbts(Map<String, Object> given, String name, String hash) {
    Map<String, Object> arguments = new LinkedHashMap<>(given);
    arguments.put("model", "{{ get_where_subquery(ref('loads')) }}");
    arguments.put("column_name", "kg");

    TestNames names = TestNames.of("any_args", "loads", arguments);

    assertThat(names.fullName()).isEqualTo(name);
    assertThat(TestNames.hash(name, Optional.empty(), "any_args", arguments)).isEqualTo(hash);
  }

  @ParameterizedTest
  @MethodSource("longNames")
  void longNamesAreCutForFiles(String value, String shortName) {
    Map<String, Object> arguments = map("a", value, "column_name", "kg");

    TestNames names = TestNames.of("any_args", "loads", arguments);

    assertThat(names.fullName()).isEqualTo("any_args_loads_" + value + "__kg");
    assertThat(names.shortName()).isEqualTo(shortName);
  }

  static Stream<Arguments> longNames() {
    return Stream.of(
        Arguments.of(
            "a_rather_long_argument_value_that_makes_the_name_longer_than_sixty_three_characters",
            "any_args_loads_34674a8e32a6a7179c9e6288129818fb"));
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    List<Object> all = Arrays.asList(pairs);
    for (int i = 0; i < all.size(); i += 2) {
      map.put((String) all.get(i), all.get(i + 1));
    }
    return map;
  }
}
