package io.epoxy.compiler.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One model of a {@link SyntheticProject}.
 *
 * @param upstream ref() or source() calls, as written
 * @param columns beside {@code id}
 */
record SyntheticModel(
    int number, Layer layer, int shape, List<String> upstream, List<String> columns, int models) {
  private static final String[] WORDS = {
    "amount", "quantity", "status", "country", "created_at", "updated_at", "channel", "discount",
    "customer_id", "product_id", "region", "currency", "weight", "score", "rank", "comment"
  };

  private static final String EPHEMERAL = "{{ config(materialized='ephemeral') }}\n\n";

  /** The folders of the project, in the order of the data's way. */
  enum Layer {
    STAGING("staging", "stg"),
    INTERMEDIATE("intermediate", "int"),
    MARTS("marts", "fct");

    private final String folder;
    private final String prefix;

    Layer(String folder, String prefix) {
      this.folder = folder;
      this.prefix = prefix;
    }
  }

  static SyntheticModel of(int number, int models, SplittableRandom random) {
    Layer layer = layer(number, models);
    List<String> upstream = new ArrayList<>();
    if (layer == Layer.STAGING) {
      int table = random.nextInt(SyntheticProject.sourceCount(models));
      upstream.add("source('raw_" + table / 20 + "', 'table_" + table + "')");
    } else {
      int parents = 1 + random.nextInt(4);
      int below = layer == Layer.MARTS ? models * 7 / 10 : number;
      for (int i = 0; i < parents; i++) {
        int parent = Math.max(0, below - 1 - random.nextInt(Math.min(below, 2_000)));
        upstream.add("ref('" + name(parent, models) + "')");
      }
    }
    List<String> columns = new ArrayList<>();
    int count = 3 + random.nextInt(6);
    int start = random.nextInt(WORDS.length);
    for (int i = 0; i < count; i++) {
      columns.add(WORDS[(start + i) % WORDS.length]);
    }
    return new SyntheticModel(number, layer, random.nextInt(10), upstream, columns, models);
  }

  private static Layer layer(int number, int models) {
    int place = number * 10 / Math.max(1, models);
    return place < 3 ? Layer.STAGING : place < 7 ? Layer.INTERMEDIATE : Layer.MARTS;
  }

  private static String name(int number, int models) {
    return layer(number, models).prefix + "_model_" + number;
  }

  String name() {
    return name(number, models);
  }

  String path() {
    return "models/"
        + layer.folder
        + "/group_"
        + number / SyntheticProject.PER_FOLDER
        + "/"
        + name()
        + ".sql";
  }

  String sql() {
    if (layer == Layer.STAGING) {
      return staging();
    }
    return switch (shape) {
      case 0, 1 -> incremental();
      case 2, 3 -> looping();
      case 4 -> macros();
      case 8 -> joined(layer == Layer.INTERMEDIATE ? EPHEMERAL : "");
      default -> joined("");
    };
  }

  private String staging() {
    String renamed = String.join(",\n        ", columns);
    return "with raw as (\n    select * from {{ "
        + upstream.get(0)
        + " }}\n),\n\nrenamed as (\n    select\n        id,\n        "
        + renamed
        + "\n    from raw\n    where id is not null\n)\n\nselect * from renamed\n";
  }

  private String joined(String head) {
    StringBuilder sql = new StringBuilder(head);
    String separator = "with ";
    for (int i = 0; i < upstream.size(); i++) {
      sql.append(separator).append("part_").append(i);
      sql.append(" as (\n    select * from {{ ").append(upstream.get(i)).append(" }}\n)");
      separator = ",\n\n";
    }
    sql.append("\n\nselect\n    part_0.id,\n    part_0.");
    sql.append(String.join(",\n    part_0.", columns)).append("\nfrom part_0\n");
    for (int i = 1; i < upstream.size(); i++) {
      sql.append("left join part_").append(i).append(" on part_0.id = part_").append(i);
      sql.append(".id\n");
    }
    return sql.toString();
  }

  private String incremental() {
    return joined(
            "{{ config(\n    materialized='incremental',\n    unique_key='id',\n"
                + "    incremental_strategy='merge',\n    file_format='iceberg',\n"
                + "    tags=['nightly', 'group_"
                + number % 7
                + "']\n) }}\n\n")
        + "{% if is_incremental() %}\n"
        + "where part_0.updated_at > (select max(updated_at) from {{ this }})\n{% endif %}\n";
  }

  private String looping() {
    return "{% set methods = ['card', 'cash', 'transfer', 'coupon'] %}\n\nselect\n    id,\n"
        + "    {% for method in methods %}\n"
        + "    sum(case when channel = '{{ method }}' then amount else 0 end)"
        + " as {{ method }}_amount{{ ',' if not loop.last }}\n    {% endfor %}\nfrom {{ "
        + upstream.get(0)
        + " }}\nwhere created_at >= '{{ var('first_day') }}'\ngroup by id\n";
  }

  private String macros() {
    int macro = number % SyntheticProject.macroCount(models);
    return "{{ config(materialized='table', meta={'owner': 'team_"
        + number % 5
        + "'}) }}\n\nselect\n    id,\n    {{ cents('amount') }} as amount,\n    {{ metric_"
        + macro
        + "('quantity') }} as metric\nfrom {{ "
        + upstream.get(0)
        + " }}\n";
  }

  /** Its entry in a property file, with two tests. */
  String properties() {
    StringBuilder yaml = new StringBuilder();
    yaml.append("  - name: ").append(name()).append('\n');
    yaml.append("    description: ");
    if (shape == 7) {
      yaml.append("\"{{ doc('topic_").append(number % SyntheticFiles.TOPICS).append("') }}\"\n");
    } else {
      yaml.append("Model ").append(number).append(" of the ").append(layer.folder);
      yaml.append(" layer, one row for each id.\n");
    }
    yaml.append("    config:\n      tags: [generated, layer_").append(layer.folder).append("]\n");
    yaml.append("    columns:\n      - name: id\n        description: The key.\n");
    yaml.append("        data_tests:\n          - not_null\n");
    yaml.append(shape == 5 ? "" : "          - unique\n");
    for (String column : columns) {
      yaml.append("      - name: ").append(column).append('\n');
      yaml.append("        description: What ").append(name()).append(" knows of ");
      yaml.append(column).append(".\n");
    }
    if (shape == 5) {
      yaml.append("        data_tests:\n          - ").append(otherTest()).append('\n');
    }
    return yaml.append('\n').toString();
  }

  private String otherTest() {
    return switch (number % 3) {
      case 0 -> "accepted_values:\n              arguments:\n                values: [a, b, c]";
      case 1 ->
          "relationships:\n              arguments:\n                to: ref('countries')\n"
              + "                field: code";
      default ->
          "within_range:\n              arguments: {low: 0, high: 100}\n"
              + "              config: {severity: warn}";
    };
  }
}
