package io.epoxy.engine.execute;

import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;

/** What Spark 3.5 spells in its own way. */
final class SparkApi {
  private SparkApi() {}

  static Expression expression(Column column) {
    return column.expr();
  }

  static Column column(Expression expression) {
    return new Column(expression);
  }

  /** The name of an error, such as {@code DIVIDE_BY_ZERO}; null for none. */
  static String condition(SparkThrowable thrown) {
    return thrown.getErrorClass();
  }
}
