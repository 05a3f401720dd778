package io.epoxy.bundle.run;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.config.Data;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A command with its flags as data: what a launcher sends and a job runs. Holds no path of the
 * machine it was made on.
 *
 * @param id a random UUID, dbt's {@code invocation_id}
 * @param vars {@code --vars}, parsed from YAML; see {@link Data}
 * @param select each {@code --select} value as given; empty selects everything
 * @param exclude each {@code --exclude} value as given
 * @param resourceTypes {@code --resource-type} values
 * @param commandLine the words as typed, for run_results {@code args.invocation_command}
 */
public record Invocation(
    String id,
    Command command,
    Optional<String> profile,
    Optional<String> target,
    Map<String, Object> vars,
    List<String> select,
    List<String> exclude,
    List<String> resourceTypes,
    boolean fullRefresh,
    OptionalInt threads,
    ListOptions list,
    String commandLine) {
  public Invocation {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(target, "target");
    vars = Data.copy(vars);
    select = ImmutableList.copyOf(select);
    exclude = ImmutableList.copyOf(exclude);
    resourceTypes = ImmutableList.copyOf(resourceTypes);
    Objects.requireNonNull(threads, "threads");
    Objects.requireNonNull(list, "list");
    Objects.requireNonNull(commandLine, "commandLine");
  }

  /**
   * What {@code ls} prints.
   *
   * @param output {@code selector} (dbt's default), {@code name}, {@code path} or {@code json}
   * @param outputKeys the JSON keys to print; empty prints dbt's default keys
   */
  public record ListOptions(String output, List<String> outputKeys) {
    public static final ListOptions DEFAULT = new ListOptions("selector", List.of());

    public ListOptions {
      Objects.requireNonNull(output, "output");
      outputKeys = ImmutableList.copyOf(outputKeys);
    }
  }
}
