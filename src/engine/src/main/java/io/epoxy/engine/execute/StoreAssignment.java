package io.epoxy.engine.execute;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import scala.Option;

/**
 * Gives rows the column types of the table that they will belong to, under the rules of INSERT
 * (Spark's {@code storeAssignmentPolicy=ANSI}): no unsafe change of type, and a value that does not
 * fit is an error, not a null.
 */
final class StoreAssignment {
  private StoreAssignment() {}

  /**
   * @param rows with the columns of {@code wanted}, in order
   */
  static Dataset<Row> cast(Dataset<Row> rows, List<Column> wanted, Relation table) {
    org.apache.spark.sql.Column[] columns = new org.apache.spark.sql.Column[wanted.size()];
    StructField[] given = rows.schema().fields();
    for (int i = 0; i < columns.length; i++) {
      DataType from = given[i].dataType();
      DataType declared = DataType.fromDDL(wanted.get(i).dataType());
      DataType to = SizedTexts.unsized(declared);
      String name = given[i].name();
      org.apache.spark.sql.Column column = rows.col("`" + name.replace("`", "``") + "`");
      if (!from.equals(to) && !Cast.canANSIStoreAssign(from, to)) {
        throw new EpoxyException(
            ErrorCode.DATABASE,
            "Cannot write to "
                + table
                + ": the query's column '"
                + name
                + "' is "
                + from.catalogString()
                + ", the table's is "
                + to.catalogString()
                + ". Cast it in the query, or run with --full-refresh.");
      }
      if (from.equals(to) && !SizedTexts.isMarked(given[i].metadata())) {
        columns[i] = sized(column, name, declared);
        continue;
      }
      // A cast has no mark of its input's size.
      String zone = rows.sparkSession().sessionState().conf().sessionLocalTimeZone();
      Cast cast = new Cast(SparkApi.expression(column), to, Option.apply(zone), EvalMode.ANSI());
      columns[i] = sized(SparkApi.column(cast).as(name), name, declared);
    }
    return rows.select(columns);
  }

  private static org.apache.spark.sql.Column sized(
      org.apache.spark.sql.Column value, String name, DataType declared) {
    return SizedTexts.isIn(declared)
        ? SizedTexts.held(SparkApi.expression(value), name, declared)
        : value;
  }
}
