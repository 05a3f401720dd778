package io.epoxy.launcher.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which kinds of nodes. */
final class ResourceTypeOptions {
  static final ResourceTypeOptions NONE = new ResourceTypeOptions();

  @Option(
      names = {"--resource-type", "--resource-types"},
      paramLabel = "TYPE",
      arity = "1..*",
      description = "Only resources of these types: model, test, seed, snapshot, source ...")
  private final List<String> types = new ArrayList<>();

  List<String> types() {
    return List.copyOf(types);
  }
}
