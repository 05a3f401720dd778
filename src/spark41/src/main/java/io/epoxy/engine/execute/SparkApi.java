package io.epoxy.engine.execute;

import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.classic.ExpressionUtils;

/** What Spark 4.1 spells in its own way. */
final class SparkApi {
  private SparkApi() {}

  static Expression expression(Column column) {
    return ExpressionUtils.expression(column);
  }

  static Column column(Expression expression) {
    return ExpressionUtils.column(expression);
  }

  /** The name of an error, such as {@code DIVIDE_BY_ZERO}; null for none. */
  static String condition(SparkThrowable thrown) {
    return thrown.getCondition();
  }
}
