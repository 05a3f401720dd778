package io.epoxy.bundle.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvNamesTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{{ env_var('A') }}|A",
        "{{ env_var(\"A_1\") }}|A_1",
        "env_var( 'A' , 'none')|A",
        "env_var(var='A')|A",
        "`env_var(\n  'A'\n)`|A",
      })
  void constantNamesAreFound(String text, String name) {
    assertThat(EnvNames.find(text)).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "env_var('DBT_ENV_SECRET')",
        "env_var('DBT_ENV_SECRET_TOKEN', 'x')",
        "env_var('A' ~ b)",
        "env_var(name)",
        "my_env_var('A')",
        "var('A')",
      })
  void othersAreNot(String text) {
    assertThat(EnvNames.find(text)).isEmpty();
  }

  @Test
  void onlyMentionedVariablesArePicked(@TempDir Path project) throws IOException {
    Path model = write(project, "a.sql", "{{ env_var('SHOP') }} {{ env_var('UNSET', 'x') }}");
    Path yaml = write(project, "a.yml", "description: \"{{ env_var('OWNER') }}\"");
    Path seed = write(project, "a.csv", "env_var('DATA')");
    Map<String, String> env =
        Map.of(
            "SHOP", "1",
            "OWNER", "2",
            "DATA", "3",
            "PATH", "4",
            "DBT_ENV_CUSTOM_ENV_TEAM", "5",
            "DBT_ENV_SECRET_X", "6");

    assertThat(EnvNames.pick(env, List.of(model, yaml, seed)))
        .containsExactly(
            Map.entry("DBT_ENV_CUSTOM_ENV_TEAM", "5"),
            Map.entry("OWNER", "2"),
            Map.entry("SHOP", "1"));
  }

  private static Path write(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
