package io.epoxy.engine.execute;

import io.epoxy.engine.plan.TableStep;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** CREATE TABLE AS SELECT. */
record TableAsStatement(SparkSession session, Statements statements) {
  /** A temporary view of the node's session: a query with the types and comments of its table. */
  private static final String SHAPED = "epoxy_shaped";

  /**
   * @param shaped the rows with types and comments; asked for only where they are not the query's
   */
  void run(TableStep.TableAs step, Supplier<Dataset<Row>> shaped) {
    if (step.shape().isPlain()) {
      statements.run(step.head() + step.sql());
      return;
    }
    shaped.get().createOrReplaceTempView(SHAPED);
    try {
      statements.run(step.head() + "select * from " + SHAPED);
    } finally {
      session.catalog().dropTempView(SHAPED);
    }
  }
}
