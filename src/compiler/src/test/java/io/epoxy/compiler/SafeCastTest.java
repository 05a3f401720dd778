package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that cannot be cast is null, also where Spark's CAST would refuse it. */
final class SafeCastTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "type: glue => cast(a as int)",
        "type: glue, glue_version: '5.1' => cast(a as int)",
        "type: glue, glue_version: '6.0' => try_cast(a as int)",
        "type: glue, conf: '--conf spark.sql.ansi.enabled=true' => try_cast(a as int)",
        "type: glue, conf: {spark.sql.ansi.enabled: true} => try_cast(a as int)",
        "type: glue, glue_version: '6.0', conf: 'spark.sql.ansi.enabled=false' => cast(a as int)",
        "type: glue, conf: 'spark.sql.ansi.enabled=true --conf spark.sql.ansi.enabled=false' => cast(a as int)",
      })
  void followsTheSettingOfTheProfile(String profile, String sql) {
    Templates templates = new Templates(folder);
    templates.project.file(
        "profiles.yml",
        "e: {target: dev, outputs: {dev: {schema: s, threads: 1, " + profile + "}}}\n");

    assertThat(templates.sql("{{ dbt.safe_cast('a', 'int') }}"))
        .isEqualToNormalizingWhitespace(sql);
  }
}
