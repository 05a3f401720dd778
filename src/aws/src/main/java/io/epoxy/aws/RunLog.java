package io.epoxy.aws;

import io.epoxy.model.error.EpoxyException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** What a Glue run writes to one log group of CloudWatch, read as it comes. */
public final class RunLog {
  /** Where Glue's logs begin when it does not say (botocore's glue model, LogGroupName). */
  private static final String GROUP = "/aws-glue/jobs";

  /** CloudWatch may show a line later than a younger one of another stream. */
  private static final Duration LATE = Duration.ofMinutes(2);

  private final CloudWatchLogsClient logs;
  private final String group;
  private final String streams;

  /** Lines that were passed on and that the next call is told again: time by id. */
  private final Map<String, Long> passed = new HashMap<>();

  private long newest;

  private RunLog(CloudWatchLogsClient logs, String group, String streams) {
    this.logs = Objects.requireNonNull(logs, "logs");
    this.group = group;
    this.streams = Objects.requireNonNull(streams, "streams");
  }

  /**
   * Opens a log of a run; nothing is read yet.
   *
   * @param group Glue's LogGroupName of the run, which a security configuration changes
   * @param kind {@code output} or {@code error}
   * @param runId what the names of its streams begin with
   */
  public static RunLog of(
      CloudWatchLogsClient logs, Optional<String> group, String kind, String runId) {
    return new RunLog(logs, group.orElse(GROUP) + "/" + kind, runId);
  }

  public String group() {
    return group;
  }

  /**
   * One line.
   *
   * @param stream the run's id for the driver, and more for an executor
   */
  public record Line(Instant at, String stream, String text) {}

  /**
   * Passes on every line that came since the last call, over all pages. A group or a stream that is
   * not there yet has none.
   *
   * @throws EpoxyException when CloudWatch refuses
   */
  public void read(Consumer<Line> reader) {
    long from = Math.max(0, newest - LATE.toMillis());
    passed.values().removeIf(at -> at < from);
    FilterLogEventsRequest request =
        FilterLogEventsRequest.builder()
            .logGroupName(group)
            .logStreamNamePrefix(streams)
            .startTime(from)
            .build();
    try {
      for (FilteredLogEvent event : logs.filterLogEventsPaginator(request).events()) {
        newest = Math.max(newest, event.timestamp());
        // moto leaves the streams' prefix aside.
        if (event.logStreamName().startsWith(streams)
            && passed.put(event.eventId(), event.timestamp()) == null) {
          reader.accept(
              new Line(
                  Instant.ofEpochMilli(event.timestamp()),
                  event.logStreamName(),
                  event.message().stripTrailing()));
        }
      }
    } catch (ResourceNotFoundException notYet) {
      // It begins with the run's first line.
    } catch (SdkException e) {
      throw AwsErrors.of("read the log group " + group, e);
    }
  }
}
