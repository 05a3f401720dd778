package io.epoxy.jinja.statement;

import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaException.Place;
import io.epoxy.jinja.expression.Expression;
import io.epoxy.jinja.syntax.SyntaxError;
import io.epoxy.jinja.value.Python;

/** A filter or test that is not there; jinja2 tells of the first when it compiles a template. */
public record UnknownName(String kind, String name, int line, int column) {
  static UnknownName at(Expression place, String kind, String name) {
    return new UnknownName(kind, name, place.line(), place.column());
  }

  /** {@code No filter named 'x'.} */
  public JinjaException in(String template) {
    return SyntaxError.at(
        new Place(template, line, column), "No " + kind + " named " + Python.repr(name) + ".");
  }
}
