package io.epoxy.compiler.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every answer was asked of Python's pathspec, which dbt reads .dbtignore with. */
final class IgnoreRulesTest {
  @ParameterizedTest
  @CsvSource({
    "models/old/, models/old/a.sql, true",
    "models/old/, models/old, false",
    "old, models/old/a.sql, true",
    "/old, models/old/a.sql, false",
    "a.sql, models/x/a.sql, true",
    "models/*.sql, models/x/a.sql, false",
    "models/**/a.sql, models/x/y/a.sql, true",
    "models/**/a.sql, models/a.sql, true",
    "*.sql;!keep.sql, models/keep.sql, false",
    "*.sql;!keep.sql, models/other.sql, true",
    "[!a]*.sql, models/a.sql, false",
    "[a-c]x.sql, models/bx.sql, true",
    "\\#a.sql, models/#a.sql, true",
    "#a.sql, models/#a.sql, false",
    "\\!a.sql, models/!a.sql, true",
    "?.sql, models/ab.sql, false",
    "**/, models/a.sql, true",
    "**/, a.sql, false",
    "/, a.sql, false",
    "[a.sql, models/[a.sql, true",
  })
  void matchesAsPathspecDoes(String patterns, String path, boolean expected) {
    assertThat(IgnoreRules.of(Splitter.on(';').splitToList(patterns)).matches(path))
        .isEqualTo(expected);
  }
}
