package io.epoxy.jinja.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.jinja.JinjaEngine;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.engine.JinjaEngineBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Expected text comes from jinja2 3.1.6 set up as dbt sets it. What does not pass yet is named in
 * not-yet.txt, and exactly that must fail. {@code -Djinja.cases=FILE} runs the cases of another
 * file as well.
 */
class TestConformance {
  private static final JinjaEngine ENGINE = new JinjaEngineBuilder().build();

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

  @Test
  void casesFromOutside() throws IOException {
    String files = System.getProperty("jinja.cases", "");
    for (String file : Stream.of(files.split(",", -1)).filter(f -> !f.isBlank()).toList()) {
      try (InputStream json = Files.newInputStream(Path.of(file))) {
        assertThat(report(file, ConformanceCase.read(json))).isEmpty();
      }
    }
  }

  private static Set<String> report(String file, List<ConformanceCase> cases) {
    List<String> lines = new ArrayList<>();
    Set<String> failing = new TreeSet<>();
    for (ConformanceCase one : cases) {
      String problem = problem(one);
      if (!problem.isEmpty()) {
        failing.add(one.name());
        lines.add(one.name() + ": " + problem);
      }
    }
    lines.add(file + ": " + (cases.size() - failing.size()) + " of " + cases.size());
    System.out.println(String.join("\n", lines));
    return failing;
  }

  /** What is wrong with the outcome; empty when it is as expected. */
  private static String problem(ConformanceCase one) {
    String actual;
    try {
      DbtLikeScope scope = new DbtLikeScope(one, ENGINE);
      actual = ENGINE.parse("case.sql", one.template()).render(scope);
    } catch (JinjaException e) {
      return one.expected().isEmpty() ? "" : one.template() + "\n  error: " + e.getMessage();
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
}
