package io.epoxy.engine.execute;

import io.epoxy.engine.plan.QueryColumns;
import io.epoxy.model.relation.Column;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What Spark's analysis of a query tells; nothing runs.
 *
 * @param analyse gives a query's rows, of which none is asked for
 * @param translate makes an error of Spark's one of ours
 */
record QueryAnalysis(
    Function<String, Dataset<Row>> analyse, Function<Exception, RuntimeException> translate)
    implements QueryColumns {
  @Override
  public List<Column> of(String query) {
    return ask(query, rows -> SparkWarehouse.columns(rows.schema()));
  }

  @Override
  public boolean isDeterministic(String query) {
    return ask(query, rows -> rows.queryExecution().analyzed().deterministic());
  }

  private <T> T ask(String query, Function<Dataset<Row>, T> question) {
    try {
      return question.apply(analyse.apply("select * from (\n" + query + "\n)"));
    } catch (Exception e) {
      throw translate.apply(e);
    }
  }
}
