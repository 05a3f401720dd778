package io.epoxy.job.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Edits of an {@link EditedProject}'s macros and of what asks for them, by a number. */
final class MacroEdits {
  private static final String END = "{% endmacro %}";

  private final EditedProject project;

  MacroEdits(EditedProject project) {
    this.project = project;
  }

  Map<String, Consumer<Integer>> all() {
    Map<String, Consumer<Integer>> edits = new LinkedHashMap<>();
    edits.put("used", i -> macro("suffix", "suffix()", "{{ return('_" + i + "') }}"));
    edits.put("alike", i -> project.append("macros/suffix.sql", "{# " + i + " #}"));
    edits.put("below", i -> project.file("macros/suffix.sql", "\n" + suffix()));
    edits.put("unused", i -> macro("idle" + i % 3, "idle" + i % 3 + "(a)", "" + i));
    edits.put("gone", i -> project.delete("macros/idle" + i % 3 + ".sql"));
    edits.put("renamed", i -> macro("idle" + i % 3, "idle_" + i + "()", "{{ suffix() }}"));
    edits.put("moved", i -> macro("named", i % 2 == 0 ? "named(x)" : "named(x, y=1)", named(i)));
    edits.put("shadow", i -> macro("shadow", "is_incremental()", i % 2 == 0 ? "" : "1"));
    edits.put("no shadow", i -> project.delete("macros/shadow.sql"));
    edits.put("where", i -> macro("where", "get_where_subquery(relation)", "{{ relation }}"));
    edits.put("no where", i -> project.delete("macros/where.sql"));
    edits.put("schema", i -> macro("schema", name("schema"), "s" + i % 3));
    edits.put("alias", i -> macro("schema", name("alias"), "{{ node.name }}" + i % 2));
    edits.put("no names", i -> project.delete("macros/schema.sql"));
    edits.put("target", i -> macro("target", prefix(i) + "__inner()", "by_target" + i % 2));
    edits.put("no target", i -> project.delete("macros/target.sql"));
    edits.put("of a package", i -> inPackage("helper()", "{{ suffix() }}" + i % 2));
    edits.put("another", i -> inPackage(prefix(i) + "__inner()", "from_afar"));
    edits.put("none", i -> project.delete("dbt_packages/tools/macros/m.sql"));
    edits.put("asks", i -> project.file("models/asks" + i % 3 + ".sql", asks(i)));
    edits.put("asks not", i -> project.delete("models/asks" + i % 3 + ".sql"));
    edits.put("a test", i -> test("positive", i % 2 == 0 ? "" : "{{ idle0(1) }}"));
    edits.put("a built-in test", i -> test("not_null", "{{ config(tags=['t" + i % 3 + "']) }}"));
    edits.put("no such test", i -> project.delete("tests/generic/not_null.sql"));
    edits.put("a tested test", i -> project.properties("First.", "positive: {name: p" + i + "}"));
    edits.put("described", i -> project.file("models/macros.yml", described(i)));
    edits.put("described no more", i -> project.delete("models/macros.yml"));
    edits.put("broken", i -> macro("idle0", "idle0()", i == 1 ? "{% if %}" : "fine"));
    edits.put("microbatch", i -> macro("batch", "get_incremental_microbatch_sql(a)", "" + i));
    edits.put("mended", i -> mend());
    return edits;
  }

  private void mend() {
    for (int i = 0; i < 3; i++) {
      project.delete("macros/idle" + i + ".sql");
      project.delete("models/asks" + i + ".sql");
    }
    project.delete("macros/schema.sql");
    project.delete("tests/generic/not_null.sql");
    test("positive", "");
  }

  private void macro(String file, String header, String body) {
    project.file("macros/" + file + ".sql", "{% macro " + header + " %}" + body + END);
  }

  private void inPackage(String header, String body) {
    project.file("dbt_packages/tools/macros/m.sql", "{% macro " + header + " %}" + body + END);
  }

  private void test(String name, String body) {
    project.file(
        "tests/generic/" + name + ".sql",
        "{% test " + name + "(model, column_name) %}select 1" + body + "{% endtest %}");
  }

  private String suffix() {
    return project.text("macros/suffix.sql");
  }

  private static String named(int i) {
    return "{{ return(x ~ suffix()" + (i % 3 == 0 ? " ~ '_n'" : "") + ") }}";
  }

  private static String name(String part) {
    return "generate_" + part + "_name(custom=none, node=none)";
  }

  private static String prefix(int i) {
    return i % 3 == 0 ? "glue" : i % 3 == 1 ? "spark" : "default";
  }

  private static String asks(int i) {
    return switch (i % 6) {
      case 0 -> "{{ config(meta={'a': tools.helper() | trim}) }} 1";
      case 1 -> "{{ context['idle" + i % 3 + "'](1) if 'idle' in 'idle' else 0 }} 1";
      case 2 -> "{{ config(meta={'a': idle2(1) if idle2 is defined else 'none'}) }} 1";
      case 3 -> "{{ config(meta={'a': outer() ~ is_incremental()}) }} 1";
      case 4 -> "{% set m = adapter.dispatch('inner', 'tools') %}{{ config(tags=[m()]) }} 1";
      default -> "{{ config(tags=[context.get('idle1', 'none') | string | length > 4]) }} 1";
    };
  }

  private static String described(int i) {
    return "macros: [{name: suffix, description: Number "
        + i
        + "}, {name: idle1, description: I}]\n";
  }
}
