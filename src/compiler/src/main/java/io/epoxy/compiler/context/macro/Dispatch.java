package io.epoxy.compiler.context.macro;

import io.epoxy.compiler.context.template.CallError;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.Python;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code adapter.dispatch(name, namespace)}: the first {@code prefix__name} of the search order
 * (docs.getdbt.com, "About dispatch config"); packages outside, prefixes inside.
 */
public final class Dispatch implements JinjaCallable {
  private final MacroRegistry macros;
  private final NodeScope scope;
  private final List<String> prefixes;
  private final Map<String, List<String>> orders;

  public Dispatch(
      MacroRegistry macros,
      NodeScope scope,
      List<String> prefixes,
      Map<String, List<String>> orders) {
    this.macros = macros;
    this.scope = scope;
    this.prefixes = prefixes;
    this.orders = orders;
  }

  @Override
  public Object call(Arguments arguments) {
    String name = Python.str(arguments.require("dispatch", 0, "macro_name"));
    Object namespace = arguments.get(1, "macro_namespace", null);
    if (name.indexOf('.') >= 0) {
      int dot = name.indexOf('.');
      throw CallError.compilation(
          "In adapter.dispatch, got a macro name of \""
              + name
              + "\", but \".\" is not a valid macro name component. Did you mean"
              + " `adapter.dispatch(\""
              + name.substring(dot + 1)
              + "\", macro_namespace=\""
              + name.substring(0, dot)
              + "\")`?");
    }
    if (namespace != null && !(namespace instanceof String)) {
      throw CallError.compilation(
          "In adapter.dispatch, got a list macro_namespace argument (\""
              + Python.str(namespace)
              + "\"), but macro_namespace should be None or a string.");
    }
    List<String> attempts = new ArrayList<>();
    for (Optional<String> place : places((String) namespace)) {
      for (String prefix : prefixes) {
        String wanted = prefix + "__" + name;
        attempts.add(place.map(found -> found + "." + wanted).orElse(wanted));
        Optional<MacroSource> found =
            place.isPresent()
                ? macros.findIn(place.get(), wanted)
                : macros.find(scope.nodePackage(), wanted);
        if (found.isPresent()) {
          return scope.bind(found.get());
        }
      }
    }
    throw CallError.compilation(
        "In dispatch: No macro named '"
            + name
            + "' found within namespace: '"
            + (namespace == null ? "None" : namespace)
            + "'\n    Searched for: "
            + String.join(", ", attempts.stream().map(Python::repr).toList()));
  }

  private List<Optional<String>> places(String namespace) {
    if (namespace == null) {
      return List.of(Optional.empty());
    }
    List<String> order = orders.get(namespace);
    if (order != null) {
      return order.stream().map(Optional::of).toList();
    }
    return macros.hasPackage(namespace)
        ? List.of(Optional.of(macros.root()), Optional.of(namespace))
        : List.of(Optional.empty());
  }
}
