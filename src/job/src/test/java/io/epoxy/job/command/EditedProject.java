package io.epoxy.job.command;

import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.model.result.RunEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A project with a little of everything that is edited between runs of {@code parse}. */
final class EditedProject {
  /** Events that a run with something before it does not have, or has with another path. */
  private static final Set<String> UNLIKE = Set.of("ParsePerfInfoPath", "UnableToPartialParse");

  private static final Set<String> TIMES =
      Set.of("generated_at", "invocation_id", "invocation_started_at", "run_started_at");

  final Path root;
  final Map<String, Object> vars = new LinkedHashMap<>();
  final Map<String, String> env = new LinkedHashMap<>();
  FlagValues flags = FlagValues.NONE;
  private final List<RunEvent> events = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");

  EditedProject(Path root) {
    this.root = root;
    project("view", "red");
    file(
        "profiles.yml",
        "e:\n  target: dev\n  outputs:\n    dev: {type: glue, schema: s, threads: 1}\n"
            + "    prod: {type: glue, schema: p, threads: 1}\n");
    for (int i = 0; i < 12; i++) {
      String from = i < 3 ? "source('raw', 't')" : "ref('m" + (i - 3) + "')";
      file("models/g" + i % 3 + "/m" + i + ".sql", "select * from {{ " + from + " }}");
    }
    file("models/uses_var.sql", "{{ config(tags=[var('colour')]) }} select 1");
    file("models/uses_env.sql", "{% if env_var('E', '') == 'x' %}{{ ref('m1') }}{% endif %} 1");
    file("models/uses_macro.sql", "{{ config(alias=named('a')) }} select 1");
    file("models/uses_dispatch.sql", "{{ config(alias=outer()) }} select 1");
    file(
        "models/later.sql",
        "{{ config(materialized='incremental', unique_key='id') }}\nselect 1 as id"
            + "{% if is_incremental() %} from {{ this }}{% endif %}");
    file("models/frame.py", "def model(dbt, session):\n    return dbt.ref('m0')\n");
    properties("First.", "not_null");
    file(
        "models/sources.yml",
        "sources: [{name: raw, schema: \"{{ env_var('D', 'd') }}\", tables: [{name: t}]}]\n");
    file("models/docs.md", "{% docs about %}First.{% enddocs %}");
    file("macros/named.sql", "{% macro named(x) %}{{ return(x ~ suffix()) }}{% endmacro %}");
    file("macros/suffix.sql", "{% macro suffix() %}{{ return('_s') }}{% endmacro %}");
    file(
        "macros/outer.sql",
        "{% macro outer() %}{{ return(adapter.dispatch('inner')()) }}{% endmacro %}"
            + "{% macro default__inner() %}{{ return('by_default') }}{% endmacro %}");
    file("tests/none.sql", "select * from {{ ref('m2') }} where false");
    file("tests/generic/positive.sql", "{% test positive(model, column_name) %}1{% endtest %}");
    file("seeds/countries.csv", "code,name\nat,Austria\n");
    file(
        "snapshots/s.sql",
        "{% snapshot s %}{{ config(unique_key='id', strategy='check', check_cols='all') }}"
            + "select * from {{ ref('m0') }}{% endsnapshot %}");
    file("dbt_packages/tools/dbt_project.yml", "name: tools\nversion: '1.0.0'\n");
    file("dbt_packages/tools/models/inside.sql", "select 1");
    file("packages.yml", "packages: [{local: ../tools}]\n");
  }

  void project(String materialized, String colour) {
    file(
        "dbt_project.yml",
        "name: e\nversion: '1.0.0'\nprofile: e\nvars: {colour: "
            + colour
            + "}\non-run-start: [\"select 1\"]\nmodels: {e: {g1: {+materialized: "
            + materialized
            + "}}}\n");
  }

  void properties(String description, String test) {
    file(
        "models/properties.yml",
        "models:\n  - name: m1\n    description: \"{{ doc('about') }}\"\n    columns:\n"
            + "      - name: id\n        data_tests: ["
            + test
            + ", positive]\n  - name: m4\n    description: "
            + description
            + "\n    config: {meta: {c: \"{{ var('colour') }}\"}}\n");
  }

  /** Describes a column of a model that the other property file does not describe. */
  void described(String column, String description, String meta) {
    file(
        "models/columns.yml",
        "models:\n  - name: m2\n    description: A model.\n    columns:\n      - name: "
            + column
            + "\n        description: "
            + description
            + "\n        meta: {"
            + meta
            + "}\n        data_tests: [not_null]\n");
  }

  void file(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text(String path) {
    try {
      return Files.readString(root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void append(String path, String text) {
    file(path, text(path) + text);
  }

  void delete(String path) {
    try {
      Files.deleteIfExists(root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a command leaves: its manifest without what no two runs share, or what went wrong. */
  record Left(String manifest, String told, List<Object> createdAt) {}

  /** Runs {@code parse} with the memory of earlier runs. */
  Left again() {
    return run(Command.PARSE, "target", true);
  }

  /** Runs {@code parse} as if for the first time, and in the minute of the last run. */
  Left anew() {
    delete("other/manifest.json");
    return run(Command.PARSE, "other", false);
  }

  Left run(Command command, String folder, boolean cached) {
    if (cached) {
      now = now.plusSeconds(60);
    }
    events.clear();
    Folders folders =
        new Folders(
            root, root, Optional.of(root.resolve(folder)), Optional.empty(), Optional.empty());
    ExitCode exit =
        new CommandRun(
                new Invocation(
                    "00000000-0000-0000-0000-000000000000",
                    command,
                    flags
                        .with(Flag.PARTIAL_PARSE, cached)
                        .with(Flag.TARGET_PATH, folder)
                        .with(Flag.VARS, vars),
                    command.dbtName()),
                RunSetting.here(folders, env),
                events::add,
                Clock.fixed(now, ZoneOffset.UTC))
            .run();
    return exit == ExitCode.OK ? left(folder) : new Left(told(), "", List.of());
  }

  private Left left(String folder) {
    Map<?, ?> manifest = (Map<?, ?>) PlainJson.read(text(folder + "/manifest.json"));
    List<Object> createdAt = new ArrayList<>();
    Map<?, ?> metadata = (Map<?, ?>) manifest.get("metadata");
    if (!metadata.get("generated_at").toString().startsWith(now.toString().substring(0, 16))) {
      throw new AssertionError("an old manifest: " + metadata);
    }
    Object same = without(manifest, createdAt);
    return new Left(
        PlainJson.text(same).replace("\"original_", "\n\"original_"), told(), createdAt);
  }

  /** What users are told, whatever was before it. */
  private String told() {
    StringBuilder told = new StringBuilder();
    for (RunEvent event : events) {
      if (event instanceof RunEvent.CommandFailed failed) {
        told.append(failed.text()).append('\n');
      } else if (event instanceof RunEvent.Message message
          && message.level() != RunEvent.Level.DEBUG
          && !UNLIKE.contains(message.name())) {
        told.append(message.text()).append('\n');
      }
    }
    return told.toString();
  }

  private static Object without(Object value, List<Object> createdAt) {
    if (value instanceof List<?> list) {
      List<Object> rest = new ArrayList<>();
      list.forEach(item -> rest.add(without(item, createdAt)));
      return rest;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> rest = new LinkedHashMap<>();
      map.forEach(
          (key, item) -> {
            if (key.equals("created_at")) {
              createdAt.add(item);
            } else if (!TIMES.contains(key.toString())) {
              rest.put(key, without(item, createdAt));
            }
          });
      return rest;
    }
    return value;
  }
}
