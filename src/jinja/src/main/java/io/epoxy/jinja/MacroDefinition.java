package io.epoxy.jinja;

import java.util.List;

/** A macro that a template defines at its top level. Immutable and shared by threads. */
public interface MacroDefinition {
  /** For a tag registered as a macro tag, the name that its function made from the header. */
  String name();

  /** The names of the parameters in order. */
  List<String> parameters();

  /** Line of the macro tag, from 1. */
  int line();

  /**
   * The macro as a function. Names that it does not set itself are looked up in {@code scope},
   * never in the caller. It ends early with the value of a {@link MacroReturn}, and adds a {@link
   * Frame} to the errors that pass through it. Cheap: bind when a name is first looked up.
   */
  JinjaCallable bind(Scope scope);
}
