package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.Invocation.ListOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code epoxy ls}. */
@CommandLine.Command(
    name = "ls",
    aliases = "list",
    description = "Print the project's resources, one on each line.")
final class ListCommand extends ProjectCommand {
  private static final List<String> OUTPUTS = List.of("json", "name", "path", "selector");

  @Mixin private SelectionOptions selection;
  @Mixin private ResourceTypeOptions resourceTypes;

  @Option(
      names = "--output",
      paramLabel = "json|name|path|selector",
      description = "How each resource is printed; selector by default.")
  private String output = ListOptions.DEFAULT.output();

  @Option(
      names = "--output-keys",
      paramLabel = "KEY",
      arity = "1..*",
      description = "Which keys --output json prints.")
  private final List<String> outputKeys = new ArrayList<>();

  ListCommand(Launch launch) {
    super(launch);
  }

  @Override
  Command command() {
    return Command.LS;
  }

  @Override
  SelectionOptions selection() {
    return selection;
  }

  @Override
  ResourceTypeOptions resourceTypes() {
    return resourceTypes;
  }

  @Override
  ListOptions list() {
    Flags.requireOneOf("--output", output, OUTPUTS);
    return new ListOptions(output, keys());
  }

  /** dbt takes the keys as one text with blanks as well. */
  private List<String> keys() {
    return outputKeys.stream().flatMap(text -> List.of(text.split(" ", -1)).stream()).toList();
  }
}
