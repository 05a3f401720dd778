package io.epoxy.jinja.method;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Holder;
import java.util.Set;
import java.util.function.Consumer;

/** A method of one value, as {@code x.upper} without a call gives it. */
final class BoundMethod<T> implements JinjaCallable, Holder {
  /** Those of str whose arguments CPython counts in words of their own. */
  private static final Set<String> SEARCHES =
      Set.of("count", "find", "rfind", "index", "rindex", "startswith", "endswith");

  private final String owner;
  private final MethodTable.Entry<T> entry;
  private final T self;

  BoundMethod(String owner, MethodTable.Entry<T> entry, T self) {
    this.owner = owner;
    this.entry = entry;
    this.self = self;
  }

  @Override
  public Object call(Arguments arguments) {
    int given = arguments.positional().size();
    if (given + arguments.keyword().size() < entry.least() || given > entry.most()) {
      throw wrongCount(given);
    }
    if (!entry.takesKeywords() && !arguments.keyword().isEmpty()) {
      throw Errors.error(owner + "." + entry.name() + "() takes no keyword arguments");
    }
    try {
      return entry.method().call(self, arguments);
    } catch (UnsupportedOperationException e) {
      // A collection of the host that is not the template's to change.
      throw Errors.error(
          owner
              + "."
              + entry.name()
              + "() cannot change this value; change a copy of it, x.copy()");
    }
  }

  /** CPython's wording depends on how many are allowed. */
  private RuntimeException wrongCount(int given) {
    String full = owner + "." + entry.name() + "()";
    if (entry.most() == 0 && !entry.takesKeywords()) {
      return Errors.error(full + " takes no arguments (" + given + " given)");
    }
    if (entry.least() == 1 && entry.most() == 1) {
      return Errors.error(full + " takes exactly one argument (" + given + " given)");
    }
    if (entry.least() == 0 && entry.most() == 0) {
      return Errors.error(entry.name() + "() takes no positional arguments");
    }
    if (entry.least() == entry.most()) {
      return Errors.error(entry.name() + " expected " + entry.most() + " arguments, got " + given);
    }
    boolean few = given < entry.least();
    if (SEARCHES.contains(entry.name())) {
      return Errors.error(
          entry.name()
              + (few ? "() takes at least 1 argument (" : "() takes at most 3 arguments (")
              + given
              + " given)");
    }
    int bound = few ? entry.least() : entry.most();
    return Errors.error(
        entry.name()
            + " expected at "
            + (few ? "least " : "most ")
            + bound
            + (bound == 1 ? " argument" : " arguments")
            + ", got "
            + given);
  }

  /** As in Python: the same method of the same object. */
  // Identity is meant.
  @SuppressWarnings("ReferenceEquality")
  @Override
  public boolean equals(Object other) {
    return other instanceof BoundMethod<?> method
        && entry.equals(method.entry)
        && (self == method.self || self instanceof String && self.equals(method.self));
  }

  @Override
  public int hashCode() {
    return entry.hashCode();
  }

  @Override
  public void held(Consumer<Object> census) {
    census.accept(self);
  }

  @Override
  public String typeName() {
    return "builtin_function_or_method";
  }

  @Override
  public String asString() {
    return "<built-in method " + entry.name() + " of " + owner + " object>";
  }
}
