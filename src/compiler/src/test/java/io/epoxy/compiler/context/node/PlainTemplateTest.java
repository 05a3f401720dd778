package io.epoxy.compiler.context.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.compiler.bench.SyntheticProject;
import io.epoxy.compiler.context.macro.MacroRegistry;
import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.compiler.context.macro.NodeScope;
import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.UndefinedMode;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way never finds anything else than the engine does. */
final class PlainTemplateTest {
  private static final String[] PIECES = {
    "select * from ",
    "{{ ref('a') }}",
    "{{ref(\"b\")}}",
    "{{- ref('p', 'c') -}}",
    "{{ ref('d', v=2) }}",
    "{{ ref('d', version='3') }}",
    "{{ ref( 'e' , ) }}",
    "{{ source('s', 't') }}",
    "\n",
    " ",
    "{{\n  source(\n 's',\n 'u')\n}}",
    "{{ config(materialized='table') }}",
    "{# {{ ref('no') }} #}",
    "{{ config(tags=['x', \"y\"], enabled=true, meta={'k': {'l': [1, None]}}, n=0,) }}",
    "{",
    "}",
    "}}",
    "{{ config(tags='z', post_hook=\"delete from {{ this }}\") }}",
    "{{ ref('it\\'s') }}",
    "{{ ref('x' ~ 'y') }}",
    "{{ ref('f') | upper }}",
    "{{ ref(name) }}",
    "{{ ref() }}",
    "{{ source('s') }}",
    "{{ config({'a': 1}) }}",
    "{% if true %}{{ ref('g') }}{% endif %}",
    "{% set a = ref('h') %}",
    "{{ ref('i').identifier }}",
    "{{ 1 }}",
    "{{ ref 'j' }}",
    "{{ ref('k', 'l', 'm') }}",
    "{{ ref('k', v=1, version=2) }}",
    "{# open",
    "%}",
    "#}",
    "{{",
    "{{ config(a=1.5, b=-1, c=1_000, d=010) }}",
    "{{ config(a=1, a=2) }}",
    "{{ config(x='a' 'b') }}",
    "é",
    "{{ config(pre_hook='a', tags=[]) }}",
    "{{ config(pre_hook=['b', {'sql': 'c', 'transaction': false}]) }}",
    "{{+ ref('n') }}",
    "{{ ref('o') +}}",
    "{{ (ref('q')) }}",
    "{{ ref(true) }}",
    "{{ ref(1) }}",
    "{{ ref(['r']) }}",
    "{{ config(grants={'select': ['u']}) }}",
    "{{ config(**{'a': 1}) }}",
    "{{ ref(*['s']) }}",
    "{{ ref('t') }} {{",
    "{{ config(true=1, none=none, if='y') }}",
    "{{ config(a == 1) }}",
    "{{ config('a') }}",
    "{{ config() }}",
    "'",
    "\""
  };

  @TempDir Path folder;

  /** What a way of parsing found; its error, when it fails. */
  private static String found(String text, boolean plain, MacroSource... macros) {
    ParseRecord record = new ParseRecord();
    NodeScope scope = scope(record, macros);
    try {
      if (plain) {
        if (PlainTemplate.of(text).filter(template -> template.callIn(scope)).isEmpty()) {
          return "left to the engine";
        }
      } else {
        DbtJinja.engine().parse("model", text).render(scope);
      }
    } catch (JinjaException | EpoxyException e) {
      return "error " + e.getMessage();
    }
    return record.refs()
        + " "
        + record.sources()
        + " "
        + record.config()
        + " "
        + record.macros()
        + " "
        + record.reads().isRepeatable()
        + " "
        + record.reads().facts((kind, owner, name) -> 0);
  }

  private static NodeScope scope(ParseRecord record, MacroSource... macros) {
    NodeScope scope =
        new NodeScope(
            MacroRegistry.of("e", List.of(macros)),
            "e",
            UndefinedMode.PERMISSIVE,
            record::addMacro,
            record.reads());
    scope.put("ref", record.refFunction("self"));
    scope.put("source", record.sourceFunction("self"));
    scope.put("config", record.configFunction());
    return scope;
  }

  private static boolean isSameWhenPlain(String text, MacroSource... macros) {
    String plain = found(text, true, macros);
    if (plain.equals("left to the engine")) {
      return false;
    }
    assertThat(plain).as(text).isEqualTo(found(text, false, macros));
    return true;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "select * from {{ ref('a') }} join {{ source(\"s\", 't') }}",
        "{{ config(materialized='incremental', unique_key=['a', 'b'], meta={'x': 1}) }} select 1",
        "{#- a comment with {% tags %} -#}{{- ref('p', 'a', v=1) -}}",
        "{ 'json': {{ ref('a') }} }"
      })
  void commonModelsAreTakenTheShortWay(String text) {
    assertThat(isSameWhenPlain(text)).isTrue();
  }

  @Test
  void randomTemplatesHaveOneResult() {
    Random random = new Random(42);
    int plain = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(6); i >= 0; i--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      if (random.nextInt(4) == 0) {
        text.deleteCharAt(random.nextInt(text.length()));
      }
      plain += isSameWhenPlain(text.toString()) ? 1 : 0;
    }
    assertThat(plain).isGreaterThan(2_000);
  }

  @Test
  void aMacroThatHidesAFunctionIsSeen() {
    for (String name : List.of("ref", "source", "config")) {
      MacroSource macro =
          new MacroSource(
              UniqueId.of(ResourceType.MACRO, "e", name),
              name,
              "e",
              SourceLocation.ofFile("macros/m.sql"),
              "{% macro "
                  + name
                  + "() %}{{ return(builtins."
                  + name
                  + "(*varargs)) }}{% endmacro %}");
      for (String text : List.of("{{ ref('a') }}", "{{ source('a', 'b') }}", "{{ config(a=1) }}")) {
        assertThat(isSameWhenPlain(text, macro)).isEqualTo(!text.contains(name));
      }
    }
  }

  @Test
  void aPackageThatHidesAFunctionIsSeen() {
    MacroSource macro =
        new MacroSource(
            UniqueId.of(ResourceType.MACRO, "ref", "m"),
            "m",
            "ref",
            SourceLocation.ofFile("macros/m.sql"),
            "{% macro m() %}{% endmacro %}");
    assertThat(isSameWhenPlain("{{ ref('a') }}", macro)).isFalse();
  }

  @Test
  void everyFileOfTheFixturesAndOfASyntheticProjectHasOneResult() throws IOException {
    SyntheticProject.write(folder, 200, 5);
    int plain = 0;
    for (Path root : List.of(folder, Path.of(System.getProperty("epoxy.root"), "tests-data"))) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".sql")).toList()) {
          plain += isSameWhenPlain(Files.readString(file)) ? 1 : 0;
        }
      }
    }
    assertThat(plain).isGreaterThan(100);
  }

  /** As dbt-extractor 0.6: hooks and numbers in config leave the code to Jinja. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{ source('a', 't') }} {{ source('a', 't') }} {{ source('b', 't') }} | [[a, t], [b, t]]",
        "{{ config(x=1) }} {{ source('a', 't') }} {{ source('a', 't') }} | [[a, t], [a, t]]"
      })
  void aModelThatTheStaticParserReadsHasEachSourceOnce(String text, String sources) {
    ParseRecord record = new ParseRecord();
    NodeScope scope = scope(record);

    assertThat(PlainTemplate.of(text).orElseThrow().callInModel(scope)).isTrue();
    assertThat(record.sources()).hasToString(sources);
  }
}
