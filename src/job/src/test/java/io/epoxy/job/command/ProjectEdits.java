package io.epoxy.job.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Edits of what an {@link EditedProject}'s settings say, by a number. */
final class ProjectEdits {
  private final EditedProject project;
  private final Map<String, String> parts = new LinkedHashMap<>();

  ProjectEdits(EditedProject project) {
    this.project = project;
    parts.put("head", "name: e\nversion: '1.0.0'\nprofile: e\n");
    parts.put("vars", "vars: {colour: red}\n");
  }

  Map<String, Consumer<Integer>> all() {
    Map<String, Consumer<Integer>> edits = new LinkedHashMap<>();
    edits.put("a folder", i -> models("e: {g1: {+materialized: " + kind(i) + "}}"));
    edits.put("folders", i -> models("e: {g" + i % 4 + ": {+tags: [t" + i % 3 + "]}, g2: {}}"));
    edits.put("a model", i -> models("e: {g1: {m" + i + ": {+meta: {a: " + i + "}}}}"));
    edits.put("all", i -> models("+tags: [all], e: {+meta: {n: " + i % 3 + "}}"));
    edits.put("a package", i -> models("tools: {+tags: [a" + i % 3 + "], +enabled: true}"));
    edits.put("names", i -> models("e: {g0: {+schema: s" + i % 2 + "}}"));
    edits.put("no model", i -> models("e: {g2: {+enabled: " + (i % 3 > 0) + "}}"));
    edits.put("a group", i -> models("e: {g0: {+access: " + (i < 9 ? "public" : "no") + "}}"));
    edits.put("by a var", i -> models("e: {g1: {+tags: [\"{{ var('on', 'a') }}\"]}}"));
    edits.put("hooks of models", i -> models("e: {g2: {+post-hook: \"{{ suffix() }}\"}}"));
    edits.put("nothing", i -> parts.remove("models"));
    edits.put("tests", i -> parts.put("tests", "data_tests: {e: {+severity: " + grade(i) + "}}\n"));
    edits.put(
        "seeds", i -> parts.put("seeds", "seeds: {e: {countries: {+quote_columns: true}}}\n"));
    edits.put("no seeds", i -> parts.remove("seeds"));
    edits.put("snapshots", i -> parts.put("s", "snapshots: {+tags: [s" + i % 2 + "]}\n"));
    edits.put("sources", i -> parts.put("src", "sources: {e: {raw: {+meta: {b: " + i + "}}}}\n"));
    edits.put("no sources", i -> parts.remove("src"));
    edits.put("vars", i -> parts.put("vars", "vars: {colour: red" + i % 3 + "}\n"));
    edits.put("scoped", i -> parts.put("vars", "vars: {e: {colour: c" + i % 2 + "}, on: b}\n"));
    edits.put("start", i -> parts.put("start", "on-run-start: [\"select " + i + "\"]\n"));
    edits.put("asking", i -> parts.put("start", "on-run-start: [\"{{ var('colour') }}\"]\n"));
    edits.put("two", i -> parts.put("start", "on-run-start: [\"{{ suffix() }}\", select 2]\n"));
    edits.put("no start", i -> parts.remove("start"));
    edits.put("end", i -> parts.put("end", "on-run-end: \"{{ named('x') }}\"\n"));
    edits.put("a remark", i -> parts.put("remark", "# " + i + "\n"));
    edits.put("a flag", i -> parts.put("flags", "flags: {send_anonymous_usage_stats: false}\n"));
    edits.put("of the package", i -> inPackage("models: {tools: {+tags: [p" + i % 2 + "]}}"));
    edits.put("var of the package", i -> inPackage("vars: {colour: p" + i % 2 + "}"));
    edits.put("hook of the package", i -> inPackage("on-run-end: [\"select " + i % 3 + "\"]"));
    edits.put("a var", i -> project.vars.put(i % 2 == 0 ? "on" : "colour", "v" + i % 3));
    edits.put("no var", i -> project.vars.clear());
    edits.put("a macro", i -> project.file("macros/suffix.sql", suffix(i)));
    edits.put("a file", i -> project.file("models/g3/n" + i % 3 + ".sql", "select 1"));
    edits.put("no file", i -> project.delete("models/g3/n" + i % 3 + ".sql"));
    edits.put("code", i -> project.append("models/g1/m" + (1 + i % 4 * 3) + ".sql", " -- more"));
    edits.put("a seventh", i -> project.described("id", "D", "a: \"{{ var('colour') }}\""));
    return edits;
  }

  /** Leaves the settings as the edits made them. */
  void write() {
    project.file("dbt_project.yml", String.join("", parts.values()));
  }

  private void models(String tree) {
    parts.put("models", "models: {" + tree + "}\n");
  }

  private void inPackage(String more) {
    project.file("dbt_packages/tools/dbt_project.yml", "name: tools\nversion: '1.0.0'\n" + more);
  }

  private static String kind(int i) {
    return i % 3 == 0 ? "table" : i % 3 == 1 ? "view" : "ephemeral";
  }

  private static String grade(int i) {
    return i % 2 == 0 ? "warn" : "error";
  }

  private static String suffix(int i) {
    return "{% macro suffix() %}{{ return('_" + i % 3 + "') }}{% endmacro %}";
  }
}
