package io.epoxy.launcher.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.epoxy.aws.AwsClients;
import io.epoxy.aws.testing.MotoServer;
import io.epoxy.model.result.RunEvent;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DepartureTest {
  private final List<String> told = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private FakeGlue glue;
  private AwsClients clients;

  @BeforeEach
  void start() throws IOException {
    MotoServer.shared();
    glue = new FakeGlue();
    System.setProperty("aws.endpointUrlGlue", glue.endpoint());
    clients = AwsClients.ofEnvironment();
    glue.runs.add(new ObjectMapper().createObjectNode().put("Id", "jr_1"));
  }

  @AfterEach
  void stop() {
    clients.close();
    glue.close();
    System.clearProperty("aws.endpointUrlGlue");
  }

  @Test
  void whoDetachesIsToldHowToFindTheRunAgain() {
    departure(StopQuestion.Answer.DETACH).leave();
    assertThat(asked).containsExactly("jr_1");
    assertThat(told)
        .containsExactly(
            "The run jr_1 goes on in Glue: 'epoxy status jr_1' tells how it stands, 'epoxy cancel"
                + " jr_1' stops it.");
    assertThat(glue.calls).isEmpty();
  }

  @Test
  void whoCancelsStopsTheRun() {
    Departure departure = departure(StopQuestion.Answer.CANCEL);
    departure.leave();
    departure.hold(); // the answer is there, so that nobody waits
    assertThat(told).containsExactly("Glue was asked to stop the run jr_1.");
    assertThat(glue.calls).containsExactly("BatchStopJobRun");
  }

  @Test
  void aStopThatGlueRefusesIsTold() {
    glue.runs.get(0).put("Unstoppable", true);
    departure(StopQuestion.Answer.CANCEL).leave();
    assertThat(told)
        .containsExactly(
            "Could not stop the run jr_1 of the Glue job shop: JobRunNotInTerminalStateException:"
                + " cannot be stopped");
  }

  @Test
  void withoutASignalNobodyIsAsked() {
    try (Departure departure = departure(StopQuestion.Answer.CANCEL).watch()) {
      departure.hold();
    }
    assertThat(asked).isEmpty();
  }

  private Departure departure(StopQuestion.Answer answer) {
    StopQuestion question =
        runId -> {
          asked.add(runId);
          return answer;
        };
    return new Departure(
        "shop",
        "jr_1",
        new RunStop(clients.glue()),
        new GlueSurroundings(Map.of(), Clock.systemUTC(), Pause.sleeping(), question),
        event -> told.add(((RunEvent.Message) event).text()));
  }
}
