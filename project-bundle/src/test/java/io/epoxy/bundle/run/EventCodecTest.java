package io.epoxy.bundle.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.result.RunEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {
  private static final Instant NOON = Instant.parse("2024-05-01T12:00:00.5Z");

  static Stream<Class<?>> everyEvent() {
    return Arrays.stream(RunEvent.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void everyEventComesBackAsItWas(Class<? extends RunEvent> type) {
    for (RunEvent event : new RunEvent[] {SampleRecords.full(type), SampleRecords.bare(type)}) {
      String line = EventCodec.encode(event);

      assertThat(line).doesNotContain("\n").startsWith("{\"event\":\"" + type.getSimpleName());
      assertThat(EventCodec.decode(line)).isEqualTo(event);
    }
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void noComponentIsNamedAsTheFieldThatTellsTheEvent(Class<?> type) {
    assertThat(type.getRecordComponents()).noneMatch(c -> c.getName().equals("event"));
  }

  @Test
  void wireFormIsFixed() {
    assertThat(EventCodec.encode(new RunEvent.Message(NOON, RunEvent.Level.WARN, "Name", "a\nb")))
        .isEqualTo(
            "{\"event\":\"Message\",\"at\":\"2024-05-01T12:00:00.500Z\","
                + "\"thread\":\"MainThread\",\"work\":null,\"level\":\"WARN\","
                + "\"name\":\"Name\",\"text\":\"a\\nb\",\"data\":{\"msg\":\"a\\nb\"}}");
  }

  @Test
  void fileIsReadLineByLine() {
    RunEvent first = new RunEvent.Output(NOON, "one\u2028é");
    RunEvent second = new RunEvent.Output(NOON, "two");
    String file = EventCodec.encode(first) + "\n" + EventCodec.encode(second) + "\n";

    assertThat(EventCodec.decodeAll(file.getBytes(StandardCharsets.UTF_8)))
        .containsExactly(first, second);
  }

  @Test
  void fieldsOfALaterVersionAreIgnored() {
    assertThat(
            EventCodec.decode(
                "{\"event\":\"Output\",\"at\":\"2024-05-01T12:00:00.5Z\",\"line\":\"x\",\"new\":{}}"))
        .isEqualTo(new RunEvent.Output(NOON, "x"));
  }

  @Test
  void wrongLinesSayWhatIsWrong() {
    assertRefused("{", "no JSON: Unexpected end-of-input");
    assertRefused("{} {}", "no JSON: text follows the first value");
    assertRefused("", "no JSON: the text is empty");
    assertRefused("[]", "there is no event 'null'");
    assertRefused("{\"event\":\"Tea\"}", "there is no event 'Tea'");
    assertRefused("{\"event\":\"Output\",\"line\":\"x\"}", "Output.at is missing");
    assertRefused(
        "{\"event\":\"Output\",\"at\":\"2024-05-01T12:00:00Z\",\"line\":3}",
        "Output.line is an integer instead of a string");
    assertRefused(
        "{\"event\":\"Message\",\"at\":\"2024-05-01T12:00:00Z\",\"thread\":\"T\",\"level\":\"LOUD\"}",
        "Message.level: 'LOUD' is no Level");
    assertRefused("{\"event\":\"Output\",\"at\":\"noon\"}", "Text 'noon' could not be parsed");
  }

  private static void assertRefused(String line, String why) {
    assertThatThrownBy(() -> EventCodec.decode(line))
        .isInstanceOf(EpoxyException.class)
        .hasMessageStartingWith("cannot read an event of the run: " + why);
  }
}
