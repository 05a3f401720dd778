package io.epoxy.bundle.run;

import com.google.common.collect.ImmutableList;
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
 * @param flags settled: nothing else is asked, neither environment nor dbt_project.yml
 * @param commandLine the words as typed, for run_results {@code args.invocation_command}
 */
public record Invocation(String id, Command command, FlagValues flags, String commandLine) {
  public Invocation {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(flags, "flags");
    Objects.requireNonNull(commandLine, "commandLine");
  }

  public Optional<String> profile() {
    return flags.text(Flag.PROFILE);
  }

  public Optional<String> target() {
    return flags.text(Flag.TARGET);
  }

  /** {@code --vars}, parsed from YAML; see {@link io.epoxy.model.config.Data}. */
  public Map<String, Object> vars() {
    return flags.data(Flag.VARS);
  }

  /** Each {@code --select} value as given; empty selects everything. */
  public List<String> select() {
    return flags.list(Flag.SELECT);
  }

  /** Each {@code --exclude} value as given. */
  public List<String> exclude() {
    return flags.list(Flag.EXCLUDE);
  }

  /** {@code --resource-type} values. */
  public List<String> resourceTypes() {
    return flags.list(Flag.RESOURCE_TYPES);
  }

  public boolean fullRefresh() {
    return flags.isOn(Flag.FULL_REFRESH);
  }

  public OptionalInt threads() {
    return flags.number(Flag.THREADS);
  }

  public ListOptions list() {
    return new ListOptions(
        flags.text(Flag.LIST_OUTPUT).orElseThrow(), flags.list(Flag.OUTPUT_KEYS));
  }

  /**
   * What {@code ls} prints.
   *
   * @param output {@code selector} (dbt's default), {@code name}, {@code path} or {@code json}
   * @param outputKeys the JSON keys to print; empty prints dbt's default keys
   */
  public record ListOptions(String output, List<String> outputKeys) {
    public ListOptions {
      Objects.requireNonNull(output, "output");
      outputKeys = ImmutableList.copyOf(outputKeys);
    }
  }
}
