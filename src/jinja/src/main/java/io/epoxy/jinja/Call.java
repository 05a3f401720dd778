package io.epoxy.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A call that is written in a template, whether or not it is reached.
 *
 * @param name as written, for example {@code ref}, {@code dbt_utils.star}, {@code adapter.dispatch}
 * @param constantPositional the arguments in order; {@link #NOT_CONSTANT} for what is not a literal
 * @param constantKeyword the arguments by name, in order; {@link #NOT_CONSTANT} likewise
 * @param keywordTexts each argument by name as an expression that means the same
 * @param line from 1
 */
public record Call(
    String name,
    List<Object> constantPositional,
    Map<String, Object> constantKeyword,
    Map<String, String> keywordTexts,
    int line) {
  /** Stands for an argument whose value is not known before rendering. */
  public static final Object NOT_CONSTANT =
      new Object() {
        @Override
        public String toString() {
          return "NOT_CONSTANT";
        }
      };

  public Call {
    Objects.requireNonNull(name, "name");
    constantPositional = Collections.unmodifiableList(new ArrayList<>(constantPositional));
    constantKeyword = Collections.unmodifiableMap(new LinkedHashMap<>(constantKeyword));
    keywordTexts = Collections.unmodifiableMap(new LinkedHashMap<>(keywordTexts));
  }
}
