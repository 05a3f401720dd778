package io.epoxy.compiler.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Measures the {@code epoxy} command on synthetic projects, a fresh process each time, and writes a
 * table to {@code target/bench/table.md}. Only the Maven profile {@code bench} runs it; {@code
 * -Dbench.models=1000,2000} says which sizes.
 */
final class CommandBench {
  private static final long SEED = 1;

  private final Path root = Path.of(System.getProperty("epoxy.root"));
  private final Path folder = root.resolve("src/compiler/target/bench");
  private final List<String> rows = new ArrayList<>();

  @Test
  void measures() throws IOException, InterruptedException {
    rows.add("| models | what | wall s | CPU s | CPU ms per model | heap MB |");
    rows.add("|---|---|---|---|---|---|");
    String sizes = System.getProperty("bench.models", "1000,2000,5000,10000");
    for (String size : List.of(sizes.split(","))) {
      measure(Integer.parseInt(size.strip()));
    }
    Files.write(folder.resolve("table.md"), rows);
    rows.forEach(System.out::println);
  }

  private void measure(int models) throws IOException, InterruptedException {
    Path project = folder.resolve("project-" + models);
    delete(project);
    SyntheticProject.write(project, models, SEED);
    Timed warmUp = new Timed(root, folder, project); // builds, and makes the archives of classes
    warmUp.run("parse");
    warmUp.run("compile --select stg_model_3");
    delete(project.resolve("target"));
    record(models, "parse, cold", warmUp.run("parse"));
    record(models, "parse, nothing changed", warmUp.run("parse"));
    Path changed = project.resolve("models/staging/group_0/stg_model_3.sql");
    Files.writeString(changed, "\n-- changed\n", StandardOpenOption.APPEND);
    record(models, "parse, one model changed", warmUp.run("parse"));
    Path described = project.resolve("models/properties/group_0.yml");
    String before = Files.readString(described);
    Files.writeString(described, before.replaceFirst("description: ", "description: Now "));
    record(models, "parse, one description changed", warmUp.run("parse"));
    Files.writeString(described, before.replaceFirst("(?m)^ *- unique\\R", ""));
    record(models, "parse, one test removed", warmUp.run("parse"));
    record(models, "ls", warmUp.run("ls"));
    record(models, "compile", warmUp.run("compile"));
    delete(project);
  }

  private void record(int models, String what, Timed.Cost cost) {
    rows.add(
        String.format(
            Locale.ROOT,
            "| %,d | %s | %.1f | %.1f | %.2f | %d |",
            models,
            what,
            cost.wall(),
            cost.cpu(),
            cost.cpu() * 1000 / models,
            cost.heap()));
  }

  private static void delete(Path place) throws IOException {
    if (!Files.exists(place)) {
      return;
    }
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    assertThat(place).doesNotExist();
  }
}
