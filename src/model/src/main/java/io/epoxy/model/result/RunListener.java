package io.epoxy.model.result;

/**
 * Hears the events of a run. Calls come from several threads but never two at once, and in the
 * order of the run. An implementation must not throw for a fault of its output; it may for a fault
 * of its own.
 */
@FunctionalInterface
public interface RunListener {
  void on(RunEvent event);
}
