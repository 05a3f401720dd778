package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.Invocation.ListOptions;
import java.util.concurrent.Callable;

/** What the commands that work on a project have in common: their flags, as data. */
abstract class ProjectCommand implements Callable<Integer> {
  private final Launch launch;

  ProjectCommand(Launch launch) {
    this.launch = launch;
  }

  abstract Command command();

  SelectionOptions selection() {
    return SelectionOptions.NONE;
  }

  ResourceTypeOptions resourceTypes() {
    return ResourceTypeOptions.NONE;
  }

  FullRefreshOption fullRefresh() {
    return FullRefreshOption.NONE;
  }

  ListOptions list() {
    return ListOptions.DEFAULT;
  }

  @Override
  public final Integer call() {
    return launch.run(this);
  }
}
