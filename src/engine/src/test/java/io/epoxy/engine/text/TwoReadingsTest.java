package io.epoxy.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What dbt-glue sends was taken from CPython 3.11; what Spark makes of it is asked of Spark. */
class TwoReadingsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'plain'",
        "\"double 'single' \"",
        "'\\\\.'",
        "'\\\\\\\\d'",
        "'\\d\\w\\.'",
        "'\\0\\012\\101\\777\\18'",
        "'\\b\\n\\r\\t\\Z\\a\\v\\f'",
        "'50\\% a\\_b \\\\%'",
        "'\\u00e9 \\U0001F600 \\u12 \\N{EM DASH}'",
        "'it\\'s \\\" and \"'",
        "\"it's \\\"\"",
        "'two\\\nlines'",
        "r'\\\\d\\n'",
        "R\"\\'\""
      })
  void asWrittenIsWhatSparkReads(String literal) {
    List<SqlToken> tokens = SqlToken.of(literal);

    assertThat(tokens).hasSize(1);
    assertThat(StringLiteral.value(tokens.get(0)))
        .isEqualTo(((Literal) new CatalystSqlParser().parseExpression(literal)).value().toString());
  }

  private static TwoReadings only(String literal) {
    List<TwoReadings> found =
        TwoReadings.in("select " + literal + " as a -- '\\\\'\n, '\\d', `\\\\`");
    assertThat(found).as(literal).hasSize(1);
    assertThat(found.get(0).literal()).isEqualTo(literal);
    assertThat(found.get(0).start()).isEqualTo("select ".length());
    return found.get(0);
  }

  private static void differ(String literal, String written, String sent) {
    assertThat(only(literal).asWritten()).as(literal).isEqualTo(written);
    assertThat(only(literal).asSent()).as(literal).contains(sent);
  }

  @Test
  void literalsWhoseTwoReadingsDifferAreFound() {
    differ("'\\\\.'", "\\.", ".");
    differ("\"\\\\.\"", "\\.", ".");
    differ("'\\\\\\\\d'", "\\\\d", "\\d");
    differ("r'\\\\d'", "\\\\d", "\\d");
    differ("r'\\n'", "\\n", "\n");
    differ("'\\\\n'", "\\n", "\n");
    differ("'\\a\\v\\f'", "avf", "\007\013\f");
    differ("'\\x41'", "x41", "A");
    differ("'\\7'", "7", "\007");
    differ("'\\N{EM DASH}'", "N{EM DASH}", "\u2014");
    differ("'\\u005cd'", "\\d", "d");
    differ("'two\\\nlines'", "two\nlines", "twolines");
    differ("'two\r\nlines'", "two\r\nlines", "two\nlines");
  }

  @Test
  void aLiteralThatEndsEarlyHasNoOtherValue() {
    assertThat(only("'it\\'s'").asSent()).isEqualTo(Optional.empty());
    assertThat(only("\"a\\\"\"").asSent()).isEqualTo(Optional.empty());
    assertThat(only("'\\\\\\\\\\'s'").asSent()).isEqualTo(Optional.empty());
    differ("'\\\\\\'s'", "\\'s", "'s");
  }

  @Test
  void literalsThatMeanTheSameAreNot() {
    assertThat(
            TwoReadings.in(
                "select '\\n\\t\\r\\b' , '\\d\\w', 'a\\%', '\\u00e9', '\\101', \"it's\", '\\0', r'\\d'"
                    + " /* '\\\\' /* '\\\\' */ */ -- '\\\\' \\\n '\\\\'\n, `'\\\\'`, 'never \\\\ closed"))
        .isEmpty();
  }
}
