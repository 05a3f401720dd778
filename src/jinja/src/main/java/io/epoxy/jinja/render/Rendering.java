package io.epoxy.jinja.render;

import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaException.Kind;
import io.epoxy.jinja.JinjaException.Place;
import io.epoxy.jinja.JinjaObject.Value;
import io.epoxy.jinja.Scope;
import io.epoxy.jinja.UndefinedMode;
import io.epoxy.jinja.expression.Evaluation;
import io.epoxy.jinja.expression.Expression;
import io.epoxy.jinja.expression.Expression.Position;
import io.epoxy.jinja.library.Library;
import io.epoxy.jinja.statement.Header;
import io.epoxy.jinja.value.Census;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Undefined;
import io.epoxy.jinja.value.Usage;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The interpreter of one rendering: light, for one thread. Variables are kept here and not in
 * Jinjava's context, whose scopes are dynamic.
 */
final class Rendering extends JinjavaInterpreter implements Evaluation {
  private final Runtime runtime;
  private final Usage usage;
  private final ArrayDeque<Frame> outerFrames = new ArrayDeque<>();
  private Pieces out;
  private int depth;
  private Frame frame;
  private int line;
  private int column;
  private Signal signal = Signal.NONE;
  private boolean escaping;

  Rendering(Runtime runtime, Context context) {
    super(runtime.application(), context, runtime.application().getGlobalConfig());
    this.runtime = runtime;
    this.usage = new Usage(runtime.limits(), this::held);
  }

  /** What a break or continue asks of the innermost loop. */
  enum Signal {
    NONE,
    BREAK,
    CONTINUE
  }

  /**
   * What code runs with: it changes as a whole when a macro of another template is called.
   *
   * @param unit whose tree is being rendered
   * @param scope where names that no variable has are looked up
   * @param variables the innermost ones
   */
  record Frame(Unit unit, Scope scope, Variables variables) {
    Frame with(Variables other) {
      return new Frame(unit, scope, other);
    }
  }

  Runtime runtime() {
    return runtime;
  }

  Frame frame() {
    return frame;
  }

  Variables variables() {
    return frame.variables();
  }

  Usage usage() {
    return usage;
  }

  /** All that the rendering can still reach, the names of its scopes aside. */
  private void held(Census census) {
    for (Pieces pieces = out; pieces != null; pieces = pieces.outer()) {
      pieces.held(census);
    }
    held(frame, census);
    outerFrames.forEach(outer -> held(outer, census));
  }

  private static void held(Frame frame, Census census) {
    if (frame != null) {
      frame.variables().held(census::add);
    }
  }

  /** Where output goes now. */
  Pieces out() {
    return out;
  }

  void out(Pieces value) {
    out = value;
  }

  /** Runs something in another frame and comes back, whatever happens. */
  <T> T within(Frame inner, Supplier<T> action) {
    Frame outer = enter(inner);
    try {
      return action.get();
    } finally {
      leave(outer);
    }
  }

  private Frame enter(Frame inner) {
    Frame outer = frame;
    if (outer != null) {
      outerFrames.push(outer);
    }
    frame = inner;
    return outer;
  }

  private void leave(Frame outer) {
    if (outer != null) {
      outerFrames.pop();
    }
    frame = outer;
  }

  /** Runs a macro: counts its depth, and leaves the caller's place and loop as they were. */
  <T> T call(Frame inner, Supplier<T> action) {
    int callLine = line;
    int callColumn = column;
    Signal outerSignal = signal;
    long held = usage.held();
    usage.countIteration();
    if (++depth > runtime.limits().maxDepth()) {
      depth--;
      throw Errors.limit("maximum recursion depth exceeded");
    }
    try {
      return within(inner, action);
    } finally {
      depth--;
      usage.release(held);
      line = callLine;
      column = callColumn;
      signal = outerSignal;
    }
  }

  /** The children from the iterator's place up to an {@code else}, {@code elif} or the end. */
  void body(Iterator<Node> nodes) {
    while (nodes.hasNext()) {
      Node node = nodes.next();
      if (node instanceof TagNode tag && tag.getTag() instanceof BranchTag) {
        return;
      }
      node.render(this);
      if (signal != Signal.NONE) {
        return;
      }
    }
  }

  /** As {@link #body}, in another frame. */
  void bodyWithin(Frame inner, Iterator<Node> nodes) {
    Frame outer = enter(inner);
    try {
      body(nodes);
    } finally {
      leave(outer);
    }
  }

  /** The text that something puts out. */
  String captured(Runnable action) {
    Pieces outer = out;
    out = Pieces.ofText(runtime.limits().maxOutput(), outer);
    try {
      action.run();
      return out.text();
    } finally {
      out = outer;
    }
  }

  /** A body as text, in a new scope inside {@code outer}. */
  String capture(Iterator<Node> nodes, Variables outer) {
    return captured(() -> bodyWithin(frame.with(new Variables(outer)), nodes));
  }

  Signal signal() {
    return signal;
  }

  void signal(Signal value) {
    signal = value;
  }

  boolean isEscaping() {
    return escaping;
  }

  void escaping(boolean value) {
    escaping = value;
  }

  @Override
  public Object lookup(String name) {
    Object own = frame.variables().find(name);
    if (own != Variables.MISSING) {
      return own;
    }
    Optional<Value> found = frame.scope().find(name);
    if (found.isPresent()) {
      return Python.normalized(found.get().get());
    }
    Map<String, ?> globals = runtime.globals();
    Object global = globals.get(name);
    return global != null ? global : Undefined.ofName(name, undefinedMode());
  }

  @Override
  public void mark(Expression expression) {
    line = expression.line();
    column = expression.column();
  }

  void mark(Position position) {
    line = position.line();
    column = position.column();
  }

  int line() {
    return line;
  }

  /** Gives the exception the place that was marked last, unless it has one. */
  RuntimeException located(RuntimeException exception) {
    RuntimeException actual = Unwinding.unwrap(exception);
    if (actual instanceof JinjaException error) {
      error.locate(new Place(frame.unit().name(), line, column));
    }
    return actual;
  }

  @Override
  public String templateName() {
    return frame.unit().name();
  }

  @Override
  public Library library() {
    return runtime.library();
  }

  @Override
  public UndefinedMode undefinedMode() {
    return frame.scope().undefinedMode();
  }

  @Override
  public void countIteration() {
    usage.countIteration();
  }

  @Override
  public Object made(Object value) {
    usage.made(value);
    return value;
  }

  /** Jinjava asks this of every print statement; its expression is the number of a header. */
  @Override
  public Object resolveELExpression(String expression, int lineNumber) {
    Header header = frame.unit().header(expression);
    if (header instanceof Header.Text text) {
      return text.text();
    }
    if (header instanceof Header.Output output) {
      mark(output.position());
      return output.expression().evaluate(this);
    }
    throw new JinjaException(Kind.RUNTIME, "not a print statement: " + header, Place.UNKNOWN);
  }

  @Override
  public Object resolveELExpression(String expression, int lineNumber, int position) {
    return resolveELExpression(expression, lineNumber);
  }

  @Override
  public Object resolveELExpressionSilently(String expression) {
    return resolveELExpression(expression, 0);
  }

  @Override
  public String getAsString(Object value) {
    return Python.str(value);
  }
}
