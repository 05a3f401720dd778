package io.epoxy.bundle.artifact;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** How the nodes of an earlier run ended, and how fresh its sources were. */
public final class EarlierResults {
  static final ArtifactReader RUN_RESULTS =
      new ArtifactReader(
          "RunResultsArtifact",
          "https://schemas.getdbt.com/dbt/run-results/v6.json",
          Set.of(4, 5, 6));
  private static final ArtifactReader SOURCES =
      new ArtifactReader(
          "FreshnessExecutionResultArtifact",
          "https://schemas.getdbt.com/dbt/sources/v3.json",
          Set.of(3));

  private EarlierResults() {}

  /** A node's id and how it ended, in the words of the file. */
  public record Status(String uniqueId, String status) {
    public Status {
      Objects.requireNonNull(uniqueId, "uniqueId");
      Objects.requireNonNull(status, "status");
    }
  }

  /**
   * The statuses of a run_results.json.
   *
   * @throws io.epoxy.model.error.EpoxyException when it cannot be read
   */
  public static List<Status> statuses(Path file) {
    List<Status> statuses = new ArrayList<>();
    for (Map<?, ?> result : results(RUN_RESULTS, file)) {
      if (result.get("unique_id") != null && result.get("status") != null) {
        statuses.add(
            new Status(result.get("unique_id").toString(), result.get("status").toString()));
      }
    }
    return statuses;
  }

  /**
   * When each source of a sources.json was last loaded; those that failed are left out.
   *
   * @throws io.epoxy.model.error.EpoxyException when it cannot be read
   */
  public static Map<String, Instant> maxLoadedAt(Path file) {
    Map<String, Instant> loaded = new LinkedHashMap<>();
    for (Map<?, ?> result : results(SOURCES, file)) {
      if (result.get("unique_id") != null && result.get("max_loaded_at") != null) {
        instant(result.get("max_loaded_at").toString())
            .ifPresent(at -> loaded.put(result.get("unique_id").toString(), at));
      }
    }
    return loaded;
  }

  private static List<Map<?, ?>> results(ArtifactReader reader, Path file) {
    List<Map<?, ?>> results = new ArrayList<>();
    reader.read(
        file,
        (key, in) -> {
          if (key.equals("results") && in.value() instanceof List<?> items) {
            for (Object item : items) {
              if (item instanceof Map<?, ?> result) {
                results.add(result);
              }
            }
          }
        });
    return results;
  }

  /** Times without a zone are UTC. */
  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException noZone) {
      try {
        return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
      } catch (DateTimeParseException noTime) {
        return Optional.empty();
      }
    }
  }
}
