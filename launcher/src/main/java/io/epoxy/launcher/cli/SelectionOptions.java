package io.epoxy.launcher.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which nodes; each flag takes several values and may be repeated. */
final class SelectionOptions {
  static final SelectionOptions NONE = new SelectionOptions();

  @Option(
      names = {"-s", "--select", "-m", "--models", "--model"},
      paramLabel = "SELECTOR",
      arity = "1..*",
      description = "What to run, in dbt's selection grammar.")
  private final List<String> select = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "SELECTOR",
      arity = "1..*",
      description = "What to leave out.")
  private final List<String> exclude = new ArrayList<>();

  List<String> select() {
    return List.copyOf(select);
  }

  List<String> exclude() {
    return List.copyOf(exclude);
  }
}
