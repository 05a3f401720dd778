package io.epoxy.compiler.parse;

import com.google.common.collect.ImmutableMap;
import io.epoxy.compiler.context.macro.MacroRegistry;
import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.ProjectPaths;
import io.epoxy.model.error.Problems;
import io.epoxy.model.port.MessageSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The macros of the built-in packages, which lie beside this class as resources. */
final class BuiltinMacros {
  /** Add a file here when you add one; there is no class-path scanning. */
  private static final Map<String, List<String>> FILES =
      ImmutableMap.of(
          "dbt",
          List.of(
              "names",
              "flow",
              "calendar",
              "types",
              "text",
              "values",
              "time",
              "series",
              "tests",
              "testing",
              "relations",
              "create",
              "materialized_views",
              "functions",
              "python",
              "columns",
              "contracts",
              "docs",
              "grants",
              "metadata",
              "incremental",
              "schema_change",
              "snapshots",
              "snapshot_strategies",
              "seeds"),
          "dbt_spark",
          List.of(
              "names",
              "text",
              "values",
              "time",
              "relations",
              "create",
              "columns",
              "contracts",
              "docs",
              "grants",
              "metadata",
              "incremental",
              "snapshots",
              "seeds"),
          "dbt_glue",
          List.of("own_names"));

  private static final List<MacroSource> MACROS = load();

  private BuiltinMacros() {}

  static List<MacroSource> all() {
    return MACROS;
  }

  private static List<MacroSource> load() {
    List<SourceFile> files = new ArrayList<>();
    FILES.forEach(
        (packageName, names) -> {
          Project owner = project(packageName);
          for (String name : names) {
            String file = name + ".sql";
            files.add(new SourceFile(owner, "macros", file, read(packageName + "/" + file)));
          }
        });
    Problems problems = new Problems();
    List<MacroSource> macros =
        MacroParser.parse(files, problems, new Warnings(MessageSink.NONE, problems));
    problems.throwIfAny();
    return macros;
  }

  /** The docs block that a project's documentation opens with when it has none of its own. */
  static SourceFile overview() {
    return new SourceFile(
        project(MacroRegistry.INTERNAL), "docs", "overview.md", read("dbt/docs/overview.md"));
  }

  private static Project project(String name) {
    return new Project(
        name,
        Optional.empty(),
        Optional.empty(),
        Path.of("/"),
        ProjectPaths.DEFAULT,
        "target",
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        Map.of());
  }

  private static String read(String name) {
    String resource = "/io/epoxy/compiler/macros/" + name;
    try (InputStream in = BuiltinMacros.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
