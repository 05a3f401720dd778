package io.epoxy.compiler.context.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.port.SeedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedSeedTest {
  private static final String FILE =
      "\uFEFFzip,at,ok,day,price,empty\n"
          + "007,2024-01-02 3:04:05,TRUE,2024-1-2,\"1,234.50\",\n"
          + "008,2024-01-02T03:04:05+02:00,false,2024-01-03,1e3,null\n\n";

  @TempDir private Path folder;

  @Test
  void dbtsColumnsAreThoseOfTheFile() throws IOException {
    TypedSeed seed = TypedSeed.asDbt(file(FILE), ',', Map.of("zip", "char(3)"));

    assertThat(types(seed))
        .containsExactly(
            "zip char(3)", "at string", "ok boolean", "day date", "price double", "empty bigint");
    assertThat(seed.count()).isEqualTo(3);
    assertThat(rows(seed))
        .containsExactly(
            "[007, 2024-01-02 3:04:05, true, 2024-01-02, 1234.5, null]",
            "[008, 2024-01-02T03:04:05+02:00, false, 2024-01-03, 1000, null]",
            "[null, null, null, null, null, null]");
  }

  @Test
  void momentsAreReadAsDbtReadsThem() throws IOException {
    TypedSeed seed =
        TypedSeed.asDbt(file("a,b\n2024-01-02 3:4:5,2024-01-02T03:04:05\n"), ',', Map.of());

    assertThat(types(seed)).containsExactly("a timestamp", "b timestamp");
    assertThat(rows(seed)).containsExactly("[2024-01-02 03:04:05, 2024-01-02 03:04:05]");
  }

  /** dbt takes them for numbers too, but its bigint cannot hold them. */
  @Test
  void numbersThatAreNotFiniteAreDoubles() throws IOException {
    TypedSeed seed = TypedSeed.asDbt(file("a,b,c\nNaN,-inf,sNaN\n1,+Infinity,1\n"), ',', Map.of());

    assertThat(types(seed)).containsExactly("a double", "b double", "c string");
    assertThat(rows(seed)).containsExactly("[NaN, -Infinity, sNaN]", "[1, Infinity, 1]");
  }

  @Test
  void wholeNumbersAreWrittenWithoutAPoint() throws IOException {
    TypedSeed seed = TypedSeed.asDbt(file("a\n1.0\n20.00\n-.0\n"), ',', Map.of());

    assertThat(types(seed)).containsExactly("a bigint");
    assertThat(rows(seed)).containsExactly("[1]", "[20]", "[0]");
  }

  @Test
  void everyLineBreakIsOneCharacter() throws IOException {
    TypedSeed seed =
        TypedSeed.asDbt(file("a,b\r\n\"1\r\n\r\n2\",x\r\"\r\",\"\n\ry\"\n"), ',', Map.of());

    assertThat(rows(seed)).containsExactly("[1\n\n2, x]", "[null, \n\ny]");
  }

  /** Each as agate 1.9.1 reads it with dbt-common's types. */
  @ParameterizedTest
  @CsvSource({
    "2024-01-02T03, 2024-01-02 03:00:00",
    "2024-01-02T03.5, 2024-01-02 03:30:00",
    "20240102T030405, 2024-01-02 03:04:05",
    "2024-01-02T0304, 2024-01-02 03:04:00",
    "2024-01-02T03:04:05.1234567, 2024-01-02 03:04:05.123456",
    "2024-W01-1T00:00:00, 2024-01-01 00:00:00",
    "2024W053T00:00, 2024-01-31 00:00:00",
    "2021-W01-1T00:00, 2021-01-04 00:00:00",
    "2024-060T00:00, 2024-02-29 00:00:00",
    "2024-03T00:00, 2024-03-01 00:00:00",
    "2024T12, 2024-01-01 12:00:00",
    "2024-01-02T03:04:05-0300, 2024-01-02 06:04:05+00:00",
  })
  void isoTimesAreReadInEveryForm(String text, String moment) throws IOException {
    TypedSeed seed = TypedSeed.asDbt(file("a\n" + text + "\n"), ',', Map.of());

    assertThat(types(seed)).containsExactly("a timestamp");
    assertThat(rows(seed)).containsExactly("[" + moment + "]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-02T24:00:00",
        "2024-02-30T00:00",
        "0000T00",
        "2024-01-02t03:04:05",
        "T03:04",
        "2024-01-02T03:04:05z",
        "2024-01-02T03:04T"
      })
  void whatIsNoMomentIsText(String text) throws IOException {
    assertThat(types(TypedSeed.asDbt(file("a\n" + text + "\n"), ',', Map.of())))
        .containsExactly("a string");
  }

  @Test
  void blanksAroundNothingAreNothingAndDigitsAreThoseOfAnyScript() throws IOException {
    TypedSeed seed =
        TypedSeed.asDbt(file("a,b\nx,\uff11\uff12\n  ,\u0663\n null ,\u00a0\n"), ',', Map.of());

    assertThat(types(seed)).containsExactly("a string", "b bigint");
    assertThat(rows(seed)).containsExactly("[x, 12]", "[null, 3]", "[null, null]");
  }

  @Test
  void dbtGluesColumnsAreDoublesAndTextInAlphabeticalOrder() throws IOException {
    TypedSeed seed = TypedSeed.asDbtGlue(file("n,day,a,ok\n1,2024-1-2,x,True\n"), ',');

    assertThat(types(seed)).containsExactly("a string", "day string", "n double", "ok boolean");
    assertThat(rows(seed)).containsExactly("[x, 2024-01-02, 1, true]");
  }

  @Test
  void withoutRowsTheTypesStay() throws IOException {
    SeedRows seed = TypedSeed.asDbt(file("a\nx\n"), ',', Map.of()).withoutRows();

    assertThat(types(seed)).containsExactly("a string");
    assertThat(seed.count()).isZero();
    assertThat(rows(seed)).isEmpty();
  }

  @Test
  void aRowThatIsTooLongIsToldWithItsLine() throws IOException {
    Path file = file("a,b\n1,\"x\ny\"\n1,2,3\n");

    assertThatThrownBy(() -> TypedSeed.asDbt(file, ',', Map.of()))
        .hasMessageContaining("Row 1 has 3 values, but Table only has 2 columns.")
        .hasMessageContaining("line 4");
  }

  @Test
  void aFileThatChangedMeanwhileIsToldSo() throws IOException {
    TypedSeed seed = TypedSeed.asDbt(file("a\n1\n"), ',', Map.of());
    file("a\nx\n");

    assertThatThrownBy(() -> rows(seed)).hasMessageContaining("was changed while it was read");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("seed.csv"), text);
  }

  private static List<String> types(SeedRows seed) {
    return seed.columns().stream().map(c -> c.name() + " " + c.dataType()).toList();
  }

  private static List<String> rows(SeedRows seed) {
    List<String> rows = new ArrayList<>();
    seed.forEach(row -> rows.add(row.toString()));
    return rows;
  }
}
