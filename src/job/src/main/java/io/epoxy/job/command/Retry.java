package io.epoxy.job.command;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.epoxy.bundle.artifact.EarlierRun;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.BatchResults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code retry} runs again: the command of the last run with its flags, and of its nodes those
 * that failed or were skipped (dbt-core 1.12 task/retry.py).
 *
 * @param invocation the earlier command, under this one's id
 * @param batches of microbatch models that were done in part
 * @param startedAt when the earlier command began: its batches count from then
 * @param state the earlier command's {@code --state}
 */
record Retry(
    Invocation invocation,
    Set<String> ids,
    Map<UniqueId, BatchResults> batches,
    Optional<Instant> startedAt,
    Optional<String> state) {
  private static final Set<String> AGAIN =
      Set.of("error", "fail", "skipped", "runtime error", "partial success");
  private static final Set<Command> COMMANDS =
      Set.of(
          Command.BUILD,
          Command.CLONE,
          Command.COMPILE,
          Command.DOCS_GENERATE,
          Command.RUN,
          Command.RUN_OPERATION,
          Command.SEED,
          Command.SNAPSHOT,
          Command.TEST);

  /** Flags that are those of this command, never of the earlier one. */
  private static final Set<String> OWN =
      Set.of(
          "log_path",
          "output_path",
          "profiles_dir",
          "profiles_dir_exists_false",
          "project_dir",
          "defer_state",
          "deprecated_state",
          "target_path",
          "warn_error");

  /** Flags that may be given anew. */
  private static final Set<Flag> RENEWED = Set.of(Flag.VARS, Flag.THREADS);

  Retry {
    ids = ImmutableSet.copyOf(ids);
    batches = ImmutableMap.copyOf(batches);
  }

  /**
   * Reads the last run.
   *
   * @param target where the project's artifacts lie
   * @throws EpoxyException in dbt's words when there was none
   */
  static Retry read(Invocation current, Folders folders, Path target) {
    Path folder = folders.state().orElse(target);
    Path file = folder.resolve("run_results.json");
    if (!Files.isRegularFile(file)) {
      throw new EpoxyException(
          ErrorCode.SELECTION,
          "Could not find previous run in '" + shown(folders, folder) + "' target directory");
    }
    EarlierRun earlier = EarlierRun.read(file);
    Command command = command(earlier);
    Invocation invocation =
        new Invocation(
            current.id(), command, flags(current.flags(), earlier), current.commandLine());
    Set<String> ids = new LinkedHashSet<>();
    Map<UniqueId, BatchResults> batches = new LinkedHashMap<>();
    boolean warned = current.flags().isOn(Flag.WARN_ERROR);
    for (EarlierRun.Ended result : earlier.results()) {
      boolean again = AGAIN.contains(result.status()) || warned && result.status().equals("warn");
      if (result.uniqueId().startsWith("operation.") && command != Command.RUN_OPERATION) {
        continue;
      }
      if (again) {
        ids.add(result.uniqueId());
      }
      // Without a batch that went well the model may have to be built anew, as in its first run.
      result
          .batches()
          .filter(found -> !found.successful().isEmpty() && !found.failed().isEmpty())
          .ifPresent(found -> batches.put(new UniqueId(result.uniqueId()), found));
    }
    Optional<String> state =
        Optional.ofNullable(earlier.arguments().get(Flag.STATE.dbtName())).map(Object::toString);
    return new Retry(invocation, ids, batches, earlier.startedAt(), state);
  }

  /**
   * The ids in the order of the project.
   *
   * @throws EpoxyException in dbt's words (graph/graph.py) when one is not in the project any more
   */
  List<UniqueId> parentsFirst(Manifest manifest) {
    Set<UniqueId> known = new LinkedHashSet<>();
    for (String id : ids) {
      UniqueId found = new UniqueId(id);
      if (manifest.find(found).isEmpty()) {
        throw new EpoxyException(
            ErrorCode.SELECTION,
            "Couldn't find model '" + id + "' -- does it exist or is it disabled?");
      }
      known.add(found);
    }
    return new ExecutionOrder(manifest, invocation.command()).graph().parentsFirst(known);
  }

  /** Whether it was a macro and went well; dbt then ends without a word. */
  boolean hasNothingToCall() {
    return invocation.command() == Command.RUN_OPERATION && ids.isEmpty();
  }

  /** Where the command works: {@code --state} is that of the earlier command, not this one's. */
  Folders folders(Folders current) {
    return new Folders(
        current.project(),
        current.profiles(),
        current.target(),
        state.map(path -> current.project().resolve(path).normalize()),
        current.deferState());
  }

  private static Command command(EarlierRun earlier) {
    Object which = earlier.arguments().get("which");
    return COMMANDS.stream()
        .filter(known -> known.dbtName().equals(which))
        .findFirst()
        .orElseThrow(
            () ->
                new EpoxyException(
                    ErrorCode.NOT_SUPPORTED,
                    "The last run was of the command '"
                        + which
                        + "', which cannot be retried: build, clone, compile, docs generate, run,"
                        + " run-operation, seed, snapshot and test can."));
  }

  private static FlagValues flags(FlagValues current, EarlierRun earlier) {
    Map<String, Object> flags = new LinkedHashMap<>(current.values());
    earlier
        .arguments()
        .forEach(
            (name, value) -> {
              if (!OWN.contains(name) && value != null) {
                flags.put(name, value);
              }
            });
    flags.remove("which");
    flags.remove("invocation_command");
    for (Flag flag : RENEWED) {
      Object given = current.values().get(flag.dbtName());
      if (given != null && !Map.of().equals(given)) {
        flags.put(flag.dbtName(), given);
      }
    }
    return new FlagValues(flags);
  }

  private static String shown(Folders folders, Path folder) {
    Path project = folders.project();
    return (folder.startsWith(project) ? project.relativize(folder) : folder).toString();
  }
}
