package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.macro.MacroRegistry;
import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.ProjectPaths;
import io.epoxy.model.error.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The macros of the built-in {@code dbt} package, which lie beside this class as resources. */
final class BuiltinMacros {
  /** Add a file here when you add one; there is no class-path scanning. */
  private static final List<String> FILES =
      List.of("names.sql", "flow.sql", "relations.sql", "tests.sql", "types.sql", "functions.sql");

  private static final List<MacroSource> MACROS = load();

  private BuiltinMacros() {}

  static List<MacroSource> all() {
    return MACROS;
  }

  private static List<MacroSource> load() {
    Project dbt =
        new Project(
            MacroRegistry.INTERNAL,
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
            List.of(),
            List.of(),
            Map.of());
    List<SourceFile> files = new ArrayList<>();
    FILES.forEach(name -> files.add(new SourceFile(dbt, "macros", name, read(name))));
    Problems problems = new Problems();
    List<MacroSource> macros = MacroParser.parse(files, problems);
    problems.throwIfAny();
    return macros;
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
