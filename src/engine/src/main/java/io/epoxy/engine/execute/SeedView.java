package io.epoxy.engine.execute;

import io.epoxy.engine.plan.PlanStep;
import io.epoxy.engine.plan.Sql;
import io.epoxy.model.relation.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of a seed's file as a temporary view. A few of them travel in the query itself; more are
 * staged as files, part by part, so that the driver never holds them all.
 */
final class SeedView implements AutoCloseable {
  /** Rows that the driver holds at once, and about how many characters of them. */
  private static final int PART = 50_000;

  private static final int PART_CHARACTERS = 16_000_000;

  private static final String ANSI = "spark.sql.ansi.enabled";

  private final SparkSession session;
  private final PlanStep.LoadRows step;
  private final Runnable beforeStaging;
  private final StructType texts;
  private List<Row> part = new ArrayList<>();
  private long characters;
  private boolean isStaged;

  private SeedView(SparkSession session, PlanStep.LoadRows step, Runnable beforeStaging) {
    this.session = session;
    this.step = step;
    this.beforeStaging = beforeStaging;
    this.texts =
        new StructType(
            step.rows().columns().stream()
                .map(
                    column ->
                        DataTypes.createStructField(column.name(), DataTypes.StringType, true))
                .toArray(StructField[]::new));
  }

  /**
   * Makes the view; until this is closed its rows are there.
   *
   * @param beforeStaging is run before files are written
   */
  static SeedView create(SparkSession session, PlanStep.LoadRows step, Runnable beforeStaging) {
    SeedView view = new SeedView(session, step, beforeStaging);
    try {
      view.load();
      return view;
    } catch (RuntimeException | Error e) {
      view.close();
      throw e;
    }
  }

  private void load() {
    step.rows()
        .forEach(
            row -> {
              if (part.size() == PART || characters > PART_CHARACTERS) {
                stage();
              }
              part.add(RowFactory.create(row.toArray()));
              row.forEach(text -> characters += text == null ? 0 : text.length());
            });
    if (isStaged) {
      stage();
      typed(session.read().schema(texts).parquet(step.staging()));
    } else {
      typed(session.createDataFrame(part, texts));
    }
    part = List.of();
  }

  private void stage() {
    if (!isStaged) {
      beforeStaging.run();
      isStaged = true;
    }
    session.createDataFrame(part, texts).coalesce(1).write().mode("append").parquet(step.staging());
    part = new ArrayList<>();
    characters = 0;
  }

  /** A text that is no value of its column's type is an error, whatever the session's mode. */
  private void typed(Dataset<Row> rows) {
    String raw = step.view() + "_texts";
    String before = session.conf().get(ANSI);
    rows.createOrReplaceTempView(raw);
    session.conf().set(ANSI, "true");
    try {
      session
          .sql(
              step.rows().columns().stream()
                  .map(SeedView::cast)
                  .collect(Collectors.joining(", ", "select ", " from " + raw)))
          .createOrReplaceTempView(step.view());
    } finally {
      session.conf().set(ANSI, before);
    }
  }

  private static String cast(Column column) {
    String name = Sql.quote(column.name());
    return "cast(" + name + " as " + column.dataType() + ") as " + name;
  }

  /** Deletes what was staged. */
  @Override
  public void close() {
    if (isStaged) {
      Path folder = new Path(step.staging());
      try {
        folder.getFileSystem(session.sessionState().newHadoopConf()).delete(folder, true);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot delete " + folder, e);
      }
    }
  }
}
