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
      DataType to = DataType.fromDDL(wanted.get(i).dataType());
      org.apache.spark.sql.Column column = rows.col("`" + given[i].name().replace("`", "``") + "`");
      if (from.equals(to)) {
        columns[i] = column;
        continue;
      }
      if (!Cast.canANSIStoreAssign(from, to)) {
        throw new EpoxyException(
            ErrorCode.DATABASE,
            "Cannot write to "
                + table
                + ": the query's column '"
                + given[i].name()
                + "' is "
                + from.catalogString()
                + ", the table's is "
                + to.catalogString()
                + ". Cast it in the query, or run with --full-refresh.");
      }
      String zone = rows.sparkSession().sessionState().conf().sessionLocalTimeZone();
      columns[i] =
          new org.apache.spark.sql.Column(
                  new Cast(column.expr(), to, Option.apply(zone), EvalMode.ANSI()))
              .as(given[i].name());
    }
    return rows.select(columns);
  }
}
