package io.epoxy.compiler.context.node;

import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.Call;
import io.epoxy.jinja.JinjaException;
import io.epoxy.model.graph.RefCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@code ref()} or {@code source()} with constant arguments, written in a property file. */
public record StaticCall(Optional<RefCall> ref, Optional<List<String>> source) {

  /** The call; empty when the text is something else. */
  public static Optional<StaticCall> parse(String expression) {
    List<Call> calls;
    try {
      calls = DbtJinja.engine().parse("expression", "{{ " + expression + " }}").calls();
    } catch (JinjaException e) {
      return Optional.empty();
    }
    if (calls.size() != 1) {
      return Optional.empty();
    }
    Call call = calls.get(0);
    boolean constant =
        call.constantPositional().stream().allMatch(String.class::isInstance)
            && !call.constantKeyword().containsValue(Call.NOT_CONSTANT);
    if (!constant) {
      return Optional.empty();
    }
    List<String> given = call.constantPositional().stream().map(String::valueOf).toList();
    return switch (call.name()) {
      case "ref" -> ref(given, call.constantKeyword());
      case "source" ->
          given.size() == 2
              ? Optional.of(new StaticCall(Optional.empty(), Optional.of(given)))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<StaticCall> ref(List<String> given, Map<String, Object> keyword) {
    if (given.isEmpty() || given.size() > 2) {
      return Optional.empty();
    }
    Object version = keyword.containsKey("version") ? keyword.get("version") : keyword.get("v");
    RefCall ref =
        new RefCall(
            given.get(given.size() - 1),
            given.size() == 2 ? Optional.of(given.get(0)) : Optional.empty(),
            Optional.ofNullable(version).map(TemplateValues::toData));
    return Optional.of(new StaticCall(Optional.of(ref), Optional.empty()));
  }
}
