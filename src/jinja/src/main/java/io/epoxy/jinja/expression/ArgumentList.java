package io.epoxy.jinja.expression;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.Python;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arguments as written between the parentheses of a call, filter or test. */
public final class ArgumentList {
  public static final ArgumentList NONE =
      new ArgumentList(List.of(), Map.of(), Optional.empty(), Optional.empty());

  private static final Arguments NO_ARGUMENTS = Arguments.of();

  private final ImmutableList<Expression> positional;
  private final ImmutableMap<String, Expression> keyword;
  private final Optional<Expression> spread;
  private final Optional<Expression> keywordSpread;

  public ArgumentList(
      List<Expression> positional,
      Map<String, Expression> keyword,
      Optional<Expression> spread,
      Optional<Expression> keywordSpread) {
    this.positional = ImmutableList.copyOf(positional);
    this.keyword = ImmutableMap.copyOf(keyword);
    this.spread = spread;
    this.keywordSpread = keywordSpread;
  }

  public List<Expression> positional() {
    return positional;
  }

  public Map<String, Expression> keyword() {
    return keyword;
  }

  /** Whether {@code *} or {@code **} stands before an argument. */
  public boolean hasSpread() {
    return spread.isPresent() || keywordSpread.isPresent();
  }

  Optional<Expression> spread() {
    return spread;
  }

  Optional<Expression> keywordSpread() {
    return keywordSpread;
  }

  List<Expression> all() {
    List<Expression> result = new ArrayList<>(positional);
    result.addAll(keyword.values());
    spread.ifPresent(result::add);
    keywordSpread.ifPresent(result::add);
    return result;
  }

  Arguments evaluate(Evaluation evaluation) {
    if (positional.isEmpty() && keyword.isEmpty() && !hasSpread()) {
      return NO_ARGUMENTS;
    }
    List<Object> values = new ArrayList<>(positional.size());
    for (int i = 0; i < positional.size(); i++) {
      values.add(positional.get(i).evaluate(evaluation));
    }
    if (spread.isPresent()) {
      values.addAll(spread(spread.get().evaluate(evaluation)));
    }
    if (keyword.isEmpty() && keywordSpread.isEmpty()) {
      return new Arguments(values, Map.of());
    }
    Map<String, Object> named = new LinkedHashMap<>();
    keyword.forEach((name, value) -> named.put(name, value.evaluate(evaluation)));
    keywordSpread.ifPresent(value -> addAll(named, value.evaluate(evaluation)));
    return new Arguments(values, named);
  }

  private static List<Object> spread(Object value) {
    return Iteration.find(value)
        .map(Iteration::toListOf)
        .orElseThrow(
            () -> Errors.error("Value after * must be an iterable, not " + Python.typeName(value)));
  }

  private static void addAll(Map<String, Object> named, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw Errors.error("argument after ** must be a mapping, not " + Python.typeName(value));
    }
    map.forEach(
        (key, item) -> {
          if (!(key instanceof String name)) {
            throw Errors.error("keywords must be strings");
          }
          if (named.containsKey(name)) {
            throw Errors.error("got multiple values for keyword argument " + Python.repr(name));
          }
          named.put(name, item);
        });
  }
}
