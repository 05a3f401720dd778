package io.epoxy.bundle.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.epoxy.model.error.EpoxyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EnvironmentFileTest {
  private static final Map<String, String> ENV = Map.of("HOME", "/h", "SET", "outer");

  @TempDir private Path folder;

  /** What python-dotenv 1.2 makes of a file. */
  record Case(String text, Map<String, String> variables) {}

  static Stream<Case> cases() throws IOException {
    try (InputStream in = EnvironmentFileTest.class.getResourceAsStream("env-files.json")) {
      return new ObjectMapper().readValue(in, new TypeReference<List<Case>>() {}).stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void statementsMeanWhatTheyMeanToDbt(Case file) throws IOException {
    Files.writeString(folder.resolve(".env"), file.text());
    assertThat(EnvironmentFile.read(folder, ENV).variables()).isEqualTo(file.variables());
  }

  @Test
  void theNearestFileAboveCountsAndTheProcessComesFirst() throws IOException {
    Path below = Files.createDirectories(folder.resolve("project/models"));
    Files.createDirectory(folder.resolve("project/.env"));
    Files.writeString(folder.resolve(".env"), "A=1\nHOME=/other\n");
    EnvironmentFile file = EnvironmentFile.read(below, ENV);
    assertThat(file.variables()).isEqualTo(Map.of("A", "1"));
    assertThat(file.over(ENV)).isEqualTo(Map.of("A", "1", "HOME", "/h", "SET", "outer"));
  }

  @Test
  void aFileThatIsSwitchedOffGivesNothing() throws IOException {
    Files.writeString(folder.resolve(".env"), "A=1");
    assertThat(EnvironmentFile.read(folder, Map.of("PYTHON_DOTENV_DISABLED", "True")).variables())
        .isEmpty();
    assertThat(EnvironmentFile.read(folder, Map.of("PYTHON_DOTENV_DISABLED", "0")).variables())
        .isEqualTo(Map.of("A", "1"));
  }

  @Test
  void whatIsNoStatementIsNamed() throws IOException {
    Files.writeString(folder.resolve(".env"), "A=1\n\nno statement\nB='\n");
    assertThat(EnvironmentFile.read(folder, ENV).warnings())
        .containsExactly(
            folder.resolve(".env") + ":3: this is not NAME=value; it is left out.",
            folder.resolve(".env") + ":4: this is not NAME=value; it is left out.");
  }

  @Test
  void anotherEncodingIsRefused() throws IOException {
    Files.write(folder.resolve(".env"), new byte[] {'A', '=', (byte) 0xff});
    assertThatThrownBy(() -> EnvironmentFile.read(folder, ENV))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("The environment file cannot be read: it is not UTF-8. Save it as UTF-8.");
  }
}
