package io.epoxy.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.RunRequest;
import io.epoxy.model.config.Target;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkflowStepTest {
  private final InMemoryRunProperties properties = new InMemoryRunProperties();
  private final WorkflowStep step = new WorkflowStep(Optional.of(properties), "shop");

  @Test
  void propertiesAreVarsAndTheUsersOwnWin() {
    properties.put(Map.of("day", "monday", "zone", "a", "epoxy.load.pass", "7"));
    RunRequest given = request(Map.of("workflow_day", "sunday", "n", 1L));

    RunRequest request = step.withVars(given);

    assertThat(request.invocation().vars())
        .isEqualTo(Map.of("workflow_day", "sunday", "workflow_zone", "a", "n", 1L));
    assertThat(request.bundleSha256()).isEqualTo(given.bundleSha256());
    assertThat(new WorkflowStep(Optional.empty(), "shop").withVars(given)).isEqualTo(given);
  }

  @Test
  void resultsAreAddedToWhatOthersTold() {
    properties.put(Map.of("epoxy.load.pass", "7", "epoxy.shop.pass", "of an earlier attempt"));
    List<NodeResult> results =
        Stream.of(
                RunStatus.SUCCESS,
                RunStatus.PASS,
                RunStatus.WARN,
                RunStatus.FAIL,
                RunStatus.ERROR,
                RunStatus.SKIPPED)
            .map(WorkflowStepTest::result)
            .toList();
    step.on(new RunEvent.RunFinished(Instant.EPOCH, 1.0, List.of(), results));

    step.report("0b3c", ExitCode.FAILED);

    assertThat(properties.read())
        .isEqualTo(
            Map.of(
                "epoxy.load.pass", "7",
                "epoxy.shop.invocation_id", "0b3c",
                "epoxy.shop.exit_code", "1",
                "epoxy.shop.pass", "2",
                "epoxy.shop.warn", "1",
                "epoxy.shop.error", "2",
                "epoxy.shop.skip", "1",
                "epoxy.shop.total", "6"));
  }

  private static RunRequest request(Map<String, Object> vars) {
    return new RunRequest(
        new Invocation(
            "0b3c", Command.BUILD, FlagValues.NONE.with(Flag.VARS, vars), "epoxy submit build"),
        "shop",
        new Target("shop", "dev", "glue", "s", 1, Map.of()),
        Map.of(),
        "p/bundles/x.zip",
        "x",
        Optional.empty());
  }

  private static NodeResult result(RunStatus status) {
    return new NodeResult(
        new UniqueId("model.shop." + status),
        status,
        List.of(),
        "Thread-1",
        0.5,
        Map.of(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
