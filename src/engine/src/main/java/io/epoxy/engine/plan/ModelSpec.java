package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.epoxy.engine.format.Buckets;
import io.epoxy.engine.format.FormatSupport;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A model's config, read and checked once; made by {@link ModelSpecReader}.
 *
 * @param sql the compiled query
 * @param stamp a column that the engine adds to the rows: when they were written
 * @param writeOptions {@code write_options}; of Hudi {@code hudi_options} after them
 * @param partitionBy columns, or Iceberg transforms as written
 * @param contract present when it is enforced
 * @param comment the description, when persist_docs asks for it
 * @param dropped {@code purge_dropped_iceberg_data}
 * @param notices what of the config has no effect
 * @param columnComments column descriptions, when persist_docs asks for them
 */
public record ModelSpec(
    UniqueId id,
    SourceLocation location,
    Relation relation,
    Materialization materialization,
    FormatSupport format,
    RefreshMode refresh,
    String sql,
    Optional<String> stamp,
    Map<String, String> writeOptions,
    List<String> partitionBy,
    Optional<Buckets> buckets,
    Map<String, String> tableProperties,
    Optional<String> customLocation,
    Optional<Contract> contract,
    Optional<String> comment,
    Map<String, String> columnComments,
    Incremental incremental,
    Duration grace,
    Dropped dropped,
    List<Notice> notices) {
  public ModelSpec {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(relation, "relation");
    Objects.requireNonNull(materialization, "materialization");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(refresh, "refresh");
    Objects.requireNonNull(sql, "sql");
    Objects.requireNonNull(stamp, "stamp");
    writeOptions = ImmutableMap.copyOf(writeOptions);
    partitionBy = ImmutableList.copyOf(partitionBy);
    Objects.requireNonNull(buckets, "buckets");
    tableProperties = ImmutableMap.copyOf(tableProperties);
    Objects.requireNonNull(customLocation, "customLocation");
    Objects.requireNonNull(contract, "contract");
    Objects.requireNonNull(comment, "comment");
    columnComments = ImmutableMap.copyOf(columnComments);
    Objects.requireNonNull(incremental, "incremental");
    Objects.requireNonNull(grace, "grace");
    Objects.requireNonNull(dropped, "dropped");
    notices = ImmutableList.copyOf(notices);
  }

  /** The query for the rows of the table: the model's, and what the engine adds. */
  public String rows() {
    return stamp
        .map(column -> "select *, current_timestamp() as " + column + "\nfrom (\n" + sql + "\n)")
        .orElse(sql);
  }

  /**
   * The same model, its query without a column of the stamp's name: the stamp takes its place, as
   * in dbt-glue.
   */
  ModelSpec withoutOwnStamp(QueryColumns analysis) {
    if (stamp.isEmpty()) {
      return this;
    }
    List<String> names = analysis.of(sql).stream().map(Column::name).toList();
    List<String> others =
        names.stream().filter(name -> !name.equalsIgnoreCase(stamp.get())).toList();
    return others.size() == names.size() ? this : with(relation, Sql.select(others, sql), contract);
  }

  /** Whether a table has the model's write options, those aside that are not asked for. */
  public boolean isWrittenWith(Map<String, String> options) {
    return CsvOptions.taken(options).equals(CsvOptions.taken(writeOptions));
  }

  /** The same model under another name. */
  ModelSpec named(Relation other) {
    return with(other, sql, contract);
  }

  /** The same with one more property of its table. */
  ModelSpec withProperty(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(tableProperties);
    more.put(key, value);
    return with(relation, sql, contract, more);
  }

  /** The same with columns that were declared. */
  ModelSpec promising(Contract other) {
    return with(relation, sql, Optional.of(other));
  }

  /** The same model, its rows read from a view. */
  ModelSpec reading(String view) {
    return with(relation, "select * from " + view, contract);
  }

  private ModelSpec with(Relation other, String query, Optional<Contract> promised) {
    return with(other, query, promised, tableProperties);
  }

  private ModelSpec with(
      Relation other, String query, Optional<Contract> promised, Map<String, String> properties) {
    return new ModelSpec(
        id,
        location,
        other,
        materialization,
        format,
        refresh,
        query,
        stamp,
        writeOptions,
        partitionBy,
        buckets,
        properties,
        customLocation,
        promised,
        comment,
        columnComments,
        incremental,
        grace,
        dropped,
        notices);
  }

  /**
   * A strategy whose statement a macro makes.
   *
   * @param staging the temporary view that the macro finds the rows in
   */
  public record MacroStrategy(String name, String staging) {}

  /**
   * The rows that a batch of a microbatch model replaces: {@code from <= column < until}.
   *
   * @param from as it stands in the filters of the model's inputs, so that both mean the same rows
   * @param between whether it is neither the first batch nor the last, so that others may run at
   *     the same time: what is once for all batches is done by those two
   */
  public record BatchRows(String column, String from, String until, boolean between) {}

  /**
   * What an incremental model adds.
   *
   * @param strategy built in; without meaning where a macro takes its place
   */
  public record Incremental(
      StrategyName strategy,
      Optional<MacroStrategy> macro,
      Optional<BatchRows> batch,
      List<String> uniqueKey,
      List<String> predicates,
      List<String> updateColumns,
      List<String> excludeColumns,
      OnSchemaChange onSchemaChange,
      ExpireSnapshots expireSnapshots) {
    /** Of a model that is none. */
    static final Incremental NONE =
        new Incremental(
            StrategyName.INSERT_OVERWRITE,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            OnSchemaChange.IGNORE,
            ExpireSnapshots.NO);

    /** Whether other batches of the model may be running. */
    public boolean isBetweenBatches() {
      return batch.filter(BatchRows::between).isPresent();
    }

    public Incremental {
      Objects.requireNonNull(strategy, "strategy");
      Objects.requireNonNull(macro, "macro");
      Objects.requireNonNull(batch, "batch");
      uniqueKey = ImmutableList.copyOf(uniqueKey);
      predicates = ImmutableList.copyOf(predicates);
      updateColumns = ImmutableList.copyOf(updateColumns);
      excludeColumns = ImmutableList.copyOf(excludeColumns);
      Objects.requireNonNull(onSchemaChange, "onSchemaChange");
      Objects.requireNonNull(expireSnapshots, "expireSnapshots");
    }
  }

  /** What becomes of the files of an Iceberg table that is dropped. */
  public enum Dropped {
    PURGED,
    KEPT
  }

  /** dbt-glue's {@code iceberg_expire_snapshots}. */
  public enum ExpireSnapshots {
    YES,
    /** The model says nothing, and dbt-glue expires. */
    BY_DEFAULT,
    NO
  }

  /** An error about this model, with its place. */
  public EpoxyException error(ErrorCode code, String message) {
    return new EpoxyException(code, message, location);
  }
}
