package io.epoxy.jinja.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.jinja.JinjaEngine;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.Template;
import io.epoxy.jinja.engine.JinjaEngineBuilder;
import io.epoxy.jinja.value.Python;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Expected text comes from jinja2 3.1.6 set up as dbt sets it. What does not pass yet is named in
 * not-yet.txt, and exactly that must fail. {@code -Djinja.cases=FILE} runs the cases of another
 * file as well, or of several with commas between; a relative path starts at the repository's root.
 * The last lines printed are {@code FILE: N of M}, one for each file, those from outside at the
 * end.
 */
class TestConformance {
  private static final JinjaEngine ENGINE = new JinjaEngineBuilder().build();

  /** What is printed at the end, by file. */
  private static final Map<String, String> TOTALS = new LinkedHashMap<>();

  static List<ConformanceCase> cases() throws IOException {
    return cases("cases.json");
  }

  private static List<ConformanceCase> cases(String file) throws IOException {
    try (InputStream json = resource(file)) {
      return ConformanceCase.read(json);
    }
  }

  private static InputStream resource(String name) {
    return TestConformance.class.getResourceAsStream("/conformance/" + name);
  }

  private static Set<String> notYet() throws IOException {
    try (InputStream lines = resource("not-yet.txt")) {
      String text = new String(lines.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void rendersAsJinja2(ConformanceCase one) throws IOException {
    if (notYet().contains(one.name())) {
      assertThat(problem(one)).as("%s is in not-yet.txt but passes", one.name()).isNotEmpty();
    } else {
      assertThat(problem(one)).as(one.name()).isEmpty();
    }
  }

  @Test
  void allCases() throws IOException {
    List<ConformanceCase> cases = cases();
    Set<String> failing = report("cases.json", cases);
    assertThat(cases).hasSize(620);
    assertThat(failing).isEqualTo(notYet());
  }

  /** CPython 3.11's own answers; zones are those of zoneinfo. */
  @Test
  void pythonsModulesAndFunctions() throws IOException {
    List<ConformanceCase> cases = cases("python.json");
    assertThat(cases).hasSize(545);
    assertThat(report("python.json", cases)).isEmpty();
  }

  /** Tables of our own, run through jinja2 and CPython; their failures have wording and line. */
  @Test
  void tables() throws IOException {
    List<ConformanceCase> cases = cases("tables.json");
    assertThat(cases).hasSize(2564);
    assertThat(report("tables.json", cases)).isEmpty();
  }

  @Test
  void casesFromOutside() throws IOException {
    List<String> failing = new ArrayList<>();
    for (String file : filesFromOutside()) {
      try (InputStream json = Files.newInputStream(path(file))) {
        report(file, ConformanceCase.read(json)).forEach(name -> failing.add(file + ": " + name));
      }
    }
    assertThat(failing).isEmpty();
  }

  private static List<String> filesFromOutside() {
    String files = System.getProperty("jinja.cases", "");
    return Stream.of(files.split(",", -1)).map(String::strip).filter(f -> !f.isEmpty()).toList();
  }

  private static Path path(String file) {
    Path fromRoot = Path.of(System.getProperty("epoxy.root", "")).resolve(file);
    return Files.exists(fromRoot) ? fromRoot : Path.of(file);
  }

  @AfterAll
  static void printTotals() {
    List<String> outside = filesFromOutside();
    outside.forEach(file -> TOTALS.putIfAbsent(file, "cannot be read"));
    Stream.concat(
            TOTALS.keySet().stream().filter(file -> !outside.contains(file)), outside.stream())
        .forEach(file -> System.out.println(file + ": " + TOTALS.get(file)));
  }

  private static Set<String> report(String file, List<ConformanceCase> cases) {
    Set<String> failing = new TreeSet<>();
    for (ConformanceCase one : cases) {
      String problem = problem(one);
      if (!problem.isEmpty()) {
        failing.add(one.name());
        System.out.println(one.name() + ": " + problem);
      }
    }
    TOTALS.put(file, cases.size() - failing.size() + " of " + cases.size());
    return failing;
  }

  /** What is wrong with the outcome; empty when it is as expected. */
  private static String problem(ConformanceCase one) {
    String actual;
    try {
      actual = outcome(one);
    } catch (JinjaException e) {
      return one.expected().isEmpty()
          ? wrongFailure(one, e)
          : one.template() + "\n  error: " + e.getMessage();
    } catch (RuntimeException | StackOverflowError e) {
      return one.template() + "\n  not a JinjaException: " + e;
    }
    if (one.expected().isEmpty()) {
      return one.template() + "\n  no error but: " + actual;
    }
    return actual.equals(one.expected().get())
        ? ""
        : one.template() + "\n  expected: " + one.expected().get() + "\n  actual:   " + actual;
  }

  private static String outcome(ConformanceCase one) {
    DbtLikeScope scope = new DbtLikeScope(one, ENGINE);
    Template template = ENGINE.parse("case.sql", one.template());
    return switch (one.mode()) {
      case "native" -> Python.repr(template.evaluate(scope));
      case "permissive" -> template.render(scope.permissive());
      default -> template.render(scope);
    };
  }

  private static String wrongFailure(ConformanceCase one, JinjaException error) {
    boolean said = one.message().isEmpty() || one.message().get().equals(error.getMessage());
    boolean placed = one.line() == 0 || one.line() == error.place().line();
    return said && placed
        ? ""
        : one.template()
            + "\n  expected: "
            + one.message().orElse("an error")
            + " in line "
            + one.line()
            + "\n  actual:   "
            + error.getMessage()
            + " in line "
            + error.place().line();
  }
}
