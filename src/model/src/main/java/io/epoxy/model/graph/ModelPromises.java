package io.epoxy.model.graph;

import com.google.common.collect.ImmutableList;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a model promises to those who read it.
 *
 * @param constraints of the model; those of a column are the column's
 * @param contractChecksum lower-case hex sha256 of the enforced contract; empty when none is
 * @param deprecationDate from when on it should not be read any more
 * @param primaryKey the columns that its constraints and tests make out as its key, sorted
 */
public record ModelPromises(
    List<Constraint> constraints,
    Optional<String> contractChecksum,
    Optional<OffsetDateTime> deprecationDate,
    List<String> primaryKey,
    Optional<TimeSpine> timeSpine) {

  public static final ModelPromises NONE =
      new ModelPromises(List.of(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

  public ModelPromises {
    constraints = ImmutableList.copyOf(constraints);
    Objects.requireNonNull(contractChecksum, "contractChecksum");
    Objects.requireNonNull(deprecationDate, "deprecationDate");
    primaryKey = ImmutableList.copyOf(primaryKey);
    Objects.requireNonNull(timeSpine, "timeSpine");
  }

  public ModelPromises withPrimaryKey(List<String> columns) {
    return new ModelPromises(constraints, contractChecksum, deprecationDate, columns, timeSpine);
  }

  public ModelPromises withConstraints(List<Constraint> others) {
    return new ModelPromises(others, contractChecksum, deprecationDate, primaryKey, timeSpine);
  }

  /** That the model is a calendar, for the semantic layer. */
  public record TimeSpine(
      String standardGranularityColumn, List<CustomGranularity> customGranularities) {
    /** The name that made a model a time spine before property files could say so. */
    public static final String OLD_MODEL = "metricflow_time_spine";

    public TimeSpine {
      Objects.requireNonNull(standardGranularityColumn, "standardGranularityColumn");
      customGranularities = ImmutableList.copyOf(customGranularities);
    }
  }

  /** A granularity of a calendar's own; its column has its name unless told otherwise. */
  public record CustomGranularity(String name, Optional<String> columnName) {
    public CustomGranularity {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(columnName, "columnName");
    }
  }
}
