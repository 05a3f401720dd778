package io.epoxy.compiler;

import io.epoxy.model.port.MessageSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A project written into a folder of a test. */
final class TestProject {
  static final String PROFILES =
      "e:\n  target: dev\n  outputs:\n    dev: {type: glue, schema: s, threads: 1}\n";

  private final Path root;
  private final List<String> messages = new ArrayList<>();
  private final Map<String, Map<String, Object>> fields = new LinkedHashMap<>();

  TestProject(Path root) {
    this.root = root;
    file("dbt_project.yml", "name: e\nversion: '1.0.0'\nprofile: e\n");
    file("profiles.yml", PROFILES);
  }

  TestProject file(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ProjectCompiler open() {
    return open(Map.of());
  }

  ProjectCompiler open(Map<String, Object> vars) {
    return ProjectCompiler.open(options(vars, Map.of(), Optional.empty()));
  }

  CompilerOptions options(
      Map<String, Object> vars, Map<String, String> env, Optional<String> target) {
    MessageSink sink =
        new MessageSink() {
          @Override
          public void message(Level level, String event, String text) {
            message(level, event, text, Map.of("msg", text));
          }

          @Override
          public void message(Level level, String event, String text, Map<String, Object> data) {
            synchronized (messages) {
              if (level != Level.DEBUG) {
                messages.add(level + " " + text);
                fields.put(event, data);
              }
            }
          }
        };
    return new CompilerOptions(
        root,
        Optional.empty(),
        Optional.empty(),
        target,
        vars,
        env,
        Optional.empty(),
        "00000000-0000-0000-0000-000000000000",
        Instant.parse("2026-01-02T03:04:05Z"),
        "build",
        CompilerOptions.FullRefresh.OFF,
        OptionalInt.empty(),
        Map.of(),
        sink);
  }

  /** What was logged, printed and warned about, without what only dbt.log tells. */
  List<String> messages() {
    return messages;
  }

  /** What a JSON log shows as {@code data} of the last event of each name. */
  Map<String, Map<String, Object>> fields() {
    return fields;
  }
}
