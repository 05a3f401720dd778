package io.epoxy.jinja.library;

import io.epoxy.jinja.UndefinedMode;

/** What a filter or test may ask of the rendering it runs in. */
public interface Context {
  Library library();

  UndefinedMode undefinedMode();

  /**
   * Counts one turn of a loop.
   *
   * @throws io.epoxy.jinja.JinjaException of kind LIMIT when there were too many
   */
  void countIteration();
}
