package io.epoxy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.aws.testing.MotoServer;
import io.epoxy.model.error.EpoxyException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;

class GlueWorkflowRunTest {
  private static final String ENDPOINT = "aws.endpointUrlGlue"; // the SDK reads it

  private AwsClients clients;

  @BeforeEach
  void open() {
    System.setProperty(ENDPOINT, MotoServer.shared().endpoint().toString());
    clients = AwsClients.ofEnvironment();
  }

  @AfterEach
  void close() {
    clients.close();
    System.clearProperty(ENDPOINT);
  }

  @Test
  void whatIsPutIsAddedToWhatIsThere() {
    GlueClient glue = clients.glue();
    glue.createWorkflow(
        create -> create.name("nightly").defaultRunProperties(Map.of("day", "monday")));
    String id = glue.startWorkflowRun(start -> start.name("nightly")).runId();
    GlueWorkflowRun run = new GlueWorkflowRun(glue, "nightly", id);

    run.put(Map.of("epoxy.shop.pass", "3"));
    run.put(Map.of("epoxy.shop.pass", "4"));

    assertThat(run.read()).isEqualTo(Map.of("day", "monday", "epoxy.shop.pass", "4"));
  }

  @Test
  void aWorkflowThatIsGoneIsASentence() {
    assertThatThrownBy(() -> new GlueWorkflowRun(clients.glue(), "gone", "wr_1").read())
        .isInstanceOf(EpoxyException.class)
        .hasMessageStartingWith(
            "Could not read the properties of the run wr_1 of the Glue workflow gone:"
                + " EntityNotFoundException");
  }
}
