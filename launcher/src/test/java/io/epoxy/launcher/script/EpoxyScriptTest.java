package io.epoxy.launcher.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The epoxy script in a small tree of its own, with stand-ins for java and mvn that take notes. */
class EpoxyScriptTest {
  private static final String JAVA =
      """
      #!/bin/bash
      printf '%s\\n' "$@" >"$NOTES/java.$(ls "$NOTES" | grep -c '^java')"
      for word in "$@"; do
        case $word in
          -XX:ArchiveClassesAtExit=*) echo archive >"${word#*=}" ;;
          -Depoxy.needs.file=*) needs=${word#*=} ;;
        esac
      done
      if [[ -n ${ASKS:-} && ! -e $NOTES/asked ]]; then
        touch "$NOTES/asked"; echo "$ASKS" >"$needs"; exit 86
      fi
      if [[ -n ${HANGS:-} ]]; then
        trap 'echo got TERM; exit 143' TERM
        trap 'echo got INT; exit 130' INT
        echo ready; while true; do read -r -t 0.1 <>"$NOTES/pipe"; done
      fi
      exit "${EXIT:-0}"
      """;

  private static final String MVN =
      """
      #!/bin/bash
      echo "$@" >>"$NOTES/mvn"
      [[ -z ${BREAKS:-} ]] || { echo '[INFO] fine'; echo '[ERROR] no such thing'; exit 1; }
      mkdir -p launcher/target src/job/target src/runtime/target/classpath
      touch launcher/target/epoxy-launcher-1-all.jar src/job/target/epoxy-job-1-all.jar
      if [[ "$*" == *src/spark41* ]]; then
        mkdir -p src/spark41/target; touch src/spark41/target/epoxy-job-spark41-1-all.jar
      fi
      for part in spark iceberg hudi delta; do
        printf '/m2/%s.jar' "$part" >src/runtime/target/classpath/$part.txt
      done
      touch src/runtime/target/classpath/spark.options
      """;

  private final Map<String, String> env = new HashMap<>();
  private Path root;
  private Path notes;
  private Path project;
  private Path script;

  @TempDir Path folder;

  @BeforeEach
  void plant() throws IOException {
    root = Files.createDirectories(folder.resolve("a root"));
    notes = Files.createDirectories(folder.resolve("notes"));
    project = Files.createDirectories(folder.resolve("my shop/models")).getParent();
    Files.writeString(project.resolve("dbt_project.yml"), "name: shop");
    Path original = Path.of(System.getProperty("epoxy.root"), "epoxy");
    script = Files.copy(original, root.resolve("epoxy"));
    Files.createDirectories(root.resolve("launcher/src/main"));
    source("pom.xml");
    source("launcher/src/main/A.java");
    executable("bin/mvn", MVN);
    executable("jdk/bin/java", JAVA);
    Files.writeString(
        folder.resolve("jdk/release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"17.0.9\"\n");
    env.put("NOTES", notes.toString());
    env.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    env.put("JAVA_HOME", folder.resolve("jdk").toString());
    env.put("HOME", folder.toString());
  }

  @Test
  void buildsOnFirstUseAndWhenSourcesHaveChanged() throws Exception {
    Result first = run("--help");
    assertThat(first.exitCode()).isZero();
    assertThat(first.err())
        .startsWith("epoxy: building for the first use; this takes some minutes (log: ")
        .contains(" done in ");
    assertThat(run("--help").err()).isEmpty();
    assertThat(Files.readAllLines(notes.resolve("mvn"))).hasSize(1);
    Files.setLastModifiedTime(
        root.resolve("launcher/src/main/A.java"), FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run("--help").err()).startsWith("epoxy: its sources have changed; building ...");
    assertThat(Files.readAllLines(notes.resolve("mvn"))).hasSize(2);
    assertThat(notes.resolve("mvn")).content().contains("-pl launcher,src/job,src/runtime -am");
  }

  @Test
  void theJobForGlue6IsBuiltWhenAProfileOfItIsSent() throws Exception {
    Path profile = project.resolve("profiles.yml");
    Files.writeString(profile, "shop: {outputs: {dev: {type: glue, glue_version: '5.1'}}}");
    String[] submit = {"submit", "run", "--project-dir", project.toString()};
    run(submit);
    Files.writeString(profile, "shop: {outputs: {dev: {type: glue, glue_version: '6.0'}}}");
    run("parse", "--project-dir", project.toString());
    assertThat(Files.readAllLines(notes.resolve("mvn"))).singleElement().asString().contains("-pl");

    assertThat(run(submit).err()).startsWith("epoxy: building the job for Glue 6 (log: ");
    assertThat(run(submit).err()).isEmpty();

    List<String> builds = Files.readAllLines(notes.resolve("mvn"));
    assertThat(builds).hasSize(2);
    assertThat(builds.get(0)).contains("-pl launcher,src/job,src/runtime -am");
    assertThat(builds.get(1)).contains("-pl launcher,src/job,src/runtime,src/spark41 -am");
  }

  @Test
  void aFailedBuildShowsItsErrorsAndItsLog() throws Exception {
    env.put("BREAKS", "yes");
    Result result = run("--help");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains(
            "failed.\n[ERROR] no such thing\nepoxy: the build failed; all of its output is in ")
        .doesNotContain("fine");
    assertThat(root.resolve("target/epoxy/built")).doesNotExist();
  }

  @Test
  void eachCommandGetsTheClassPathThatItNeeds() throws Exception {
    run("--version");
    assertThat(classPath(0)).containsExactly("launcher");
    run("build", "--help");
    assertThat(classPath(1)).containsExactly("launcher");
    run("parse");
    assertThat(classPath(2)).containsExactly("launcher", "job");
    run("--target", "build", "submit", "run", "--no-wait");
    assertThat(classPath(3)).containsExactly("launcher", "job");
    run("lint", "--escapes", "--project-dir", project.toString());
    assertThat(classPath(4)).containsExactly("launcher", "job");
    run("--project-dir", project.toString(), "--vars", "parse", "build");
    assertThat(classPath(5)).containsExactly("launcher", "job", "spark");
    assertThat(words(5))
        .contains("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8")
        .contains("@" + root.resolve("src/runtime/target/classpath/spark.options"))
        .endsWith(
            "io.epoxy.launcher.cli.Epoxy",
            "--project-dir",
            project.toString(),
            "--vars",
            "parse",
            "build");
  }

  @Test
  void formatsAreGuessedFromTheProjectsText() throws Exception {
    Files.writeString(project.resolve("models/a.sql"), "{{ config(file_format='Hudi') }} deltas");
    Files.writeString(project.resolve("profiles.yml"), "datalake_formats: s3tables");
    Files.createDirectories(project.resolve("target"));
    Files.writeString(project.resolve("target/b.sql"), "delta");
    env.put("DBT_PROJECT_DIR", project.toString());
    run("run");
    assertThat(classPath(0)).containsExactly("launcher", "job", "iceberg", "hudi", "spark");
  }

  @Test
  void startsAgainWithWhatTheJobAsksFor() throws Exception {
    env.put("ASKS", "spark delta");
    env.put("EXIT", "1");
    assertThat(run("build", "--project-dir=" + project).exitCode()).isEqualTo(1);
    assertThat(classPath(0)).containsExactly("launcher", "job", "spark");
    assertThat(classPath(1)).containsExactly("launcher", "job", "delta", "spark");
    try (var files = Files.list(root.resolve("target/epoxy"))) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("needs"))).isEmpty();
    }
  }

  @Test
  void askingForWhatIsThereAlreadyIsAnError() throws Exception {
    env.put("ASKS", "spark");
    Result result = run("build", "--project-dir", project.toString());
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .endsWith(
            "epoxy: the job asks for more on its class path, but does not say what is missing.\n");
  }

  @Test
  void theFirstGoodRunLeavesAnArchiveForTheNext() throws Exception {
    env.put("EXIT", "2");
    run("parse"); // makes one in vain
    run("parse"); // makes none
    env.put("EXIT", "0");
    run("parse"); // makes none either, but goes well
    run("parse"); // makes one
    run("parse"); // uses it
    assertThat(archiveWords(0)).containsExactly("-XX:ArchiveClassesAtExit");
    assertThat(archiveWords(1)).isEmpty();
    assertThat(archiveWords(2)).isEmpty();
    assertThat(archiveWords(3)).containsExactly("-XX:ArchiveClassesAtExit");
    assertThat(archiveWords(4)).containsExactly("-XX:SharedArchiveFile");
  }

  @Test
  void theHeapStartsLargeUnlessTheUserSaysOtherwise() throws Exception {
    run("parse");
    run("run");
    env.put("JDK_JAVA_OPTIONS", "-Xmx512m");
    run("parse");
    assertThat(words(0)).contains("-Xms768m", "-Xmn400m");
    assertThat(words(1)).contains("-Xms640m").doesNotContain("-Xmn400m");
    assertThat(words(2)).noneMatch(word -> word.startsWith("-Xms") || word.startsWith("-Xmn"));
  }

  @Test
  void worksThroughALinkFromAnywhere() throws Exception {
    Files.createDirectories(folder.resolve("links"));
    Files.createSymbolicLink(folder.resolve("links/one"), Path.of("../a root/epoxy"));
    script = Files.createSymbolicLink(folder.resolve("links/two"), Path.of("one"));
    assertThat(run("parse", "a b", "").exitCode()).isZero();
    assertThat(words(0)).endsWith("parse", "a b", "");
  }

  @ParameterizedTest
  @CsvSource({"TERM,143", "INT,130"})
  void signalsReachJava(String signal, int exitCode) throws Exception {
    run("--help");
    new ProcessBuilder("mkfifo", notes.resolve("pipe").toString()).start().waitFor();
    env.put("HANGS", "yes");
    Process process = start("build", "--project-dir", project.toString());
    StringBuilder out = new StringBuilder();
    while (out.indexOf("ready") < 0) {
      int next = process.getInputStream().read();
      assertThat(next).as("%s", out).isNotEqualTo(-1);
      out.append((char) next);
    }
    new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("got " + signal);
    assertThat(process.exitValue()).isEqualTo(exitCode);
  }

  @Test
  void aMissingOrOldJavaIsASentence() throws Exception {
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");
    assertThat(run("--help").err())
        .isEqualTo(
            "epoxy: Epoxy needs Java 17, but "
                + folder.resolve("jdk/bin/java")
                + " is version 11.0.2. Set JAVA_HOME to a JDK 17.\n");
    env.put("JAVA_HOME", "/nowhere");
    Result result = run("--help");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "epoxy: JAVA_HOME is '/nowhere', but there is no bin/java in it. Epoxy needs Java 17.\n");
  }

  private Result run(String... words) throws IOException, InterruptedException {
    Process process = start(words);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out, err);
  }

  private Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("DBT_"));
    builder.environment().putAll(env);
    return builder.start();
  }

  private List<String> words(int start) throws IOException {
    return Files.readAllLines(notes.resolve("java." + start));
  }

  private List<String> classPath(int start) throws IOException {
    List<String> words = words(start);
    return List.of(words.get(words.indexOf("-cp") + 1).split(":", -1)).stream()
        .map(Path::of)
        .map(file -> file.getFileName().toString())
        .map(name -> name.replaceAll("^epoxy-|-1-all|\\.jar$", ""))
        .toList();
  }

  private List<String> archiveWords(int start) throws IOException {
    return words(start).stream()
        .filter(word -> word.contains("Archive") && word.contains("="))
        .map(word -> word.substring(0, word.indexOf('=')))
        .toList();
  }

  private void source(String name) throws IOException {
    Path file = Files.writeString(root.resolve(name), "");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
  }

  private void executable(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private record Result(int exitCode, String out, String err) {}
}
