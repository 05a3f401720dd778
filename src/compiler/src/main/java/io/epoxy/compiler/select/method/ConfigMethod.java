package io.epoxy.compiler.select.method;

import io.epoxy.compiler.select.spec.Criterion;
import io.epoxy.model.graph.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * {@code config.key[.sub]:value} of nodes and sources: an equal value, true and false in any case,
 * or an item of a list. On the command line the value is text, which no number equals.
 */
final class ConfigMethod implements SelectorMethod {
  @Override
  public Predicate<Candidate> matcher(Criterion criterion, Surroundings surroundings) {
    boolean anyCase = criterion.arguments().equals(List.of("severity"));
    return candidate -> {
      if (!candidate.isNode() && candidate.type() != ResourceType.SOURCE) {
        return false;
      }
      Object own = at(candidate.info().config().values(), criterion.arguments());
      return own instanceof List<?> list
          ? list.stream().anyMatch(item -> matches(item, criterion.value(), anyCase))
          : matches(own, criterion.value(), anyCase);
    };
  }

  private static Object at(Map<String, Object> config, List<String> keys) {
    Object value = config;
    for (String key : keys) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value;
  }

  private static boolean matches(Object own, Object wanted, boolean anyCase) {
    if (own == null) {
      return false;
    }
    if (own instanceof Boolean flag) {
      return flag.toString().equalsIgnoreCase(wanted.toString());
    }
    if (own instanceof Number number && wanted instanceof Number other) {
      return Double.compare(number.doubleValue(), other.doubleValue()) == 0;
    }
    if (anyCase && own instanceof String text) {
      return text.equalsIgnoreCase(wanted.toString());
    }
    return own.equals(wanted);
  }
}
