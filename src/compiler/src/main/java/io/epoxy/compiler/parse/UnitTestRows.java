package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.node.StaticCall;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.UnitTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Rows of unit tests: written in place, in a fixture file, or a seed's (dbt-core 1.12
 * parser/unit_tests.py and parser/fixtures.py).
 */
final class UnitTestRows {
  private final Map<String, SourceFile> fixtures = new HashMap<>();
  private final Map<String, SourceFile> seeds = new HashMap<>();

  /** Takes a file of a {@code fixtures} folder. */
  void addFixture(SourceFile file) {
    fixtures.put(id(file.project().name(), file.stem()), file);
  }

  void addSeed(SourceFile file) {
    seeds.put(id(file.project().name(), file.stem()), file);
  }

  private static String id(String packageName, String name) {
    return packageName + "." + name;
  }

  /** What rows are for; dbt's word in messages. */
  enum Use {
    INPUT("input"),
    EXPECTED("expected");

    private final String word;

    Use(String word) {
      this.word = word;
    }
  }

  /** The rows of a {@code given:} item or of {@code expect:}. */
  UnitTest.Rows read(Entry entry, Map<String, Object> written, Use use) {
    UnitTest.Format format = UnitTestParser.format(entry, written);
    Object rows = written.get("rows");
    Optional<String> fixture = Optional.ofNullable(written.get("fixture")).map(String::valueOf);
    switch (format) {
      case DICT:
        return new UnitTest.Rows(
            format, completeFirst(dicts(entry, written, use)), Optional.empty(), fixture);
      case CSV:
        if (fixture.isEmpty() && !(rows instanceof String)) {
          throw mismatch(entry, use, format, "rows or fixtures ", ".  Expected string.");
        }
        String text =
            fixture.isPresent() ? fixture(entry, fixture.get()).text() : String.valueOf(rows);
        return new UnitTest.Rows(
            format,
            completeFirst(CsvRows.read(text, CsvRows.Empty.NULL)),
            Optional.empty(),
            fixture);
      default:
        if (fixture.isEmpty() && !(rows instanceof String)) {
          throw mismatch(entry, use, format, "rows or fixtures ", ".  Expected string.");
        }
        String sql =
            fixture.isPresent()
                ? fixture(entry, fixture.get()).text().strip()
                : String.valueOf(rows);
        return new UnitTest.Rows(format, List.of(), Optional.of(sql), fixture);
    }
  }

  private List<Map<String, Object>> dicts(Entry entry, Map<String, Object> written, Use use) {
    Object rows = written.get("rows");
    if (rows == null && written.get("fixture") == null && use == Use.INPUT) {
      return seed(entry, String.valueOf(written.get("input")));
    }
    if (!(rows instanceof List<?> list)) {
      throw mismatch(entry, use, UnitTest.Format.DICT, "rows ", "");
    }
    List<Map<String, Object>> records = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof Map<?, ?> map)) {
        throw mismatch(entry, use, UnitTest.Format.DICT, "rows ", "");
      }
      records.add(Entry.copy(map));
    }
    return records;
  }

  /** An input without rows is a seed with the rows of its file. */
  private List<Map<String, Object>> seed(Entry entry, String input) {
    Optional<RefCall> ref = StaticCall.parse(input).flatMap(StaticCall::ref);
    String own = entry.patch().packageName();
    String packageName = ref.flatMap(RefCall::packageName).orElse(own);
    String name = ref.map(RefCall::name).orElse(input);
    SourceFile file = seeds.get(id(packageName, name));
    if (file == null) {
      String where =
          packageName.equals(own)
              ? "in directories: "
                  + TemplateValues.repr(entry.patch().file().project().paths().seeds())
              : "in '" + packageName + "' package";
      throw new EpoxyException(
          ErrorCode.PARSING,
          "Unable to find seed '" + packageName + "." + name + "' for unit tests " + where,
          entry.patch().yaml().locationOf("given"));
    }
    return CsvRows.read(file.text(), CsvRows.Empty.TEXT);
  }

  private SourceFile fixture(Entry entry, String name) {
    SourceFile file = fixtures.get(id(entry.patch().packageName(), name));
    if (file == null) {
      throw new EpoxyException(
          ErrorCode.PARSING,
          "File not found for fixture '"
              + name
              + "' in unit tests in "
              + entry.patch().file().originalPath(),
          entry.patch().location());
    }
    return file;
  }

  /** The first row without nulls goes to the top, so that warehouses see the columns' types. */
  private static List<Map<String, Object>> completeFirst(List<Map<String, Object>> rows) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).values().stream().allMatch(Objects::nonNull)) {
        Collections.swap(rows, 0, i);
        break;
      }
    }
    return rows;
  }

  private static EpoxyException mismatch(
      Entry entry, Use use, UnitTest.Format format, String what, String more) {
    return new EpoxyException(
        ErrorCode.PARSING,
        "Unit test "
            + entry.name()
            + " has "
            + use.word
            + " "
            + what
            + "which do not match format "
            + format.name().toLowerCase(Locale.ROOT)
            + more,
        entry.patch().yaml().locationOf(use == Use.INPUT ? "given" : "expect"));
  }
}
