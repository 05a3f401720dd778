package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.graph.UnitTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The hash by which dbt sees that a unit test changed: of Python's text of its parts (dbt-core 1.12
 * {@code build_unit_test_checksum}).
 */
final class UnitTestChecksum {
  private UnitTestChecksum() {}

  static String of(
      String model,
      Optional<UnitTest.Versions> versions,
      List<UnitTest.Input> given,
      UnitTest.Rows expect,
      Optional<UnitTest.Overrides> overrides) {
    List<String> inputs = new ArrayList<>();
    StringBuilder fixtures = new StringBuilder();
    for (UnitTest.Input input : given) {
      inputs.add(
          "UnitTestInputFixture(input="
              + Python.repr(input.input())
              + ", "
              + fixture(input.rows())
              + ")");
      if (input.rows().fixture().isPresent()) {
        fixtures.append('-').append(rows(input.rows(), false));
      }
    }
    return SourceFile.sha256(
        model
            + "-"
            + versions.map(UnitTestChecksum::versions).orElse("None")
            + "-["
            + String.join(", ", inputs)
            + "]-UnitTestOutputFixture("
            + fixture(expect)
            + ")-"
            + overrides.map(UnitTestChecksum::overrides).orElse("None")
            + fixtures);
  }

  private static String fixture(UnitTest.Rows rows) {
    String format = rows.format().name().toLowerCase(Locale.ROOT);
    String constant =
        switch (rows.format()) {
          case DICT -> "Dict";
          case CSV -> "CSV";
          case SQL -> "SQL";
        };
    return "rows="
        + rows(rows, true)
        + ", format=<UnitTestFormat."
        + constant
        + ": '"
        + format
        + "'>, fixture="
        + Python.repr(rows.fixture().orElse(null));
  }

  private static String rows(UnitTest.Rows rows, boolean quoted) {
    if (rows.sql().isPresent()) {
      return quoted ? Python.repr(rows.sql().get()) : rows.sql().get();
    }
    return Python.repr(TemplateValues.toTemplate(rows.records()));
  }

  private static String versions(UnitTest.Versions versions) {
    return "UnitTestNodeVersions(include="
        + versions.include().map(TemplateValues::repr).orElse("None")
        + ", exclude="
        + versions.exclude().map(TemplateValues::repr).orElse("None")
        + ")";
  }

  private static String overrides(UnitTest.Overrides overrides) {
    return "UnitTestOverrides(macros="
        + TemplateValues.repr(overrides.macros())
        + ", vars="
        + TemplateValues.repr(overrides.vars())
        + ", env_vars="
        + TemplateValues.repr(overrides.envVars())
        + ")";
  }
}
