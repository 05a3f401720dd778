package io.epoxy.bundle.artifact;

import com.google.common.collect.ImmutableList;
import io.epoxy.bundle.json.JsonStream;
import io.epoxy.model.config.Data;
import io.epoxy.model.result.BatchResults;
import io.epoxy.model.result.BatchResults.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A whole run_results.json: what {@code retry} goes on from.
 *
 * @param arguments dbt's {@code args}: the flags by their names
 * @param startedAt when that command began; empty in files of older dbt
 */
public record EarlierRun(
    Map<String, Object> arguments, Optional<Instant> startedAt, List<Ended> results) {
  public EarlierRun {
    arguments = Data.copy(arguments);
    Objects.requireNonNull(startedAt, "startedAt");
    results = ImmutableList.copyOf(results);
  }

  /** How one node ended, in the words of the file. */
  public record Ended(String uniqueId, String status, Optional<BatchResults> batches) {}

  /**
   * Reads the file.
   *
   * @throws io.epoxy.model.error.EpoxyException when it cannot be read
   */
  public static EarlierRun read(Path file) {
    Reader reader = new Reader();
    EarlierResults.RUN_RESULTS.read(file, reader);
    return new EarlierRun(reader.arguments, reader.startedAt, reader.results);
  }

  private static final class Reader implements ArtifactReader.Parts {
    private final Map<String, Object> arguments = new LinkedHashMap<>();
    private final List<Ended> results = new ArrayList<>();
    private Optional<Instant> startedAt = Optional.empty();

    @Override
    public void head(Map<?, ?> metadata) {
      startedAt =
          time(metadata.get("invocation_started_at")).or(() -> time(metadata.get("generated_at")));
    }

    @Override
    public void part(String key, JsonStream in) throws IOException {
      if (key.equals("args") && in.value() instanceof Map<?, ?> given) {
        given.forEach((name, value) -> arguments.put(name.toString(), value));
      } else if (key.equals("results") && in.value() instanceof List<?> items) {
        for (Object item : items) {
          if (item instanceof Map<?, ?> result
              && result.get("unique_id") != null
              && result.get("status") != null) {
            results.add(
                new Ended(
                    result.get("unique_id").toString(),
                    result.get("status").toString(),
                    batches(result.get("batch_results"))));
          }
        }
      }
    }

    private static Optional<BatchResults> batches(Object tree) {
      return tree instanceof Map<?, ?> map
          ? Optional.of(new BatchResults(spans(map.get("successful")), spans(map.get("failed"))))
          : Optional.empty();
    }

    private static List<Span> spans(Object tree) {
      List<Span> spans = new ArrayList<>();
      for (Object item : tree instanceof List<?> list ? list : List.of()) {
        if (item instanceof List<?> pair && pair.size() == 2) {
          spans.add(new Span(time(pair.get(0)).orElseThrow(), time(pair.get(1)).orElseThrow()));
        }
      }
      return spans;
    }

    private static Optional<Instant> time(Object text) {
      return text == null ? Optional.empty() : EarlierResults.instant(text.toString());
    }
  }
}
