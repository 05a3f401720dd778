package io.epoxy.compiler.select;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * {@code config.key[.sub]:value}: equal text, true and false in any case, membership in a list or
 * mapping.
 */
final class ConfigMethod implements SelectorMethod {
  @Override
  public String name() {
    return "config";
  }

  @Override
  public Predicate<Candidate> matcher(Criterion criterion, String projectName) {
    if (criterion.arguments().isEmpty()) {
      throw new EpoxyException(
          ErrorCode.SELECTION,
          "'" + criterion.raw() + "' names no config; write config.<key>:<value>");
    }
    return candidate ->
        matches(
            at(candidate.info().config().values(), criterion.arguments()),
            criterion.value(),
            criterion.arguments().get(0));
  }

  private static Object at(Map<String, Object> config, List<String> keys) {
    Object value = config;
    for (String key : keys) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value;
  }

  private static boolean matches(Object value, String wanted, String key) {
    if (value == null) {
      return false;
    }
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(item -> matches(item, wanted, key));
    }
    if (value instanceof Map<?, ?> map) {
      return map.containsKey(wanted);
    }
    if (value instanceof Boolean || key.equals("severity")) {
      return value.toString().equalsIgnoreCase(wanted);
    }
    // As in dbt a number never equals the text on the command line.
    return value.equals(wanted);
  }
}
