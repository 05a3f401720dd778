package io.epoxy.job.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Texts of property files for an {@link EditedProject}, from plain ones to what cannot be. */
final class RandomProperties {
  /** Behind the bar what is written seldom: others are concerned, or it is wrong. */
  private static final List<String> TESTS =
      List.of(
          "not_null",
          "unique",
          "positive",
          "unique: {name: key}",
          "not_null: {config: {severity: warn}}",
          "not_null: {config: {where: 'a > 1', tags: [t]}}",
          "accepted_values: {arguments: {values: [1, 2]}}",
          "relationships: {arguments: {to: ref('m0'), field: id}}",
          "|",
          "accepted_values: {values: [1]}",
          "unique: {config: {enabled: false}}",
          "unique: {config: {store_failures: true}}",
          "relationships: {arguments: {to: ref('nowhere'), field: id}}",
          "nowhere");

  private static final List<String> CONFIGS =
      List.of(
          "tags: [a]",
          "tags: \"{{ var('colour') }}\"",
          "meta: {b: 1, a: 2}",
          "meta: {a: 2, b: 1}",
          "materialized: table",
          "materialized: ephemeral",
          "post-hook: \"select {{ ref('m1') }}\"",
          "|",
          "post-hook: \"select {{ ref('m9') }}\"",
          "event_time: at",
          "alias: other",
          "enabled: false",
          "group: g",
          "access: private",
          "contract: {enforced: true}");

  private static final List<String> MORE =
      List.of(
          "description: Plain",
          "description: \"{{ doc('about') }}\"",
          "constraints: [{type: foreign_key, columns: [id], to: ref('m1'), to_columns: [id]}]",
          "data_tests: [positive: {arguments: {column_name: x}}]",
          "|",
          "deprecation_date: 2027-01-01",
          "versions: [{v: 1}]",
          "odd: 1",
          "access: public");

  private final Random random;
  private final StringBuilder text = new StringBuilder();

  private RandomProperties(Random random) {
    this.random = random;
  }

  /**
   * What a file may say.
   *
   * @param number of the file, which has its own models
   */
  static String text(Random random, int number) {
    RandomProperties file = new RandomProperties(random);
    if (random.nextInt(8) > 0) {
      file.models(number);
    }
    if (random.nextInt(3) == number) {
      file.sources();
    }
    if (random.nextInt(6) == 0) {
      file.text
          .append("seeds:\n  - {name: countries, columns: [{name: code, data_tests: [")
          .append(file.some(TESTS, 2))
          .append("]}]}\n");
    }
    if (random.nextInt(20) == 0) {
      file.text.append(
          "exposures: [{name: x, type: dashboard, owner: {name: o}, depends_on: [ref('m1')]}]\n");
    }
    if (random.nextInt(30) == 0) {
      file.text.append("groups: [{name: h, owner: {name: o}}]\n");
    }
    if (random.nextInt(30) == 0) {
      file.text.append("macros: [{name: suffix, description: D}]\n");
    }
    return file.text.toString();
  }

  private void models(int file) {
    text.append("models:\n");
    for (int model = 3 + file; model < 12; model += 3) {
      if (random.nextInt(3) == 0) {
        continue;
      }
      int number = random.nextInt(80) == 0 ? random.nextInt(14) : model;
      text.append("  - {name: m").append(number);
      text.append(", config: {").append(some(CONFIGS, 2)).append('}');
      some(MORE, 2, ", ");
      columns();
      text.append("}\n");
    }
    text.append("version: 2\n");
  }

  private void sources() {
    text.append("sources:\n  - {name: raw_more, tables: [");
    List<String> tables = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      tables.add("t" + i);
    }
    for (String table : tables) {
      text.append("{name: ").append(table);
      columns();
      text.append("}, ");
    }
    text.append("]}\n");
  }

  private void columns() {
    text.append(", columns: [");
    for (String name : List.of("id", "b")) {
      if (random.nextInt(3) > 0) {
        text.append("{name: ").append(name).append(", data_type: int");
        text.append(", data_tests: [").append(some(TESTS, 2)).append("]}, ");
      }
    }
    text.append(']');
  }

  private String some(List<String> all, int most) {
    Map<String, String> chosen = new LinkedHashMap<>();
    int bar = all.indexOf("|");
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      String one =
          random.nextInt(25) == 0
              ? all.get(bar + 1 + random.nextInt(all.size() - bar - 1))
              : all.get(random.nextInt(bar));
      chosen.put(one.replaceFirst(":.*", ""), one);
    }
    return String.join(", ", chosen.values());
  }

  private void some(List<String> all, int most, String before) {
    String chosen = some(all, most);
    text.append(chosen.isEmpty() ? "" : before + chosen);
  }
}
