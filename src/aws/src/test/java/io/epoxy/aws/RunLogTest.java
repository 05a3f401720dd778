package io.epoxy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Pages, a log that is not there yet and late lines, which moto does not have. */
class RunLogTest {
  private final ObjectMapper mapper = new ObjectMapper();
  private final Deque<String> answers = new ArrayDeque<>();
  private final List<JsonNode> requests = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  @Test
  void everyLineOfEveryPageComesOnceHoweverLate() throws IOException {
    answers.add("!{\"__type\":\"ResourceNotFoundException\",\"message\":\"no group\"}");
    answers.add("{\"events\":[" + event("a", 100_000, "one") + "],\"nextToken\":\"t\"}");
    answers.add("{\"events\":[" + event("b", 250_000, "two\\n") + "]}");
    answers.add(
        "{\"events\":["
            + event("c", 200_000, "late")
            + ","
            + event("b", 250_000, "two")
            + ","
            + event("d", 250_000, "two")
            + "]}");
    read(3);
    assertThat(lines).containsExactly("one", "two", "late", "two");
    assertThat(requests).hasSize(4);
    assertThat(requests.get(2).get("nextToken").asText()).isEqualTo("t");
    assertThat(requests.get(3).get("startTime").asLong()).isEqualTo(130_000);
    assertThat(requests.get(3).get("logGroupName").asText()).isEqualTo("/mine/error");
    assertThat(requests.get(3).get("logStreamNamePrefix").asText()).isEqualTo("jr_1");
  }

  private void read(int times) throws IOException {
    try (StubService service = new StubService(this::answer);
        CloudWatchLogsClient logs = service.client(CloudWatchLogsClient.builder())) {
      RunLog log = RunLog.of(logs, Optional.of("/mine"), "error", "jr_1");
      for (int i = 0; i < times; i++) {
        log.read(line -> lines.add(line.text()));
      }
    }
  }

  private StubService.Answer answer(HttpExchange unused, String body) throws IOException {
    requests.add(mapper.readTree(body));
    String answer = answers.remove();
    boolean bad = answer.startsWith("!");
    return new StubService.Answer(
        bad ? 400 : 200, "application/x-amz-json-1.1", bad ? answer.substring(1) : answer);
  }

  private static String event(String id, long at, String text) {
    return "{\"eventId\":\"%s\",\"timestamp\":%d,\"logStreamName\":\"jr_1\",\"message\":\"%s\"}"
        .formatted(id, at, text);
  }
}
