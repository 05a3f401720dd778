package io.epoxy.jinja;

import java.util.Objects;

/**
 * One line of a macro stack.
 *
 * @param macro the macro's name
 * @param template the name of the template that defines it, as given to {@link JinjaEngine}
 * @param line of the call inside it, from 1
 */
public record Frame(String macro, String template, int line) {
  public Frame {
    Objects.requireNonNull(macro, "macro");
    Objects.requireNonNull(template, "template");
  }
}
