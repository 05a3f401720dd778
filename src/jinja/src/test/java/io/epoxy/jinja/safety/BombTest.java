package io.epoxy.jinja.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.epoxy.jinja.JinjaEngine;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaException.Kind;
import io.epoxy.jinja.Limits;
import io.epoxy.jinja.Scope;
import io.epoxy.jinja.engine.JinjaEngineBuilder;
import io.epoxy.jinja.lib.PythonFunctions;
import io.epoxy.jinja.lib.PythonModules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates, one a line in safety/*.txt, that would fill the heap or never end. */
class BombTest {
  private static final Limits LIMITS =
      new Limits(1_000_000, 1_000_000, 2_000_000, 200, 32 << 20, Duration.ofSeconds(5));

  private static final JinjaEngine ENGINE = new JinjaEngineBuilder().limits(LIMITS).build();

  static List<String> bombs() throws IOException {
    return lines("bombs.txt");
  }

  static List<String> harmless() throws IOException {
    return lines("harmless.txt");
  }

  private static List<String> lines(String file) throws IOException {
    try (InputStream in = BombTest.class.getResourceAsStream("/safety/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static Scope names() {
    Map<String, Object> names = new LinkedHashMap<>(PythonFunctions.all());
    names.put("modules", new LinkedHashMap<>(PythonModules.all()));
    names.put("big", "x".repeat(900_000));
    return Scope.of(names);
  }

  private static void render(String source) {
    ENGINE.parse("bomb.sql", source.replace("\\n", "\n")).render(names());
  }

  /** Without this the others show little. */
  @Test
  void theHeapIsSmall() {
    assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(256 << 20);
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void endsAtALimit(String source) {
    Throwable thrown = catchThrowable(() -> render(source));
    assertThat(thrown).isInstanceOf(JinjaException.class);
    JinjaException error = (JinjaException) thrown;
    assertThat(error.kind()).as(error.getMessage()).isEqualTo(Kind.LIMIT);
    // That one is the last resort; each of these is seen before.
    assertThat(error.getMessage()).isNotEqualTo("the rendering ran out of memory");
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void endsByItself(String source) {
    Throwable thrown = catchThrowable(() -> render(source));
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(JinjaException.class);
      assertThat(((JinjaException) thrown).kind()).isNotEqualTo(Kind.LIMIT);
    }
  }

  @Test
  void aValueHeldManyTimesCountsOnce() {
    String source =
        "{% set x = 'x' * 900000 %}{% set l = [] %}{% for i in range(90000) %}{% do l.append(x) %}"
            + "{% do l.append(l) %}{% endfor %}{{ l | length }}";
    assertThat(ENGINE.parse("a.sql", source).render(names())).isEqualTo("180000");
  }

  @Test
  void garbageDoesNotCount() {
    String source =
        "{% for i in range(2000) %}{% set x = 'x' * 100000 ~ i %}{% endfor %}{{ 'done' }}";
    assertThat(ENGINE.parse("a.sql", source).render(names())).isEqualTo("done");
  }

  @Test
  void loopsEndByTime() {
    Limits limits =
        new Limits(1_000_000, 1_000_000, Long.MAX_VALUE, 200, 32 << 20, Duration.ofMillis(300));
    JinjaEngine engine = new JinjaEngineBuilder().limits(limits).build();
    for (String source :
        List.of(
            "{% set l = [1] %}{% for x in l %}{% do l.insert(0, l.pop()) %}{% do l.append(1) %}"
                + "{% do l.pop() %}{% endfor %}{% for i in range(100000) %}{% for j in range(100000)"
                + " %}{% endfor %}{% endfor %}",
            "{{ modules.re.match('(x{1,1000}){1,1000}y', 'x' * 10000) }}",
            "{% for i in range(100000) %}{{ range(100000) | list | length }}{% endfor %}")) {
      Throwable thrown = catchThrowable(() -> engine.parse("loop.sql", source).render(names()));
      assertThat(thrown)
          .isInstanceOf(JinjaException.class)
          .hasMessageStartingWith("rendering took longer than");
    }
  }

  @Test
  void aLimitIsNotAnsweredByADefault() {
    Throwable thrown =
        catchThrowable(
            () -> render("{{ set(range(100000) | map('string') | map('center', 5000)) }}"));
    assertThat(thrown).isInstanceOf(JinjaException.class);
    assertThat(((JinjaException) thrown).kind()).isEqualTo(Kind.LIMIT);
  }
}
