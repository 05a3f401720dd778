package io.epoxy.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {
  @TempDir Path folder;

  @Test
  void bashCompletesCommandsFlagsAndTheirWords() throws Exception {
    assertThat(completed("epoxy", "bui")).containsExactly("build");
    assertThat(completed("epoxy", "docs", "gen")).containsExactly("generate");
    assertThat(completed("epoxy", "submit", "snap")).containsExactly("snapshot");
    assertThat(completed("epoxy", "build", "--full")).containsExactly("--full-refresh");
    assertThat(completed("epoxy", "logs", "--str")).containsExactly("--stream");
    assertThat(completed("epoxy", "build", "--indirect-selection", "ca"))
        .containsExactly("cautious");
  }

  @Test
  void fishHasALineForEachCommandAndFlag() {
    assertThat(Completion.script("fish").lines())
        .contains(
            "complete -c epoxy -f",
            "complete -c epoxy -n '__fish_use_subcommand' -a build -d 'Build the models and test"
                + " each before what depends on it.'",
            "complete -c epoxy -n '__fish_seen_subcommand_from docs' -a generate -d 'Describe the"
                + " project\\'s tables in catalog.json.'")
        .anyMatch(
            line ->
                line.startsWith(
                    "complete -c epoxy -n '__fish_seen_subcommand_from logs' -l stream -x -a"
                        + " 'output error' -d '"))
        .noneMatch(line -> line.contains("compute"));
  }

  /** What bash offers for the last word. */
  private List<String> completed(String... words) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("epoxy.bash"), Completion.script("bash"));
    String line = String.join(" ", words);
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "source "
                    + script
                    + "; COMP_WORDS=("
                    + line
                    + "); COMP_CWORD="
                    + (words.length - 1)
                    + "; COMP_LINE='"
                    + line
                    + "'; COMP_POINT="
                    + line.length()
                    + "; _complete_epoxy; printf '%s\\n' \"${COMPREPLY[@]}\"")
            .redirectError(ProcessBuilder.Redirect.DISCARD) // compopt wants an interactive shell
            .start();
    String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(output).isZero();
    return output.lines().map(String::strip).toList();
  }
}
