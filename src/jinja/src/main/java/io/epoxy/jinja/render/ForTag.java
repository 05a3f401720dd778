package io.epoxy.jinja.render;

import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.output.OutputNode;
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
  OutputNode run(Header.Loop header, TagNode node, Rendering rendering) {
    Object items = header.items().evaluate(rendering);
    rendering.mark(header.items());
    return loop(new Run(header, node, rendering, rendering.frame()), items, 0);
  }

  /** One for tag being rendered; a recursive loop runs it again from inside. */
  private record Run(Header.Loop header, TagNode node, Rendering rendering, Rendering.Frame frame) {
    Variables scope() {
      return new Variables(frame.variables());
    }
  }

  private static Pieces loop(Run run, Object items, int depth) {
    Rendering rendering = run.rendering();
    Object chosen = run.header().filter().isPresent() ? filtered(run, items) : items;
    LoopState state = new LoopState(chosen, depth, again(run, depth), rendering.undefinedMode());
    Pieces pieces = rendering.newPieces();
    boolean none = true;
    while (state.advance()) {
      none = false;
      rendering.countIteration();
      Variables scope = run.scope();
      scope.set("loop", state);
      Assignments.assign(run.header().target(), state.current(), scope);
      pieces.add(
          rendering.within(
              run.frame().with(scope), () -> rendering.body(run.node().getChildren().iterator())));
      Rendering.Signal signal = rendering.signal();
      rendering.signal(Rendering.Signal.NONE);
      if (signal == Rendering.Signal.BREAK) {
        return pieces;
      }
    }
    if (none) {
      pieces.add(otherwise(run));
    }
    return pieces;
  }

  private static OutputNode otherwise(Run run) {
    Iterator<Node> children = run.node().getChildren().iterator();
    while (children.hasNext()) {
      if (children.next() instanceof TagNode branch && branch.getTag() instanceof BranchTag) {
        return run.rendering()
            .within(run.frame().with(run.scope()), () -> run.rendering().body(children));
      }
    }
    return NOTHING;
  }

  private static JinjaCallable again(Run run, int depth) {
    if (run.header().recursion() == Header.Recursion.NONE) {
      return null;
    }
    return arguments -> {
      Object items = arguments.require("loop", 0, "iterable");
      return run.rendering()
          .call(run.frame().asText(), () -> loop(run, items, depth + 1).getValue());
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
        });
  }
}
