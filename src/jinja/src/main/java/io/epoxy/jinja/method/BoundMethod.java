package io.epoxy.jinja.method;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Holder;
import java.util.function.Consumer;

/** A method of one value, as {@code x.upper} without a call gives it. */
final class BoundMethod<T> implements JinjaCallable, Holder {
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
    return entry.method().call(self, arguments);
  }

  /** CPython's wording depends on how many are allowed. */
  private RuntimeException wrongCount(int given) {
    String full = owner + "." + entry.name() + "()";
    if (entry.most() == 0) {
      return Errors.error(full + " takes no arguments (" + given + " given)");
    }
    if (entry.least() == 1 && entry.most() == 1) {
      return Errors.error(full + " takes exactly one argument (" + given + " given)");
    }
    boolean few = given < entry.least();
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
