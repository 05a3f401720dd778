package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.compiler.shape.Shape;
import io.epoxy.compiler.shape.Shapes;
import io.epoxy.model.error.EpoxyException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A source's freshness: four levels laid over each other, where null switches off (dbt-core 1.12
 * {@code merge_source_freshness}).
 *
 * @param warnAfter empty when a level set it to null
 * @param filter empty when none is set
 */
record SourceFreshness(
    Optional<Threshold> warnAfter, Optional<Threshold> errorAfter, Optional<String> filter) {

  private static final Shape THRESHOLD = Shapes.find("Threshold").orElseThrow();

  /** {@code count} and {@code period}; both are there when it counts. */
  record Threshold(Object count, Object period) {
    static final Threshold NONE = new Threshold(null, null);

    boolean isSet() {
      return count != null && period != null;
    }

    /** What this one does not say, the lower one does. */
    Threshold over(Threshold lower) {
      return new Threshold(
          count == null ? lower.count : count, period == null ? lower.period : period);
    }

    Map<String, Object> data() {
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("count", count);
      data.put("period", period);
      return data;
    }
  }

  static final SourceFreshness NONE =
      new SourceFreshness(
          Optional.of(Threshold.NONE), Optional.of(Threshold.NONE), Optional.empty());

  /**
   * Reads a level: empty for null, {@link #NONE} when the key is not there.
   *
   * @param level a source, a table or the config of one
   */
  static Optional<SourceFreshness> read(Map<?, ?> level) {
    if (!level.containsKey("freshness")) {
      return Optional.of(NONE);
    }
    if (!(level.get("freshness") instanceof Map<?, ?> map)) {
      return Optional.empty();
    }
    Map<String, Object> written = ConfigTexts.counted(map, "warn_after", "error_after");
    return Optional.of(
        new SourceFreshness(
            threshold(written, "warn_after"),
            threshold(written, "error_after"),
            Optional.ofNullable(written.get("filter")).map(String::valueOf)));
  }

  private static Optional<Threshold> threshold(Map<?, ?> written, String key) {
    if (!written.containsKey(key)) {
      return Optional.of(Threshold.NONE);
    }
    return written.get(key) instanceof Map<?, ?> map
        ? Optional.of(new Threshold(map.get("count"), map.get("period")))
        : Optional.empty();
  }

  /** Whether anything is ever too old. */
  boolean isSet() {
    return warnAfter.filter(Threshold::isSet).isPresent()
        || errorAfter.filter(Threshold::isSet).isPresent();
  }

  /** Lays a level over another one. */
  static Optional<SourceFreshness> merge(
      Optional<SourceFreshness> base, Optional<SourceFreshness> update) {
    if (base.isPresent() && update.isPresent()) {
      return Optional.of(
          new SourceFreshness(
              merged(base.get().warnAfter, update.get().warnAfter),
              merged(base.get().errorAfter, update.get().errorAfter),
              update.get().filter.or(() -> base.get().filter)));
    }
    return base.isEmpty() ? update.filter(SourceFreshness::isSet) : Optional.empty();
  }

  private static Optional<Threshold> merged(Optional<Threshold> base, Optional<Threshold> update) {
    if (update.isEmpty()) {
      return Optional.empty();
    }
    if (base.filter(Threshold::isSet).isPresent() && update.get().isSet()) {
      return Optional.of(update.get().over(base.get()));
    }
    return update.get().isSet() ? update : base;
  }

  /**
   * The freshness of a resolved config, its counts as numbers.
   *
   * @param wrong makes the error of a sentence
   */
  static Map<String, Object> resolved(Map<?, ?> freshness, Function<String, EpoxyException> wrong) {
    Map<String, Object> counted = ConfigTexts.counted(freshness, "warn_after", "error_after");
    for (String key : List.of("warn_after", "error_after")) {
      Object threshold = counted.get(key);
      if (threshold != null && !THRESHOLD.check(threshold).isEmpty()) {
        throw wrong.apply(
            "Field \""
                + key
                + "\" of type Optional[Time] in FreshnessThreshold has invalid value "
                + TemplateValues.repr(threshold));
      }
    }
    return counted;
  }

  Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("warn_after", warnAfter.map(Threshold::data).orElse(null));
    data.put("error_after", errorAfter.map(Threshold::data).orElse(null));
    data.put("filter", filter.orElse(null));
    return data;
  }
}
