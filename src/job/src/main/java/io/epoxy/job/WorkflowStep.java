package io.epoxy.job;

import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.RunRequest;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.port.RunProperties;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import io.epoxy.model.result.RunStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The run as a step of a Glue workflow: the workflow run's properties are vars, and what became of
 * the run is written back for the steps after it.
 */
final class WorkflowStep implements RunListener {
  /** Before a property's name in a var: the property {@code day} is {@code workflow_day}. */
  static final String VAR = "workflow_";

  /**
   * Before the names of our own properties, {@code epoxy.<job>.pass}. They are no vars: each
   * attempt changes them, and a run goes on from another's journal only with the same vars.
   */
  static final String RESULT = "epoxy.";

  private final Optional<RunProperties> properties;
  private final String job;
  private List<NodeResult> results = List.of();

  /**
   * @param properties empty outside workflows; then nothing is read or written
   */
  WorkflowStep(Optional<RunProperties> properties, String job) {
    this.properties = properties;
    this.job = job;
  }

  /**
   * The request with the workflow's properties among its vars; those of {@code --vars} win.
   *
   * @throws EpoxyException when they cannot be read: with defaults in their place a run would make
   *     wrong data
   */
  RunRequest withVars(RunRequest request) {
    Map<String, Object> vars = new LinkedHashMap<>();
    properties
        .map(RunProperties::read)
        .orElse(Map.of())
        .forEach(
            (name, value) -> {
              if (!name.startsWith(RESULT)) {
                vars.put(VAR + name, value);
              }
            });
    if (vars.isEmpty()) {
      return request;
    }
    Invocation given = request.invocation();
    vars.putAll(given.vars());
    return request.with(
        new Invocation(
            given.id(), given.command(), given.flags().with(Flag.VARS, vars), given.commandLine()));
  }

  @Override
  public synchronized void on(RunEvent event) {
    if (event instanceof RunEvent.RunFinished end) {
      results = end.results();
    }
  }

  /**
   * Writes back what became of the run.
   *
   * @throws EpoxyException when Glue refuses; the run itself is over by then
   */
  synchronized void report(String invocationId, ExitCode exit) {
    if (properties.isEmpty()) {
      return;
    }
    Map<String, String> told = new LinkedHashMap<>();
    told.put("invocation_id", invocationId);
    told.put("exit_code", String.valueOf(exit.number()));
    told.put("pass", count(RunStatus.SUCCESS, RunStatus.PASS));
    told.put("warn", count(RunStatus.WARN));
    told.put(
        "error",
        count(RunStatus.ERROR, RunStatus.FAIL, RunStatus.RUNTIME_ERROR, RunStatus.PARTIAL_SUCCESS));
    told.put("skip", count(RunStatus.SKIPPED));
    told.put("total", String.valueOf(results.size()));
    Map<String, String> named = new LinkedHashMap<>();
    told.forEach((name, value) -> named.put(RESULT + job + "." + name, value));
    properties.get().put(named);
  }

  private String count(RunStatus... statuses) {
    Set<RunStatus> wanted = Set.of(statuses);
    return String.valueOf(
        results.stream().filter(result -> wanted.contains(result.status())).count());
  }
}
