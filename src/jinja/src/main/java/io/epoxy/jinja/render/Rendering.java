package io.epoxy.jinja.render;

import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaException.Kind;
import io.epoxy.jinja.JinjaException.Place;
import io.epoxy.jinja.JinjaObject.Value;
import io.epoxy.jinja.Limits;
import io.epoxy.jinja.Scope;
import io.epoxy.jinja.UndefinedMode;
import io.epoxy.jinja.expression.Evaluation;
import io.epoxy.jinja.expression.Expression;
import io.epoxy.jinja.expression.Expression.Position;
import io.epoxy.jinja.library.Library;
import io.epoxy.jinja.statement.Header;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Undefined;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The interpreter of one rendering: light, for one thread. Variables are kept here and not in
 * Jinjava's context, whose scopes are dynamic.
 */
final class Rendering extends JinjavaInterpreter implements Evaluation {
  /** Iterations between two looks at the clock. */
  private static final int CLOCK_STEP = 1024;

  private final Runtime runtime;
  private final long deadline;
  private long iterations;
  private int depth;
  private Frame frame;
  private int line;
  private int column;
  private Signal signal = Signal.NONE;
  private boolean escaping;

  Rendering(Runtime runtime, Context context) {
    super(runtime.application(), context, runtime.application().getGlobalConfig());
    this.runtime = runtime;
    this.deadline = System.nanoTime() + runtime.limits().maxTime().toNanos();
  }

  /** What a break or continue asks of the innermost loop. */
  enum Signal {
    NONE,
    BREAK,
    CONTINUE
  }

  /** Whether print statements give text or their values. */
  enum Mode {
    TEXT,
    NATIVE
  }

  /**
   * What code runs with: it changes as a whole when a macro of another template is called.
   *
   * @param unit whose tree is being rendered
   * @param scope where names that no variable has are looked up
   * @param variables the innermost ones
   * @param mode of print statements
   */
  record Frame(Unit unit, Scope scope, Variables variables, Mode mode) {
    Frame with(Variables other) {
      return new Frame(unit, scope, other, mode);
    }

    Frame asText() {
      return mode == Mode.TEXT ? this : new Frame(unit, scope, variables, Mode.TEXT);
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

  /** Runs something in another frame and comes back, whatever happens. */
  <T> T within(Frame inner, Supplier<T> action) {
    Frame outer = frame;
    frame = inner;
    try {
      return action.get();
    } finally {
      frame = outer;
    }
  }

  /** Runs a macro: counts its depth, and leaves the caller's place and loop as they were. */
  <T> T call(Frame inner, Supplier<T> action) {
    int callLine = line;
    int callColumn = column;
    Signal outerSignal = signal;
    if (++depth > runtime.limits().maxDepth()) {
      depth--;
      throw Errors.limit("maximum recursion depth exceeded");
    }
    checkClock();
    try {
      return within(inner, action);
    } finally {
      depth--;
      line = callLine;
      column = callColumn;
      signal = outerSignal;
    }
  }

  /** The children from the iterator's place up to an {@code else}, {@code elif} or the end. */
  Pieces body(Iterator<Node> nodes) {
    Pieces pieces = newPieces();
    while (nodes.hasNext()) {
      Node node = nodes.next();
      if (node instanceof TagNode tag && tag.getTag() instanceof BranchTag) {
        return pieces;
      }
      pieces.add(node.render(this));
      if (signal != Signal.NONE) {
        return pieces;
      }
    }
    return pieces;
  }

  /** A body as text, in a new scope inside {@code outer}. */
  String capture(Iterator<Node> nodes, Variables outer) {
    return within(frame.with(new Variables(outer)).asText(), () -> body(nodes).getValue());
  }

  Pieces newPieces() {
    Limits limits = runtime.limits();
    return frame.mode() == Mode.NATIVE
        ? Pieces.ofValues(limits.maxOutput())
        : Pieces.ofText(limits.maxOutput());
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
    iterations++;
    if (iterations > runtime.limits().maxIterations()) {
      throw Errors.limit(
          "more than " + runtime.limits().maxIterations() + " iterations in one rendering");
    }
    if (iterations % CLOCK_STEP == 0) {
      checkClock();
    }
  }

  private void checkClock() {
    if (System.nanoTime() - deadline > 0) {
      throw Errors.limit(
          "rendering took longer than " + runtime.limits().maxTime().toSeconds() + " seconds");
    }
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
