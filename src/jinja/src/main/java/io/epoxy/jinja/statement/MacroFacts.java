package io.epoxy.jinja.statement;

/**
 * Which of jinja2's special variables a macro's body uses, which decides what arguments it takes.
 *
 * @param caller the call block's body
 * @param keywords {@code kwargs}
 * @param rest {@code varargs}
 */
public record MacroFacts(boolean caller, boolean keywords, boolean rest) {}
