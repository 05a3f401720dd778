package io.epoxy.engine.execute;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Runs a statement on the node's session. */
@FunctionalInterface
interface Statements {
  Dataset<Row> run(String sql);
}
