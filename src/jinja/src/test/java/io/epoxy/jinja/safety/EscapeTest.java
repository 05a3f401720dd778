package io.epoxy.jinja.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.epoxy.jinja.JinjaEngine;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.Limits;
import io.epoxy.jinja.Scope;
import io.epoxy.jinja.engine.JinjaEngineBuilder;
import io.epoxy.jinja.lib.PythonModules;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapeTest {
  private static final JinjaEngine ENGINE =
      new JinjaEngineBuilder()
          .limits(new Limits(1_000_000, 100_000, 100_000, 200, 64L << 20, Duration.ofSeconds(20)))
          .build();

  private static final Scope SCOPE =
      Scope.of(Map.of("modules", PythonModules.all(), "foreign", new Thread("x")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ 'x' * 10 ** 12 }}",
        "{{ [1] * 10 ** 12 }}",
        "{{ 10 ** (10 ** 10) }}",
        "{{ range(10 ** 9) }}",
        "{{ 'x'.ljust(10 ** 12) }}",
        "{{ 'x'.zfill(10 ** 9) }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '{:999999999}'.format(1) }}",
        "{{ ('x' * 10 ** 6).replace('', 'y' * 1000) }}",
        "{{ 'x' | center(10 ** 9) }}",
        "{{ 'a\\nb' | indent(10 ** 9) }}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% macro f() %}{% call f() %}{{ caller() }}{% endcall %}{{ caller }}{% endmacro %}"
            + "{{ f() }}",
        "{% set l = [1] %}{% for x in l %}{% do l.append(x) %}{% endfor %}",
        "{% for a in range(1000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}",
        "{% for a in range(1000) %}{{ 'x' * 1000 }}{% endfor %}",
        "{{ modules.re.match('(?:a|b|ab|ba)*?(a+)*?c\\\\1', 'ab' * 60 ~ 'd') }}",
        "{% set l = [] %}{% for i in range(300) %}{% set l = [l] %}{% endfor %}"
            + "{% set n = namespace(l=[]) %}{% for i in range(300) %}{% set n.l = [n.l] %}{% endfor %}"
            + "{{ n.l }}",
      })
  void bombsEndAtALimit(String source) {
    assertThat(failure(source).kind()).isEqualTo(JinjaException.Kind.LIMIT);
  }

  private static JinjaException failure(String source) {
    return catchThrowableOfType(
        JinjaException.class, () -> ENGINE.parse("bomb.sql", source).render(SCOPE));
  }

  @Test
  void attributesOfPythonAreOutOfReach() {
    assertThat(ENGINE.parse("a", "[{{ ''.__class__ }}{{ [].__len__ }}]").render(SCOPE))
        .isEqualTo("[]");
    assertThat(failure("{{ ''.__class__.__mro__ }}"))
        .hasMessage("access to attribute '__class__' of 'str' object is unsafe.");
    assertThat(failure("{{ '{0.__class__.__mro__}'.format('') }}"))
        .hasMessage("access to attribute '__class__' of 'str' object is unsafe.");
  }

  @Test
  void foreignJavaObjectsAreOutOfReach() {
    assertThat(failure("{{ foreign }}")).hasMessage("value of foreign type Thread");
    assertThat(ENGINE.parse("a", "[{{ foreign.name }}{{ foreign.getClass }}]").render(SCOPE))
        .isEqualTo("[]");
    assertThat(failure("{{ foreign.getClass() }}"))
        .hasMessage("'object object' has no attribute 'getClass'");
    assertThat(failure("{{ ____int3rpr3t3r____.getConfig() }}"))
        .hasMessage("'____int3rpr3t3r____' is undefined");
  }

  @Test
  void deepExpressionsAreRefused() {
    String deep = "(".repeat(5000) + "1" + ")".repeat(5000);
    assertThat(failure("{{ " + deep + " }}")).hasMessage("expressions are nested too deeply");
    String tags = "{% if 1 %}".repeat(5000);
    assertThat(failure(tags)).hasMessage("tags are nested too deeply");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% include '/etc/passwd' %}",
        "{% from '/etc/passwd' import x %}",
        "{% import 'file:///etc/passwd' as x %}",
        "{% extends '/etc/passwd' %}",
      })
  void noTagReadsFiles(String source) {
    assertThat(failure(source))
        .returns(JinjaException.Kind.SYNTAX, JinjaException::kind)
        .hasMessageContaining("is not available");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ ____int3rpr3t3r____ }}",
        "{{ ____int3rpr3t3r____.config.class }}",
        "{{ _context.lookup }}",
        "{{ ''['class'] }}",
        "{{ ''.class.forName('java.lang.Runtime') }}",
        "{{ ''.getClass().forName('javax.script.ScriptEngineManager') }}",
        "{{ [].getClass }}",
        "{{ {}['getClass'] }}",
        "{{ x | attr('__class__') }}",
        "{{ 'a' | attr('__class__') | attr('__mro__') }}",
        "{{ range.__globals__ }}",
        "{{ range['__globals__'] }}",
        "{{ modules.re.__loader__ }}",
        "{{ modules.datetime.sys }}",
        "{{ modules.re.sys.modules }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ joiner.__init__ }}",
        "{{ [1] | map(attribute='__class__') | list }}",
        "{{ ['x'] | map(attribute='__class__.__mro__') | list }}",
        "{{ '{0.__class__.__mro__}'.format('') }}",
        "{{ '{x[__class__]}'.format_map({'x': 1}) }}",
        "{{ '%(x.__class__)s' % {'x': 1} }}",
        "{{ (1).__class__ }}{{ 1.5.__class__ }}",
        "{{ self }}{{ self.__init__ }}",
        "{{ [1] | groupby('__class__') }}",
        "{{ foreign | tojson }}",
        "{{ foreign ~ '' }}",
        "{{ foreign | list }}",
        "{{ foreign | string | length }}",
        "{{ '%s' % foreign }}",
        "{{ '{}'.format(foreign) }}",
        "{{ [foreign] }}",
        "{{ foreign | pprint }}",
      })
  void knownTricksGiveNothing(String source) {
    String text;
    try {
      text = ENGINE.parse("trick.sql", source).render(SCOPE);
    } catch (JinjaException refused) {
      assertThat(refused.getMessage()).doesNotContain("java.");
      return;
    }
    assertThat(text).matches("[\\[\\]()1Undefined, ]*");
  }
}
