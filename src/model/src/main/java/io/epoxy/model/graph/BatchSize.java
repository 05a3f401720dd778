package io.epoxy.model.graph;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The grain of a microbatch model; all times are UTC (dbt-core 1.12 {@code MicrobatchBuilder}). */
public enum BatchSize {
  HOUR(ChronoUnit.HOURS, "uuuu-MM-dd'T'HH"),
  DAY(ChronoUnit.DAYS, "uuuu-MM-dd"),
  MONTH(ChronoUnit.MONTHS, "uuuu-MM"),
  YEAR(ChronoUnit.YEARS, "uuuu");

  private final ChronoUnit unit;
  private final DateTimeFormatter label;

  BatchSize(ChronoUnit unit, String label) {
    this.unit = unit;
    this.label = DateTimeFormatter.ofPattern(label, Locale.ROOT);
  }

  public static Optional<BatchSize> find(String dbtName) {
    return Stream.of(values()).filter(size -> size.dbtName().equals(dbtName)).findFirst();
  }

  /** What a config may say. */
  public static List<String> dbtNames() {
    return Stream.of(values()).map(BatchSize::dbtName).toList();
  }

  public String dbtName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The start of the batch that a time is in. */
  public LocalDateTime floor(LocalDateTime time) {
    LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
    return switch (this) {
      case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
      case DAY -> day;
      case MONTH -> day.withDayOfMonth(1);
      case YEAR -> day.withDayOfYear(1);
    };
  }

  /** The time itself where batches begin, else the start of the next one. */
  public LocalDateTime ceiling(LocalDateTime time) {
    return floor(time).equals(time) ? time : offset(time, 1);
  }

  /** The start of the batch so many after that of a time. */
  public LocalDateTime offset(LocalDateTime time, long batches) {
    return floor(time).plus(batches, unit);
  }

  /** How a batch is named by its start. */
  public String label(LocalDateTime start) {
    return label.format(start);
  }
}
