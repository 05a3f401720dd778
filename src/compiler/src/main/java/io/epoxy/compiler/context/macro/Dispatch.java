package io.epoxy.compiler.context.macro;

import io.epoxy.compiler.cache.Fact;
import io.epoxy.compiler.context.template.CallError;
import io.epoxy.compiler.context.template.PythonSignature;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.Python;
import java.util.Optional;

/** {@code adapter.dispatch(name, namespace)} for one node (docs.getdbt.com, "About dispatch"). */
public final class Dispatch implements JinjaCallable {
  private static final PythonSignature SIGNATURE =
      PythonSignature.of(
          "BaseDatabaseWrapper.dispatch(self, macro_name, macro_namespace=, packages=)");

  private final DispatchOrder order;
  private final NodeScope scope;

  public Dispatch(DispatchOrder order, NodeScope scope) {
    this.order = order;
    this.scope = scope;
  }

  @Override
  public Object call(Arguments arguments) {
    SIGNATURE.check(arguments);
    String name = Python.str(arguments.get(0, "macro_name", null));
    Object namespace = arguments.get(1, "macro_namespace", null);
    if (name.indexOf('.') >= 0) {
      throw CallError.compilation(dotted(name));
    }
    if (namespace != null && !(namespace instanceof String)) {
      throw CallError.compilation(
          "In adapter.dispatch, got a <class '"
              + Python.typeName(namespace)
              + "'> macro_namespace argument (\""
              + Python.str(namespace)
              + "\"), but macro_namespace should be None or a string.");
    }
    if (arguments.get(2, "packages", null) != null) {
      throw CallError.compilation(
          "The \"packages\" argument of adapter.dispatch() has been deprecated.\nUse the"
              + " \"macro_namespace\" argument instead.\n\nRaised during dispatch for: "
              + name
              + "\n\nFor more information, see:\n\n"
              + "https://docs.getdbt.com/reference/dbt-jinja-functions/dispatch");
    }
    Optional<String> owner = Optional.ofNullable((String) namespace);
    scope
        .reads()
        .add(Fact.Kind.DISPATCHED_MACRO, scope.nodePackage(), owner.orElse("") + "\n" + name);
    return order
        .find(scope.nodePackage(), name, owner)
        .map(macro -> scope.dispatched(macro, owner))
        .orElseThrow(() -> CallError.compilation(order.notFound(name, owner)));
  }

  /**
   * What is wrong with a dispatch that is only read, in a macro that nobody may ever call. Like dbt
   * it takes any package's macro when no namespace is named (dbt-core 1.12 {@code
   * resolve_macro_depends_on}).
   */
  public static Optional<String> refusal(
      DispatchOrder order, String home, String name, Optional<String> namespace) {
    if (name.indexOf('.') >= 0) {
      return Optional.of(dotted(name));
    }
    boolean known =
        order.find(home, name, namespace).isPresent()
            || (namespace.isEmpty() && order.isKnownAnywhere(home, name));
    return known ? Optional.empty() : Optional.of(order.notFound(name, namespace));
  }

  private static String dotted(String name) {
    int dot = name.indexOf('.');
    return "In adapter.dispatch, got a macro name of \""
        + name
        + "\", but \".\" is not a valid macro name component. Did you mean"
        + " `adapter.dispatch(\""
        + name.substring(dot + 1)
        + "\", macro_namespace=\""
        + name.substring(0, dot)
        + "\")`?";
  }
}
