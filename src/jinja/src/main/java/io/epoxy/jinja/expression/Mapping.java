package io.epoxy.jinja.expression;

import com.google.common.collect.ImmutableList;
import io.epoxy.jinja.value.Dicts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A dict display: {@code {a: b}}. */
public final class Mapping extends Expression {
  private final ImmutableList<Expression> keysAndValues;

  /** Of keys and values in turn. */
  public Mapping(Position position, List<Expression> keysAndValues) {
    super(position);
    this.keysAndValues = ImmutableList.copyOf(keysAndValues);
  }

  @Override
  public Object evaluate(Evaluation evaluation) {
    Map<Object, Object> result = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      Object key = keysAndValues.get(i).evaluate(evaluation);
      Object value = keysAndValues.get(i + 1).evaluate(evaluation);
      evaluation.mark(this);
      Dicts.checkHashable(key);
      Dicts.put(result, key, value);
    }
    return result;
  }

  @Override
  public List<Expression> children() {
    return keysAndValues;
  }

  @Override
  public String nodeName() {
    return "dict";
  }
}
