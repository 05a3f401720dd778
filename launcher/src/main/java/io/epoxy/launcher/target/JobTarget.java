package io.epoxy.launcher.target;

import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.model.result.RunListener;

/** A place that runs commands. */
public interface JobTarget {
  /**
   * Runs the command to its end, with its artifacts in the target folder.
   *
   * @throws io.epoxy.model.error.EpoxyException when the command could not be started here
   */
  ExitCode run(Invocation invocation, Folders folders, RunListener listener);
}
