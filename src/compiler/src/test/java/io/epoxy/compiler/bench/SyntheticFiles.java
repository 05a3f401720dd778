package io.epoxy.compiler.bench;

/** The files of a {@link SyntheticProject} that are not models. */
final class SyntheticFiles {
  static final int TOPICS = 40;

  static final String PROJECT =
      """
      name: synthetic
      version: '1.0.0'
      profile: synthetic
      vars:
        first_day: '2024-01-01'
        currency: EUR
      models:
        synthetic:
          staging:
            +materialized: view
            +tags: [staging]
          intermediate:
            +materialized: view
          marts:
            +materialized: table
            +file_format: parquet
            +meta:
              owner: analytics
      data_tests:
        synthetic:
          +severity: error
      """;

  static final String PROFILES =
      """
      synthetic:
        target: dev
        outputs:
          dev: {type: glue, schema: synthetic, threads: 4, location: 's3://bucket/synthetic'}
          prod: {type: glue, schema: synthetic_prod, threads: 4, location: 's3://bucket/prod'}
      """;

  static final String GENERIC_TEST =
      """
      {% test within_range(model, column_name, low, high) %}
      select * from {{ model }}
      where {{ column_name }} < {{ low }} or {{ column_name }} > {{ high }}
      {% endtest %}
      """;

  static final String SEED = "code,name\nat,Austria\nde,Germany\nfr,France\n";

  static final String CORE_MACROS =
      """
      {% macro cents(column, digits=2) %}
        {%- if digits > 0 -%}
        round({{ column }} / 100, {{ digits }})
        {%- else -%}
        {{ column }}
        {%- endif -%}
      {% endmacro %}

      {% macro in_currency(column) %}
        {{ column }} || ' {{ var("currency", "USD") }}'
      {% endmacro %}
      """;

  private SyntheticFiles() {}

  static String docs() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < TOPICS; i++) {
      text.append("{% docs topic_").append(i).append(" %}\nTopic ").append(i);
      text.append(" is described here, once for all models that it concerns.\n{% enddocs %}\n\n");
    }
    return text.toString();
  }

  static String macro(int number) {
    return "{% macro metric_"
        + number
        + "(column, weight="
        + (1 + number % 4)
        + ") %}\n    {%- set parts = [] -%}\n    {%- for i in range(weight) -%}\n"
        + "      {%- do parts.append(column ~ ' * ' ~ (i + 1)) -%}\n    {%- endfor -%}\n"
        + "    ({{ parts | join(' + ') }})\n{% endmacro %}\n";
  }

  /** The source {@code raw_N} with the tables from a number up to another. */
  static String sources(int number, int from, int to) {
    StringBuilder yaml = new StringBuilder("version: 2\n\nsources:\n  - name: raw_");
    yaml.append(number).append("\n    schema: landing_").append(number % 5);
    yaml.append("\n    description: What arrives.\n    tables:\n");
    for (int table = from; table < to; table++) {
      yaml.append("      - name: table_").append(table).append('\n');
      yaml.append("        description: Rows of system ").append(table).append(".\n");
      yaml.append("        columns:\n          - name: id\n            description: The key.\n");
    }
    return yaml.toString();
  }
}
