package io.epoxy.acceptance.run;

import io.epoxy.acceptance.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the {@code ./epoxy} script as a user would, from another folder. */
public final class EpoxyCommand {
  private static final int MINUTES = 10; // two at a time, on a slow machine

  private final Map<String, String> environment;

  private EpoxyCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  public static EpoxyCommand withoutAws() {
    return new EpoxyCommand(Map.of());
  }

  public static EpoxyCommand with(Map<String, String> environment) {
    return new EpoxyCommand(new LinkedHashMap<>(environment));
  }

  /**
   * How a command ended.
   *
   * @param output standard output and standard error, as a terminal would show them
   */
  public record Result(List<String> command, int exitCode, String output) {
    /** The line that sums a run up. */
    public String doneLine() {
      return output.lines().filter(line -> line.contains("Done. PASS=")).findFirst().orElse(output);
    }
  }

  /** Runs {@code epoxy <words>} to its end. */
  public Result run(String... words) {
    BuiltMark.set(Workspace.repository());
    List<String> command = new ArrayList<>();
    command.add(Workspace.repository().resolve("epoxy").toString());
    command.addAll(List.of(words));
    Path output = createOutputFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(output.getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(
            name -> name.startsWith("AWS_") || name.startsWith("DBT_") || name.startsWith("NYC_"));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IllegalStateException(command + " took too long: " + Files.readString(output));
      }
      return new Result(command, process.exitValue(), Files.readString(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(command + " was interrupted", e);
    }
  }

  private static Path createOutputFile() {
    try {
      Path folder = Workspace.repository().resolve("src/acceptance/target/output");
      Files.createDirectories(folder);
      return Files.createTempFile(folder, "epoxy", ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
