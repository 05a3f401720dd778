package io.epoxy.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManPageTest {
  @TempDir Path folder;

  @Test
  void hasTheSectionsOfAManualPage() {
    assertThat(ManPage.text().lines().filter(line -> line.startsWith(".SH")))
        .containsExactly(
            ".SH NAME",
            ".SH SYNOPSIS",
            ".SH DESCRIPTION",
            ".SH COMMANDS",
            ".SH OPTIONS",
            ".SH EXIT STATUS",
            ".SH ENVIRONMENT",
            ".SH FILES");
    assertThat(ManPage.text()).startsWith(".TH EPOXY 1 ");
  }

  @Test
  void everyShownCommandHasItsFlags() {
    for (CommandSyntax syntax : CommandSyntax.values()) {
      if (syntax.isHidden()) {
        assertThat(section(syntax)).as(syntax.text()).isEmpty();
        continue;
      }
      assertThat(section(syntax)).as(syntax.text()).isNotEmpty();
      syntax.own().stream()
          .filter(flag -> FlagHelp.find(flag).isPresent() && !flag.names().isEmpty())
          .filter(flag -> syntax.positional().filter(flag::equals).isEmpty())
          .forEach(
              flag ->
                  assertThat(section(syntax))
                      .as(syntax.text())
                      .contains(flag.names().get(0).replace("-", "\\-")));
    }
    assertThat(ManPage.text())
        .contains(".SS epoxy submit [OPTIONS] COMMAND [ARGS]...")
        .contains("\\fB\\-\\-no\\-wait\\fR\n")
        .contains("\\fB\\-t\\fR, \\fB\\-\\-target\\fR=\\fINAME\\fR\n")
        .contains("\\fB\\-\\-log\\-format\\fR=\\fItext|debug|json|default\\fR\n");
  }

  @Test
  void noTextIsTakenForARequest() {
    assertThat(ManPage.escaped("a\\b")).isEqualTo("a\\eb");
    assertThat(ManPage.escaped(".env is read")).isEqualTo("\\&.env is read");
    assertThat(ManPage.escaped("'{start: 2015}' wins")).isEqualTo("\\&'{start: 2015}' wins");
    assertThat(ManPage.escaped("--vars")).isEqualTo("\\-\\-vars");
  }

  @Test
  void groffHasNothingToWarnOf() throws Exception {
    assumeThat(Splitter.on(File.pathSeparator).splitToList(System.getenv("PATH")))
        .anyMatch(place -> Files.isExecutable(Path.of(place, "groff")));
    assertThat(groff(ManPage.text())).isEmpty();
    assertThat(groff(".TH A 1\n.SH NAME\n.XX\n")).contains("XX");
  }

  /** What it complains about. */
  private String groff(String page) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("epoxy.1"), page);
    Process groff =
        new ProcessBuilder("groff", "-man", "-ww", "-z", "-Tascii", file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    groff.waitFor();
    return output;
  }

  private static String section(CommandSyntax syntax) {
    String page = ManPage.text();
    int start = page.indexOf(".SS epoxy " + ManPage.escaped(syntax.text()) + " [OPTIONS]");
    if (start < 0) {
      return "";
    }
    int next = page.indexOf("\n.S", start);
    return page.substring(start, next);
  }
}
