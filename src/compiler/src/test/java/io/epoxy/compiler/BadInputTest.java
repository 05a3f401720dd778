package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that nobody means to write: one clear error each, and no fault of the machine. */
final class BadInputTest {
  @TempDir private Path folder;
  private TestProject project;

  @BeforeEach
  void begin() {
    project = new TestProject(folder).file("models/a.sql", "select 1");
  }

  @ParameterizedTest
  @CsvSource({
    "models/b.sql, UTF-16LE",
    "models/b.sql, ISO-8859-1",
    "models/s.yml, UTF-16BE",
    "seeds/s.csv, ISO-8859-1",
    "macros/m.sql, UTF-16",
    "models/d.md, ISO-8859-1",
  })
  void otherEncodings(String path, String charset) throws IOException {
    write(path, "# caf\u00e9".getBytes(Charset.forName(charset)));

    assertThat(refusal().describe())
        .startsWith("The file " + path + " is not UTF-8 text")
        .doesNotContain("\n\tat ");
  }

  @Test
  void aByteOrderMarkIsNoText() throws IOException {
    write("models/b.sql", "\uFEFFselect 2".getBytes(StandardCharsets.UTF_8));
    write("models/s.yml", "\uFEFFmodels: [{name: b}]".getBytes(StandardCharsets.UTF_8));

    assertThat(sql("model.e.b")).isEqualTo("select 2");
  }

  @Test
  void binaryFiles() throws IOException {
    byte[] bytes = new byte[4096];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    write("models/b.sql", bytes);
    assertThat(refusal()).hasMessageContaining("The file models/b.sql is not UTF-8 text");

    write("models/b.sql", "select 1".getBytes(StandardCharsets.UTF_8));
    write("models/s.yml", new byte[] {0, 1, 2, 3});
    assertThat(refusal())
        .hasMessageContaining("unacceptable character #x0000")
        .hasMessageContaining("models/s.yml:1:1");
  }

  @Test
  void everyUnreadableFileIsNamed() throws IOException {
    write("models/b.sql", new byte[] {(byte) 0xff});
    write("models/c.sql", new byte[] {(byte) 0xfe});

    assertThat(refusal())
        .hasMessageContaining("models/b.sql is not UTF-8")
        .hasMessageContaining("models/c.sql is not UTF-8");
  }

  @Test
  void aModelOfFiftyMegabytes() throws IOException {
    byte[] line =
        "select 1 as a_column_of_some_length, 2 as another_one -- x\n"
            .getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[50 * 1024 * 1024];
    Arrays.fill(bytes, (byte) ' ');
    for (int at = 0; at + line.length < bytes.length; at += line.length) {
      System.arraycopy(line, 0, bytes, at, line.length);
    }
    write("models/big.sql", bytes);
    assertThat(project.open().parse().nodes()).containsKey(new UniqueId("model.e.big"));

    byte[] call = "{{ 1 }}".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(call, 0, bytes, 0, call.length);
    write("models/big.sql", bytes);
    assertThat(refusal().describe()).contains("models/big.sql").contains("the limit is");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models/e.sql",
        "models/s.yml",
        "seeds/s.csv",
        "macros/m.sql",
        "tests/t.sql",
        "models/d.md",
        "snapshots/s.sql",
        "analyses/a2.sql"
      })
  void emptyFiles(String path) {
    project.file(path, "");

    assertThatCode(() -> project.open().parse()).doesNotThrowAnyException();
  }

  @Test
  void foldersNamedAsFiles() {
    project.file("models/x.sql/y.sql", "select 3").file("models/z.yml/s.yml", "");

    assertThat(sql("model.e.y")).isEqualTo("select 3");
  }

  @Test
  void linksThatLeadInCirclesOrNowhere() throws IOException {
    Files.createDirectories(folder.resolve("models/sub"));
    Files.createSymbolicLink(folder.resolve("models/sub/up"), folder.resolve("models"));
    Files.createSymbolicLink(folder.resolve("models/gone.sql"), folder.resolve("nowhere.sql"));
    Files.createSymbolicLink(folder.resolve("models/me.sql"), folder.resolve("models/me.sql"));

    assertThat(sql("model.e.a")).isEqualTo("select 1");
  }

  @Test
  void missingPackages() {
    project.file("packages.yml", "packages: [{package: a/b, version: 1.0.0}]");

    assertThat(refusal())
        .hasMessageContaining("found only 0 package(s) installed in dbt_packages")
        .hasMessageContaining("Run \"dbt deps\" to install package dependencies.");
  }

  @Test
  void yamlBombs() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String before = "*a" + (i - 1) + ", ";
      bomb.append('a').append(i).append(": &a").append(i).append(" [");
      bomb.append(before.repeat(10)).append("x]\n");
    }
    project.file("models/s.yml", bomb.toString());

    assertThat(refusal())
        .hasMessageContaining("too large once its aliases are written out")
        .hasMessageContaining("models/s.yml:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void deepNesting(String opener) {
    project.file(
        "models/s.yml", "models: " + (opener.equals("- ") ? "\n" : "") + opener.repeat(20_000));

    assertThat(refusal().describe()).contains("models/s.yml");
  }

  @Test
  void deepJinja() {
    project.file("models/b.sql", "{{ " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + " }}");

    assertThat(refusal().describe()).contains("models/b.sql");
  }

  @Test
  void giantScalars() {
    project.file(
        "models/s.yml", "models: [{name: a, description: '" + "x".repeat(20_000_000) + "'}]");

    assertThat(project.open().parse().nodes().get(new UniqueId("model.e.a")).info().description())
        .hasSize(20_000_000);
  }

  @Test
  void macrosThatCallEachOther() {
    project
        .file(
            "macros/m.sql",
            "{% macro m() %}{{ n() }}{% endmacro %}{% macro n() %}{{ m() }}{% endmacro %}")
        .file("models/b.sql", "{{ m() }}");

    String said = refusal().describe();
    assertThat(said).contains("models/b.sql");
    assertThat(said.length()).isLessThan(20_000);
  }

  @Test
  void ephemeralModelsThatReferToEachOther() {
    project
        .file("models/b.sql", "{{ config(materialized='ephemeral') }}select * from {{ ref('c') }}")
        .file("models/c.sql", "{{ config(materialized='ephemeral') }}select * from {{ ref('b') }}");

    assertThat(refusal()).hasMessage("Found a cycle: model.e.b --> model.e.c");
  }

  @Test
  void toParseIsNotToLookForCycles() {
    project
        .file("models/b.sql", "select * from {{ ref('c') }}")
        .file("models/c.sql", "select * from {{ ref('b') }}");

    CompilerOptions options =
        CompilerOptions.of(folder, Map.of(), "parse", "x", Instant.parse("2026-01-02T03:04:05Z"));
    Manifest manifest = ProjectCompiler.open(options).parse();

    assertThat(manifest.find(new UniqueId("model.e.b")).orElseThrow().dependsOn())
        .containsExactly(new UniqueId("model.e.c"));
  }

  @Test
  void anEntryOfASnapshotThatFailedIsNotWarnedOf() {
    project.file("models/s.yml", "snapshots: [{name: sn, relation: zz}]");

    assertThat(refusal()).hasMessageContaining("Invalid jinja expression: zz");
    assertThat(project.messages()).isEmpty();
  }

  @Test
  void namesThatAreNoPaths() {
    project.file("dbt_project.yml", "name: e\nprofile: e\nmodel-paths: [\"a\\0b\"]\n");

    assertThat(refusal()).hasMessageContaining("model-paths has a name that no folder can have");
  }

  private EpoxyException refusal() {
    EpoxyException error = catchThrowableOfType(EpoxyException.class, () -> project.open().parse());
    assertThat(error).as("an error").isNotNull();
    return error;
  }

  private String sql(String id) {
    ProjectCompiler compiler = project.open();
    return compiler.compile(compiler.parse(), new UniqueId(id), new InMemoryWarehouse()).sql();
  }

  private void write(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
