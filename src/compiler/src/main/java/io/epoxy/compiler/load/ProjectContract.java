package io.epoxy.compiler.load;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.error.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The keys that dbt_project.yml may have and what their values must be, in the sentences of dbt's
 * validator (dbt-core 1.12 {@code contracts/project.py} {@code Project}; the keys of v2 at its end
 * are accepted too).
 */
final class ProjectContract {
  private static final Pattern NAME =
      Pattern.compile("[^\\d\\W]\\w*", Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern VERSION =
      Pattern.compile(
          "(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(\\.(0|[1-9]\\d*)(-[0-9a-zA-Z-]+(\\.[0-9a-zA-Z-]+)*)?"
              + "(\\+[0-9a-zA-Z-]+(\\.[0-9a-zA-Z-]+)*)?)?");

  private static final Set<String> QUOTING =
      Set.of("database", "schema", "identifier", "project", "column", "snowflake_ignore_case");

  private static final ImmutableMap<String, Shape> KEYS =
      ImmutableMap.<String, Shape>builder()
          .put("name", Shape.TEXT)
          .put("config-version", Shape.NUMBER)
          .put("version", Shape.VERSION_OR_NONE)
          .put("source-paths", Shape.TEXTS_OR_NONE)
          .put("model-paths", Shape.TEXTS_OR_NONE)
          .put("macro-paths", Shape.TEXTS_OR_NONE)
          .put("data-paths", Shape.TEXTS_OR_NONE)
          .put("seed-paths", Shape.TEXTS_OR_NONE)
          .put("test-paths", Shape.TEXTS_OR_NONE)
          .put("analysis-paths", Shape.TEXTS_OR_NONE)
          .put("docs-paths", Shape.TEXTS_OR_NONE)
          .put("asset-paths", Shape.TEXTS_OR_NONE)
          .put("function-paths", Shape.TEXTS_OR_NONE)
          .put("osi-paths", Shape.TEXTS_OR_NONE)
          .put("snapshot-paths", Shape.TEXTS_OR_NONE)
          .put("target-path", Shape.TEXT_OR_NONE)
          .put("clean-targets", Shape.TEXTS_OR_NONE)
          .put("profile", Shape.ANY)
          .put("log-path", Shape.TEXT_OR_NONE)
          .put("packages-install-path", Shape.TEXT_OR_NONE)
          .put("quoting", Shape.QUOTING_OR_NONE)
          .put("on-run-start", Shape.TEXTS_OR_NONE)
          .put("on-run-end", Shape.TEXTS_OR_NONE)
          .put("require-dbt-version", Shape.VERSIONS_OR_NONE)
          .put("dispatch", Shape.MAPS)
          .put("models", Shape.MAP)
          .put("seeds", Shape.MAP)
          .put("snapshots", Shape.MAP)
          .put("analyses", Shape.MAP)
          .put("sources", Shape.MAP)
          .put("tests", Shape.MAP)
          .put("data_tests", Shape.MAP)
          .put("unit_tests", Shape.MAP)
          .put("metrics", Shape.MAP)
          .put("semantic-models", Shape.MAP)
          .put("saved-queries", Shape.MAP)
          .put("exposures", Shape.MAP)
          .put("functions", Shape.MAP)
          .put("vars", Shape.MAP_OR_NONE)
          .put("packages", Shape.LIST)
          .put("query-comment", Shape.QUERY_COMMENT)
          .put("restrict-access", Shape.BOOLEAN)
          .put("dbt-cloud", Shape.MAP_OR_NONE)
          .put("flags", Shape.MAP)
          .put("anchors", Shape.ANY)
          .put("check-paths", Shape.TEXTS_OR_NONE)
          .put("skill-paths", Shape.TEXTS_OR_NONE)
          .buildOrThrow();

  private ProjectContract() {}

  private enum Shape {
    ANY(value -> true, ""),
    TEXT(String.class::isInstance, "is not of type 'string'"),
    BOOLEAN(Boolean.class::isInstance, "is not of type 'boolean'"),
    MAP(Map.class::isInstance, "is not of type 'object'"),
    LIST(List.class::isInstance, "is not of type 'array'"),
    MAPS(List.class::isInstance, "is not of type 'array'"),
    TEXT_OR_NONE(value -> value == null || value instanceof String),
    NUMBER(value -> value instanceof Long || value instanceof Double),
    MAP_OR_NONE(value -> value == null || value instanceof Map),
    TEXTS_OR_NONE(value -> value == null || isTexts(value)),
    VERSIONS_OR_NONE(value -> value == null || value instanceof String || isTexts(value)),
    VERSION_OR_NONE(ProjectContract::isVersion),
    QUOTING_OR_NONE(ProjectContract::isQuoting),
    QUERY_COMMENT(ProjectContract::isQueryComment);

    private final Predicate<Object> fits;
    private final String complaint;

    Shape(Predicate<Object> fits) {
      this(fits, "is not valid under any of the given schemas");
    }

    Shape(Predicate<Object> fits, String complaint) {
      this.fits = fits;
      this.complaint = complaint;
    }
  }

  /** The keys that are config trees. */
  static boolean isTree(String key) {
    Shape shape = KEYS.get(key);
    return shape == Shape.MAP && !key.equals("flags");
  }

  /**
   * Checks the rendered values.
   *
   * @param problem takes a key and dbt's sentence about it
   */
  static void check(Map<String, Object> values, BiConsumer<String, String> problem) {
    values.forEach(
        (key, value) -> {
          Shape shape = KEYS.get(key);
          if (shape == null) {
            problem.accept(
                key,
                "at path []: Additional properties are not allowed ('"
                    + key
                    + "' was unexpected)"
                    + Suggestion.of(key, KEYS.keySet()));
          } else if (!shape.fits.test(value)) {
            problem.accept(
                key, at(key) + TemplateValues.repr(shown(key, value)) + " " + shape.complaint);
          } else if (shape == Shape.MAPS) {
            checkDispatch((List<?>) value, sentence -> problem.accept(key, sentence));
          }
        });
    if (values.get("name") instanceof String name) {
      nameProblem(name).ifPresent(sentence -> problem.accept("name", sentence));
    }
    if (isFilled(values.get("tests")) && isFilled(values.get("data_tests"))) {
      problem.accept(
          "tests",
          "at path []: Invalid project config: cannot have both 'tests' and 'data_tests' defined");
    }
  }

  private static void checkDispatch(List<?> entries, java.util.function.Consumer<String> problem) {
    for (int i = 0; i < entries.size(); i++) {
      Object entry = entries.get(i);
      if (!(entry instanceof Map<?, ?> map)) {
        problem.accept(at("dispatch", i) + TemplateValues.repr(entry) + " is not of type 'object'");
      } else if (!map.containsKey("macro_namespace")
          || !(map.get("search_order") instanceof List)) {
        problem.accept(
            "at path []: Invalid project dispatch config: " + TemplateValues.repr(entry));
      }
    }
  }

  private static Optional<String> nameProblem(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.of(
          at("name") + TemplateValues.repr(name) + " does not match '^[^\\\\d\\\\W]\\\\w*$'");
    }
    return ReservedNames.contains(name)
        ? Optional.of("at path []: Invalid project name: " + name + " is a reserved word")
        : Optional.empty();
  }

  /** dbt compares a version as text. */
  private static Object shown(String key, Object value) {
    return key.equals("version") && value instanceof Number ? Python.str(value) : value;
  }

  private static boolean isFilled(Object value) {
    return value instanceof Map<?, ?> map && !map.isEmpty();
  }

  private static boolean isTexts(Object value) {
    return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
  }

  private static boolean isVersion(Object value) {
    return value == null
        || (value instanceof String || value instanceof Number)
            && VERSION.matcher(Python.str(value)).matches();
  }

  private static boolean isQuoting(Object value) {
    return value == null
        || value instanceof Map<?, ?> map
            && QUOTING.containsAll(map.keySet())
            && map.values().stream().allMatch(one -> one == null || one instanceof Boolean);
  }

  private static boolean isQueryComment(Object value) {
    if (value == null || value instanceof String) {
      return true;
    }
    return value instanceof Map<?, ?> map
        && ImmutableSet.of("comment", "append", "job-label").containsAll(map.keySet())
        && (!map.containsKey("comment") || map.get("comment") instanceof String)
        && (map.get("append") == null || map.get("append") instanceof Boolean)
        && (!map.containsKey("job-label") || map.get("job-label") instanceof Boolean);
  }

  private static String at(Object... path) {
    StringBuilder out = new StringBuilder("at path ");
    for (Object part : path) {
      out.append('[').append(Python.repr(part instanceof Integer i ? (Object) (long) i : part));
      out.append(']');
    }
    return out.append(": ").toString();
  }
}
