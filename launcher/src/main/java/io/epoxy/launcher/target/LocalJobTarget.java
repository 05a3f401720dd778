package io.epoxy.launcher.target;

import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.LocalRunner;
import io.epoxy.model.result.RunListener;
import java.util.Objects;

/** This machine, in this JVM. */
public final class LocalJobTarget implements JobTarget {
  private final LocalRunner runner;

  public LocalJobTarget(LocalRunner runner) {
    this.runner = Objects.requireNonNull(runner, "runner");
  }

  @Override
  public ExitCode run(Invocation invocation, Folders folders, RunListener listener) {
    return runner.run(invocation, folders, listener);
  }
}
