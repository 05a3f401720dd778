package io.epoxy.jinja.render;

import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.expression.Expression;
import io.epoxy.jinja.statement.Header;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.PyIterator;
import io.epoxy.jinja.value.Python;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** {@code for}; every turn has a scope of its own. */
final class ForTag extends ControlTag<Header.Loop> {
  private static final long serialVersionUID = 1L;

  ForTag() {
    super("for", "endfor", Header.Loop.class);
  }

  @Override
  void run(Header.Loop header, TagNode node, Rendering rendering) {
    Object items = header.items().evaluate(rendering);
    rendering.mark(header.items());
    loop(new Run(header, node, rendering, rendering.frame()), items, 0);
  }

  /** One for tag being rendered; a recursive loop runs it again from inside. */
  private record Run(Header.Loop header, TagNode node, Rendering rendering, Rendering.Frame frame) {
    Variables scope() {
      return new Variables(frame.variables());
    }
  }

  private static void loop(Run run, Object items, int depth) {
    Rendering rendering = run.rendering();
    Object chosen = run.header().filter().isPresent() ? filtered(run, items) : items;
    LoopState state = new LoopState(chosen, depth, again(run, depth), rendering.undefinedMode());
    boolean none = true;
    while (state.advance()) {
      none = false;
      rendering.countIteration();
      Variables scope = run.scope();
      scope.set("loop", state);
      Assignments.assign(run.header().target(), state.current(), scope);
      rendering.bodyWithin(run.frame().with(scope), run.node().getChildren().iterator());
      Rendering.Signal signal = rendering.signal();
      rendering.signal(Rendering.Signal.NONE);
      if (signal == Rendering.Signal.BREAK) {
        return;
      }
    }
    if (none) {
      otherwise(run);
    }
  }

  private static void otherwise(Run run) {
    Iterator<Node> children = run.node().getChildren().iterator();
    while (children.hasNext()) {
      if (children.next() instanceof TagNode branch && branch.getTag() instanceof BranchTag) {
        run.rendering().bodyWithin(run.frame().with(run.scope()), children);
        return;
      }
    }
  }

  private static JinjaCallable again(Run run, int depth) {
    if (run.header().recursion() == Header.Recursion.NONE) {
      return null;
    }
    return arguments -> {
      Object items = arguments.require("loop", 0, "iterable");
      return run.rendering()
          .call(run.frame(), () -> run.rendering().captured(() -> loop(run, items, depth + 1)));
    };
  }

  /** The items for which the loop's condition holds, looked at one by one as the loop goes on. */
  private static PyIterator filtered(Run run, Object items) {
    Iterator<Object> all = Iteration.of(items).iterator();
    Expression condition = run.header().filter().orElseThrow();
    return PyIterator.generator(
        new Iterator<Object>() {
          private Object next;
          private boolean found;

          @Override
          public boolean hasNext() {
            while (!found && all.hasNext()) {
              run.rendering().countIteration();
              next = all.next();
              Variables scope = run.scope();
              Assignments.assign(run.header().target(), next, scope);
              found =
                  run.rendering()
                      .within(
                          run.frame().with(scope),
                          () -> Python.isTruthy(condition.evaluate(run.rendering())));
            }
            return found;
          }

          @Override
          public Object next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            found = false;
            return next;
          }
        },
        items);
  }
}
