package io.epoxy.engine.execute;

import io.epoxy.engine.plan.QueryColumns;
import io.epoxy.model.relation.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What Spark's analysis of queries tells, of each at most one; nothing runs. For what does not
 * change what queries read. Not thread-safe.
 */
final class QueryAnalysis implements QueryColumns {
  private final Function<String, Dataset<Row>> analyse;
  private final Function<Exception, RuntimeException> translate;
  private final Map<String, Dataset<Row>> known = new HashMap<>();

  /**
   * An analysis that knows nothing yet.
   *
   * @param analyse gives a query's rows, of which none is asked for
   * @param translate makes an error of Spark's one of ours
   */
  QueryAnalysis(
      Function<String, Dataset<Row>> analyse, Function<Exception, RuntimeException> translate) {
    this.analyse = analyse;
    this.translate = translate;
  }

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
      Dataset<Row> rows = known.get(query);
      if (rows == null) {
        rows = analyse.apply("select * from (\n" + query + "\n)");
        known.put(query, rows);
      }
      return question.apply(rows);
    } catch (Exception e) {
      throw translate.apply(e);
    }
  }
}
