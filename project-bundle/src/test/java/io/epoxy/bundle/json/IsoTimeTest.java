package io.epoxy.bundle.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers are those of Python's {@code isoformat()}. */
final class IsoTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2020-01-01T10:00, 2020-01-01T10:00:00",
    "2020-01-01T01:02:03.5, 2020-01-01T01:02:03.500000",
    "2020-01-01T10:00Z, 2020-01-01T10:00:00+00:00",
    "2020-01-01T10:00:00.123456-08:30, 2020-01-01T10:00:00.123456-08:30",
    "2020-01-01, 2020-01-01"
  })
  void timesHaveSecondsAndNoMicrosecondsOrSix(String java, String python) {
    Object time =
        java.length() == 10
            ? LocalDate.parse(java)
            : java.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                ? OffsetDateTime.parse(java)
                : LocalDateTime.parse(java);

    assertThat(PlainJson.text(Map.of("t", time))).isEqualTo("{\"t\":\"" + python + "\"}");
  }
}
