package io.epoxy.jinja.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.epoxy.jinja.JinjaEngine;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaException.Kind;
import io.epoxy.jinja.Limits;
import io.epoxy.jinja.engine.JinjaEngineBuilder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Long and deep sources: refused, or read in time that grows as their length does. */
class LongSourceTest {
  private static final Limits LIMITS =
      new Limits(60_000_000, 1_000_000, 1_000_000, 200, 48 << 20, Duration.ofSeconds(5));

  private static final JinjaEngine ENGINE = new JinjaEngineBuilder().limits(LIMITS).build();
  private static final Set<String> TAGS = Set.of("macro");
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int SMALL = 10_000;

  @Test
  void fiftyMegabytesAreRefused() {
    JinjaEngine engine = new JinjaEngineBuilder().build();
    String source = "x".repeat(50_000_000);
    String message = "the template has 50000000 characters, the limit is 10000000";
    assertThat(failure(() -> engine.parse("a.sql", source)))
        .hasMessage(message)
        .returns(Kind.LIMIT, JinjaException::kind);
    assertThat(failure(() -> engine.findBlocks("a.sql", source, TAGS))).hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{ a }}", "{{ [", "{{ 1 + ", "a{# #}{% set x = 1 %}", "{{ 'a' 'a'"})
  void tooManyTokensAreRefused(String piece) {
    JinjaException error = failure(() -> ENGINE.parse("a.sql", piece.repeat(400_000)));
    assertThat(error.kind()).isIn(Kind.LIMIT, Kind.SYNTAX);
  }

  private static JinjaException failure(Runnable action) {
    return catchThrowableOfType(JinjaException.class, action::run);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{ ¦(¦1¦)¦ }}",
        "{{ ¦[¦1¦]¦ }}",
        "{{ ¦{1: ¦1¦}¦ }}",
        "{{ ¦f(¦1¦)¦ }}",
        "{{ ¦a[¦1¦]¦ }}",
        "{{ ¦not ¦1¦¦ }}",
        "{{ ¦- ¦1¦¦ }}",
        "{{ ¦1 if 1 else ¦1¦¦ }}",
        "{{ a¦.b¦¦¦ }}",
        "{{ a¦()¦¦¦ }}",
        "{{ a¦[0]¦¦¦ }}",
        "{{ a¦ | upper¦¦¦ }}",
        "{{ a¦ + a¦¦¦ }}",
        "{{ a¦ ** a¦¦¦ }}",
        "{{ a¦ and a¦¦¦ }}",
        "{{ a¦ or a¦¦¦ }}",
        "{{ a¦ is defined¦¦¦ }}",
        "¦{% if 1 %}¦x¦{% endif %}¦",
        "¦{% for i in x %}¦x¦{% endfor %}¦",
        "¦{% macro m() %}¦x¦{% endmacro %}¦",
        "¦{% set x %}¦x¦{% endset %}¦",
        "{% set ¦(¦a¦,)¦ = 1 %}",
        "{% macro m(a: ¦list[¦a¦]¦) %}{% endmacro %}",
      })
  void depthIsRefusedWithoutAnOverflow(
      String start, String open, String middle, String close, String end) {
    String source =
        text(start) + text(open).repeat(100_000) + text(middle) + text(close).repeat(100_000);
    assertThat(failure(() -> ENGINE.parse("a.sql", source + text(end))).getMessage())
        .containsAnyOf("nested too deeply", "cannot chain", "tokens");
  }

  private static String text(String cell) {
    return cell == null ? "" : cell;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "¦x¦",
        "¦{ ¦",
        "¦{{{ ¦",
        "¦\\n¦",
        "¦ ¦{{ 1 }}",
        "¦{# #}¦",
        "¦{{ 1 }}¦",
        "¦{% set x = 1 %}¦",
        "{% raw %}¦{% ¦{% endraw %}",
        "{% raw %}¦{%  endra¦",
        "{# ¦{#¦ #}",
        "{{ '¦x¦' }}",
        "{{ '¦\\\\n¦' }}",
        "{{ ¦'a' ¦ }}",
        "{{ 1¦0¦.5 }}",
        "{{ 1¦_0¦.5 }}",
        "{{ 1¦_0¦ }}",
        "{{ x¦y¦ }}",
        "{{ [¦1,¦] }}",
        "{{ {¦1:1,¦} }}",
        "{{ f(¦1,¦) }}",
        "{{ ¦~ a¦ }}",
        "{% macro ¦ m() -%} {%- endmacro %}{% macro ¦m() %}{% endmacro %}",
        "¦{% macro m() -%} {%- endmacro %}\\n¦",
        "¦{%- if x -%} {%- elif y -%} {%- endif -%} ¦",
        "{% if x %}¦{% elif y %}¦{% endif %}",
      })
  void timeGrowsWithLength(String start, String piece, String end) {
    String once = text(piece).replace("\\n", "\n");
    int count = SMALL / once.length();
    for (Consumer<String> reader : readers()) {
      reader.accept(text(start) + once.repeat(count) + text(end));
      double small = time(reader, text(start) + once.repeat(count) + text(end));
      double large = time(reader, text(start) + once.repeat(count * 16) + text(end));
      // Quadratic time would be 256 times as long; machines are noisy, and short times more so.
      assertThat(large).isLessThan(small * 80 + 40_000_000);
    }
  }

  private static List<Consumer<String>> readers() {
    return List.of(
        source -> failure(() -> ENGINE.parse("a.sql", source)),
        source -> failure(() -> ENGINE.findBlocks("a.sql", source, TAGS)));
  }

  /** Least processor time of some tries. */
  private static double time(Consumer<String> reader, String source) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 2; i++) {
      String fresh = source + " ".repeat(i + 1);
      long start = THREADS.getCurrentThreadCpuTime();
      reader.accept(fresh);
      least = Math.min(least, THREADS.getCurrentThreadCpuTime() - start);
    }
    return least;
  }
}
