package io.epoxy.jinja.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.Block;
import io.epoxy.jinja.Call;
import io.epoxy.jinja.Frame;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaEngine;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.MacroDefinition;
import io.epoxy.jinja.MacroReturn;
import io.epoxy.jinja.Scope;
import io.epoxy.jinja.Template;
import io.epoxy.jinja.UndefinedMode;
import io.epoxy.jinja.lib.PythonModules;
import io.epoxy.jinja.value.Undefined;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  private static final JinjaEngine ENGINE =
      new JinjaEngineBuilder()
          .macroTag("test", header -> "test_" + header.substring(0, header.indexOf('(')))
          .macroTag(
              "materialization",
              header -> "materialization_" + header.substring(0, header.indexOf(44)))
          .build();

  private static Object evaluate(String text, Map<String, ?> names) {
    return ENGINE.parse("schema.yml", text).evaluate(Scope.of(names));
  }

  private static JinjaException failure(String source, Map<String, ?> names) {
    return catchThrowableOfType(
        JinjaException.class, () -> ENGINE.parse("models/a.sql", source).render(Scope.of(names)));
  }

  @Test
  void nativeValueOfOneExpression() {
    assertThat(evaluate("{{ x }}", Map.of("x", 5L))).isEqualTo(5L);
    assertThat(evaluate("{{ x }}", Map.of("x", List.of(1L)))).isEqualTo(List.of(1L));
    assertThat(evaluate("a{{ x }}", Map.of("x", 5L))).isEqualTo("a5");
    assertThat(evaluate("plain", Map.of())).isEqualTo("plain");
    assertThat(evaluate("", Map.of())).isEqualTo("");
    assertThat(evaluate("{% if x %}{{ x }}{% endif %}", Map.of("x", 5L))).isEqualTo(5L);
    assertThat(evaluate("{{ nope }}", Map.of())).isInstanceOf(Undefined.class);
  }

  @Test
  void aFixedListOfTheHostSaysThatItCannotChange() {
    Map<String, Object> fixed = Map.of("tags", List.of("a"), "meta", Map.of("k", "v"));
    assertThatThrownBy(() -> evaluate("x{% do tags.append('b') %}", fixed))
        .isInstanceOf(JinjaException.class)
        .hasMessage("list.append() cannot change this value; change a copy of it, x.copy()");
    assertThatThrownBy(() -> evaluate("x{% do meta.update({'n': 1}) %}", fixed))
        .isInstanceOf(JinjaException.class)
        .hasMessage("dict.update() cannot change this value; change a copy of it, x.copy()");
  }

  @Test
  void nativeConstantsAreText() {
    assertThat(evaluate("{{ 5 }}", Map.of())).isEqualTo("5");
    assertThat(evaluate("{{ true }}", Map.of())).isEqualTo("True");
    assertThat(evaluate("{{ [1, 'a'] }}", Map.of())).isEqualTo("[1, 'a']");
  }

  @Test
  void nativeMarkers() {
    assertThat(evaluate("{{ x | as_number }}", Map.of("x", "1.5"))).isEqualTo(1.5);
    assertThat(evaluate("{{ 'True' | as_bool }}", Map.of())).isEqualTo(true);
    assertThat(evaluate("{{ x | as_bool }}", Map.of("x", true))).isEqualTo(true);
    assertThat(evaluate("{{ '[1, -2, None]' | as_native }}", Map.of()))
        .isEqualTo(Arrays.asList(1L, -2L, null));
    assertThat(evaluate("{{ 'x y' | as_native }}", Map.of())).isEqualTo("x y");
    assertThat(evaluate("{{ 5 | as_text }}", Map.of())).isEqualTo("5");
    assertThat(evaluate("{{ '7' | as_number if x else 'z' }}", Map.of("x", true))).isEqualTo(7L);
    assertThat(evaluate("{{ '1' | as_number }}{{ 2 }}", Map.of())).isEqualTo("12");
    assertThatThrownBy(() -> evaluate("{{ 'true' | as_bool }}", Map.of()))
        .isInstanceOf(JinjaException.class)
        .hasMessage("Could not convert value 'true' into type 'bool'");
    assertThatThrownBy(() -> evaluate("{{ x | as_number }}", Map.of("x", true)))
        .isInstanceOf(JinjaException.class)
        .hasMessage("Could not convert value 'True' into type 'number'");
  }

  /** The texts are those of dbt-core 1.12.3's construct_static_kwarg_value. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "var( 'a',\t\"b\" ) | var('a', 'b')",
        "[ 1,2.50, 'x' ] | [1, 2.5, 'x']",
        "(1,) | (1,)",
        "(1, 'a') | (1, 'a')",
        "{'a':1, \"b\": [true,none]} | {'a': 1, 'b': [True, None]}",
        "target.name=='dev' | target.name == 'dev'",
        "x not in [1] and not y | x not in [1] and not y",
        "-1 | -1",
        "'a'~b~'c' | 'a' ~ b ~ 'c'",
        "env_var('A')['k'] | env_var('A')['k']",
        "f(*a, k=1, **b) | f(k=1, *a, **b)",
        "1e3 | 1000.0",
      })
  void keywordsAreWrittenOutAgain(String written, String text) {
    Template template = ENGINE.parse("a.sql", "{{ config(k=" + written + ") }}");

    assertThat(template.calls())
        .filteredOn(call -> call.name().equals("config"))
        .extracting(Call::keywordTexts)
        .containsExactly(Map.of("k", text));
  }

  /** {@code expression => text}, made by dbt-core 1.12.3 with jinja2 3.1.6. */
  @ParameterizedTest
  @CsvFileSource(
      resources = "/engine/unrendered.txt",
      delimiterString = " => ",
      quoteCharacter = '\u0001')
  void rarerKeywordsAreWrittenAsTrees(String written, String text) {
    Template template = ENGINE.parse("a.sql", "{{ config(k=" + written + ") }}");

    assertThat(template.calls())
        .filteredOn(call -> call.name().equals("config"))
        .extracting(Call::keywordTexts)
        .containsExactly(Map.of("k", text));
  }

  @Test
  void callsAreFoundWithTheirConstants() {
    Template template =
        ENGINE.parse(
            "models/a.sql",
            "{{ ref('a') }}\n{% if x %}{{ ref('p', 'b', v=1) }}{% endif %}"
                + "{{ dbt_utils.star(from=ref(y)) }}{{ adapter.dispatch('m', 'p')(1) }}");
    assertThat(template.calls())
        .containsExactly(
            new Call("ref", List.of("a"), Map.of(), Map.of(), 1),
            new Call("ref", List.of("p", "b"), Map.of("v", 1L), Map.of("v", "1"), 2),
            new Call(
                "dbt_utils.star",
                List.of(),
                Map.of("from", Call.NOT_CONSTANT),
                Map.of("from", "ref(y)"),
                2),
            new Call("ref", List.of(Call.NOT_CONSTANT), Map.of(), Map.of(), 2),
            new Call("adapter.dispatch", List.of("m", "p"), Map.of(), Map.of(), 2));
  }

  @Test
  void macrosOfRegisteredTags() {
    Template template =
        ENGINE.parse(
            "macros/m.sql",
            "{% test positive(model, column_name) %}x{% endtest %}\n"
                + "{% materialization table, adapter='glue' %}{% endmaterialization %}"
                + "{% macro plain(a, b=1) %}{{ a ~ b ~ c }}{% endmacro %}");
    assertThat(template.macros())
        .extracting(MacroDefinition::name)
        .containsExactly("test_positive", "materialization_table", "plain");
    assertThat(template.macros().get(0).parameters()).containsExactly("model", "column_name");
    assertThat(template.macros().get(1).line()).isEqualTo(2);
    assertThat(template.macros().get(2).bind(Scope.of(Map.of("c", "!"))).call(Arguments.of(7L)))
        .isEqualTo("71!");
  }

  @Test
  void boundMacroGivesWhatReturnCarries() {
    Template template =
        ENGINE.parse(
            "m.sql",
            "{% macro f(n) %}{% for i in range(9) %}{% if i == n %}{% do return([i]) %}{% endif %}"
                + "{% endfor %}{% endmacro %}");
    JinjaCallable giveBack =
        a -> {
          throw MacroReturn.of(a.get(0, "data", null));
        };
    Scope scope = Scope.of(Map.of("return", giveBack));
    assertThat(template.macros().get(0).bind(scope).call(Arguments.of(3L))).isEqualTo(List.of(3L));
  }

  @Test
  void permissiveUndefinedGoesOn() {
    Template template = ENGINE.parse("a.sql", "[{{ a.b['c'](1).d }}]");
    assertThat(template.render(Scope.of(Map.of(), UndefinedMode.PERMISSIVE))).isEqualTo("[]");
    assertThatThrownBy(() -> template.render(Scope.of(Map.of())))
        .isInstanceOf(JinjaException.class)
        .hasMessage("'a' is undefined");
  }

  @Test
  void runtimeErrorHasPlaceAndMacroStack() {
    Map<String, Object> names = new HashMap<>();
    Scope scope = Scope.of(names);
    Template inner =
        ENGINE.parse("macros/inner.sql", "{% macro inner(x) %}\n\n{{ x + 'a' }}{% endmacro %}");
    Template outer =
        ENGINE.parse("macros/outer.sql", "{% macro outer() %}\n{{ inner(1) }}{% endmacro %}");
    names.put("inner", inner.macros().get(0).bind(scope));
    names.put("outer", outer.macros().get(0).bind(scope));
    JinjaException error = failure("select\n  {{ outer() }}", names);
    assertThat(error)
        .hasMessage("unsupported operand type(s) for +: 'int' and 'str'")
        .returns(new JinjaException.Place("macros/inner.sql", 3, 4), JinjaException::place)
        .returns(
            List.of(
                new Frame("inner", "macros/inner.sql", 3),
                new Frame("outer", "macros/outer.sql", 2)),
            JinjaException::macroStack);
  }

  @Test
  void syntaxErrorsAreJinja2s() {
    assertSyntax(
        "{% if x %}\n a",
        1,
        "Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or"
            + " 'endif'. The innermost block that needs to be closed is 'if'.");
    assertSyntax(
        "\n{% for x in y %}{% endif %}",
        2,
        "Encountered unknown tag 'endif'. Jinja was looking for the following tags: 'endfor' or"
            + " 'else'. The innermost block that needs to be closed is 'for'.");
    assertSyntax(
        "{% if a %}{% for x in y %}{% endif %}",
        1,
        "Encountered unknown tag 'endif'. You probably made a nesting mistake. Jinja is expecting"
            + " this tag, but currently looking for 'endfor' or 'else'. The innermost block that"
            + " needs to be closed is 'for'.");
    assertSyntax("{{ a b }}", 1, "expected token 'end of print statement', got 'b'");
    assertSyntax("{{ (1 }}", 1, "unexpected '}', expected ')'");
    assertSyntax("{{ x | nope }}", 1, "No filter named 'nope'.");
    assertSyntax("{{ $ }}", 1, "unexpected char '$' at 3");
  }

  private static void assertSyntax(String source, int line, String message) {
    JinjaException error =
        catchThrowableOfType(JinjaException.class, () -> ENGINE.parse("models/a.sql", source));
    assertThat(error).hasMessage(message);
    assertThat(error.kind()).isEqualTo(JinjaException.Kind.SYNTAX);
    assertThat(error.place().line()).isEqualTo(line);
  }

  @Test
  void macroArgumentErrors() {
    String macro = "{% macro m(a) %}{{ a }}{% endmacro %}";
    assertThat(failure(macro + "{{ m(1, x=2) }}", Map.of()))
        .hasMessage("macro 'm' takes no keyword argument 'x'");
    assertThat(failure(macro + "{{ m(1, 2) }}", Map.of()))
        .hasMessage("macro 'm' takes not more than 1 argument(s)");
  }

  @Test
  void productWithNothingIsNothing() {
    Map<String, Object> names = Map.of("modules", PythonModules.all());
    String source = "{{ modules.itertools.product('', 'ab', [1]) | list }}";
    assertThat(ENGINE.parse("a.sql", source).render(Scope.of(names))).isEqualTo("[]");
  }

  @Test
  void runawayRecursionEndsCleanly() {
    JinjaException error = failure("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", Map.of());
    assertThat(error).hasMessage("maximum recursion depth exceeded");
    assertThat(error.kind()).isEqualTo(JinjaException.Kind.LIMIT);
    assertThat(error.macroStack()).isNotEmpty().allMatch(frame -> frame.macro().equals("f"));
  }

  @Test
  void recursionNamesItsMacrosOnASmallStackToo() throws InterruptedException {
    AtomicReference<JinjaException> error = new AtomicReference<>();
    String source = "{% macro f() %}{{ g() }}{% endmacro %}{% macro g() %}{{ f() }}{% endmacro %}";
    Thread small =
        new Thread(
            null, () -> error.set(failure(source + "{{ f() }}", Map.of())), "small", 200_000);
    small.start();
    small.join();
    assertThat(error.get()).hasMessage("maximum recursion depth exceeded");
    assertThat(error.get().macroStack()).hasSizeLessThan(499).hasSizeGreaterThan(5);
  }

  @Test
  void aDashOfABlockTakesTheWhiteSpaceThatNoTagBeforeItTook() {
    String source =
        "\n{%- macro a() %}{% endmacro -%}\n\n{%- macro b() %}{% endmacro %}\n {%- macro c() %}{% endmacro %}";
    assertThat(ENGINE.findBlocks("m.sql", source, Set.of("macro")))
        .extracting(Block::before)
        .containsExactly("\n", "", "\n ");
  }

  @Test
  void blocksAreFoundWithoutParsing() {
    String source =
        "{# {% macro no() %} #}\n{% macro a(x) -%}\n  {{ \"{% endmacro %}\" }} {% bad ( %}\n"
            + "{%- endmacro %} {% raw %}{% macro b() %}{% endraw %}";
    assertThat(ENGINE.findBlocks("m.sql", source, Set.of("macro")))
        .containsExactly(
            new Block(
                "macro",
                "a(x)",
                "",
                source.substring(source.indexOf("{% macro a"), source.indexOf(" {% raw")),
                "{{ \"{% endmacro %}\" }} {% bad ( %}",
                2,
                1));
    assertThatThrownBy(() -> ENGINE.findBlocks("m.sql", "{% macro a() %}", Set.of("macro")))
        .isInstanceOf(JinjaException.class)
        .hasMessage("Reached EOF without finding a close tag for macro (searched from line 1)");
    assertThatThrownBy(
            () ->
                ENGINE.findBlocks(
                    "m.sql", "{% if x %}\n{% macro a() %}{% endmacro %}", Set.of("macro")))
        .isInstanceOf(JinjaException.class)
        .hasMessage(
            "Got a block definition inside control flow at 2:0. All dbt block definitions must be at"
                + " the top level");
  }
}
